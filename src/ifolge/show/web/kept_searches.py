"""Searches to be kept, as a form or a machine asks for them; who hears of what they find."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from ifolge.errors import UsageError
from ifolge.notify.targets import read_target
from ifolge.show.web.desk import Desk
from ifolge.show.web.problems import Problem
from ifolge.store import searches
from ifolge.store.search import Wanted
from ifolge.store.searches import ASKED, Search


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """What is searched for. Raises Problem for a day that is none."""
    try:
        return searches.wanted_of(asked)
    except ValueError:
        raise Problem(422, "problem.no_date", f"{asked['since']} {asked['until']}") from None


def query_of(asked: Mapping[str, str]) -> str:
    """What is asked for as in the address of the page that shows it."""
    return urlencode({name: asked[name] for name in ASKED if asked.get(name)})


def keep(
    desk: Desk, name: str, asked: Mapping[str, str], signed: tuple[str, str], targets: list[str]
) -> Search:
    """Keep a search; `signed` is its author and the language that messages come in."""
    if not name or not query_of(asked):
        raise Problem(422, "problem.no_name")
    wanted_of(asked)
    author, lang = signed
    search = Search(secrets.token_hex(6), name, query_of(asked), author, lang, tuple(targets))
    desk.store.write(lambda connection: searches.keep(connection, search))
    return search


def targets_of(mail: str, hook: str) -> list[str]:
    """Where messages go; nothing but mail and web addresses, whoever asks."""
    if hook and not hook.casefold().startswith(("http://", "https://")):
        raise Problem(422, "problem.no_address")
    if mail and (mail.count("@") != 1 or any(c in ",;? \t\r\n<>" for c in mail)):
        raise Problem(422, "problem.no_mail", mail)
    wanted = [f"mailto:{mail}"] if mail else []
    wanted += [hook] if hook else []
    try:
        return [read_target(address).address for address in wanted]
    except UsageError as error:
        raise Problem(422, "problem.no_target", str(error).partition(": ")[2]) from None


def shown(target: str) -> tuple[str, str]:
    """A target as others may see it, as a label and what it says: a mail address, or no more than
    the host of a web address, since the rest of it may be its key.
    """
    if target.startswith("mailto:"):
        return "alert.by_mail", target.removeprefix("mailto:")
    return "alert.by_hook", urlsplit(target).netloc.rpartition("@")[2]


def feed_address(desk: Desk, search: Search) -> str:
    """Where the feed of a search is; the key in it opens this feed and nothing else."""
    return f"/search/feed/{search.id}?key={desk.access.feed_key(search.id)}"
