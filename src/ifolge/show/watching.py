"""Run a watch from the command line: rounds, pauses, problems, and the words of messages."""

import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ifolge import pipeline
from ifolge.archive import Archive
from ifolge.errors import IfolgeError, UsageError
from ifolge.notify.changes import EDITED, News
from ifolge.notify.targets import read_target
from ifolge.read.opml import feeds_of_opml
from ifolge.read.options import ReadOptions
from ifolge.read.xml import decode_xml
from ifolge.show.messages import Messages, load_messages
from ifolge.store import open_store
from ifolge.watch import Watch

PERIOD = re.compile(r"(\d{1,6})(s|m|h|d)")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
SHORTEST = 10.0


def run(arguments: tuple[Any, ...]) -> int:
    """Watch until interrupted, or for one round. Returns the exit code."""
    feeds, every, notify, once, allow_private, store, lang, quiet = arguments
    words = load_messages(lang)
    targets = [read_target(address, allow_private) for address in notify]
    addresses, period = list(_addresses(feeds)), seconds_of(every)
    archive = Archive(open_store(store))
    watch = Watch(
        archive,
        addresses,
        targets,
        pipeline.analyse_many,
        lambda news: worded(news, words),
        period,
        ReadOptions(allow_private=allow_private),
        _tell,
    )
    try:
        while True:
            done = watch.round(all_feeds=once)
            if not quiet:
                told = words.label("watch.round", **done)
                print(told, file=sys.stderr, flush=True)
            if once:
                return 0
            time.sleep(watch.seconds_to_next())
    except KeyboardInterrupt:
        return 130
    finally:
        archive.store.close()


def seconds_of(period: str) -> float:
    """The seconds of "90s", "5m", "1h", at least ten. Raises UsageError."""
    match = PERIOD.fullmatch(period.strip())
    if match is None:
        raise UsageError(f"--every {period}: a time such as 90s, 5m, 1h")
    return max(SHORTEST, float(match[1]) * SECONDS[match[2]])


def worded(news: News, words: Messages) -> Mapping[str, Any]:
    """A message: what happened, and why, in words and as values."""
    rule = news.reasons[0].rule if news.kind == EDITED and news.reasons else news.kind
    label = words.label(f"news.{rule}")
    before, after = (words.value("claim_status", v) for v in (news.before, news.after))
    turn = f" ({before} → {after})" if news.after else ""
    subject = f"{label}: {news.gist or news.article}{turn}"
    why = [words.reason(reason) for reason in news.reasons]
    why += [f"{c['before'] or '–'} → {c['after'] or '–'}" for c in news.changes]
    return {
        "kind": news.kind,
        "subject": subject,
        "text": "\n".join((subject, *(f"- {line}" for line in why))),
        "claim": news.claim,
        "gist": news.gist,
        "article": news.article,
        "before": news.before,
        "after": news.after,
        "at": news.at,
        "why": why,
        "rules": [reason.rule for reason in news.reasons],
        "changes": list(news.changes),
    }


def _addresses(feeds: list[str]) -> dict[str, None]:
    """The feeds named, and those of OPML files."""
    found: dict[str, None] = {}
    for name in feeds:
        if re.match(r"https?://", name):
            found[name] = None
            continue
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            raise UsageError(f"{name}: {(error.strerror or 'cannot be read').lower()}") from None
        found.update(dict.fromkeys(feeds_of_opml(decode_xml(data, name), name)))
    return found


def _tell(error: IfolgeError) -> None:
    print(f"ifolge: {error}", file=sys.stderr, flush=True)
