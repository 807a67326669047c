"""Saved searches as alerts: each new or changed article that fits is told once to each target."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from ifolge.delivery import deliver
from ifolge.errors import IfolgeError, UsageError
from ifolge.notify.targets import Target, read_target
from ifolge.store import Store, outbox, searches
from ifolge.store.search import Hit
from ifolge.store.searches import Search
from ifolge.store.text import now

Word = Callable[[Search, Hit], Mapping[str, Any]]


def tell_all(store: Store, word: Word, *, allow_private: bool = False) -> int:
    """Tell of what all kept searches find anew. Returns how many messages arrived.

    `word` makes the JSON of a message. What is to be told is in the outbox before it is sent, so
    that nothing is lost or told twice if this ends half way.
    """
    with store.read() as connection:
        kept = [search for search in searches.list_searches(connection) if search.targets]
    by_target: dict[str, list[str]] = defaultdict(list)
    for search in kept:
        store.write(partial(_post, search=search, word=word))
        for address in search.targets:
            by_target[address].append(search.id)
    return sum(
        _deliver(store, address, numbers, allow_private) for address, numbers in by_target.items()
    )


def _post(connection: Connection, search: Search, word: Word) -> None:
    targets = [Target(address).id for address in search.targets]
    for hit in searches.news_of(connection, search):
        key = f"search:{search.id}:{hit.article}"
        body = {**word(search, hit), "key": key, "made_at": now()}
        outbox.post(connection, key, json.dumps(body, ensure_ascii=False), targets)


def _deliver(store: Store, address: str, numbers: list[str], allow_private: bool) -> int:
    problems: list[IfolgeError] = []
    count = 0
    try:
        count = deliver(store, read_target(address, allow_private), problems.append)
    except UsageError as error:  # such as mail without a mail server
        problems.append(error)
    if problems or count:
        told = str(problems[-1]) if problems else None
        store.write(partial(searches.note_problem, numbers=numbers, problem=told))
    return count
