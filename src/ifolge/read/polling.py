"""Ask a feed whether there is anything new, as politely as HTTP allows."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ifolge.errors import ReadError
from ifolge.read.feeds import Feed, parse_feed
from ifolge.read.fetch import Fetcher, accepted
from ifolge.read.xml import decode_xml

NOT_MODIFIED, MAX_TAG = 304, 500


@dataclass(frozen=True, slots=True)
class Poll:
    """What a feed answered: its items, None when nothing is new; what to say next time; when.

    `problem` is why it could not be read, `wait` how many seconds the server asks us to stay away.
    """

    url: str
    feed: Feed | None = None
    etag: str | None = None
    last_modified: str | None = None
    problem: ReadError | None = None
    wait: float = 0.0


def poll_feed(
    fetcher: Fetcher, url: str, etag: str | None = None, last_modified: str | None = None
) -> Poll:
    """Ask a feed with the ETag and Last-Modified it gave before. Never raises ReadError."""
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    wait = 0.0
    try:
        answer = fetcher.ask(url, {k: v for k, v in asked.items() if v})
        wait = seconds_to_wait(answer.headers.get("retry-after"))
        if answer.status == NOT_MODIFIED:
            return Poll(url, None, etag, last_modified, None, wait)
        page = accepted(answer, url)
        feed = parse_feed(decode_xml(page.data, url, page.charset), url, page.url)
    except ReadError as error:
        return Poll(url, None, etag, last_modified, error, wait)
    return Poll(
        url,
        feed,
        _short(answer.headers.get("etag")),
        _short(answer.headers.get("last-modified")),
    )


def seconds_to_wait(header: str | None, now: datetime | None = None) -> float:
    """The seconds a Retry-After header asks for ("120", or a date), at most a day."""
    if not header:
        return 0.0
    if header.strip().isascii() and header.strip().isdigit():
        return float(min(int(header.strip()[:9]), 86_400))
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(86_400.0, max(0.0, (at - (now or datetime.now(UTC))).total_seconds()))


def _short(header: str | None) -> str | None:
    """A header to send back, if it is one that can be."""
    plain = header if header and header.isascii() and header.isprintable() else None
    return plain if plain and len(plain) <= MAX_TAG else None
