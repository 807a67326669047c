"""OPML: the list of feeds that a reader exports."""

from urllib.parse import urlsplit

from ifolge.errors import ReadError
from ifolge.read.xml import local_name, parse_xml

MAX_FEEDS = 5000


def feeds_of_opml(text: str, source: str) -> tuple[str, ...]:
    """The addresses of the feeds of an OPML file, each once, in order; no other file is opened.

    Raises ReadError when there is none.
    """
    found: dict[str, None] = {}
    for element in parse_xml(text, source).iter():
        if local_name(element) != "outline":
            continue
        names = {str(name).lower(): value for name, value in element.attrib.items()}
        address = (names.get("xmlurl") or "").strip()
        if _is_web(address):
            found.setdefault(address)
    if not found:
        raise ReadError(source, "lists no feed", "its outlines need an xmlUrl")
    return tuple(found)[:MAX_FEEDS]


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in ("http", "https")
    except ValueError:
        return False
