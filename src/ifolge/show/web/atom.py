"""What a kept search finds, as an Atom feed (RFC 4287)."""

import uuid
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from ifolge.show.safe_text import visible
from ifolge.store.search import Hit
from ifolge.store.searches import Search

_ATOM = "http://www.w3.org/2005/Atom"
_UNDATED = "1970-01-01T00:00:00+00:00"


def feed_of(search: Search, hits: Sequence[Hit], links: Mapping[str, str], here: str) -> bytes:
    """The feed; `links` are the articles' addresses by name, `here` is its own."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _urn(search.id))
    _add(feed, "title", f"ifolge: {search.name}")
    _add(feed, "updated", max((hit.at for hit in hits if hit.at), default=_UNDATED))
    _add(_add(feed, "author"), "name", "ifolge")
    _add(feed, "link", rel="self", href=here)
    for hit in hits:
        entry = _add(feed, "entry")
        _add(entry, "id", _urn(f"{search.id} {hit.name}"))
        _add(entry, "title", hit.title or hit.name)
        _add(entry, "updated", hit.at or _UNDATED)
        _add(entry, "link", href=links[hit.name])
        if hit.outlet:
            _add(_add(entry, "author"), "name", hit.outlet)
        _add(entry, "summary", hit.excerpt)
    written: bytes = ElementTree.tostring(feed, "utf-8", xml_declaration=True)
    return written


def _add(
    parent: ElementTree.Element, name: str, words: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = None if words is None else visible(words)
    return element


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"ifolge {name}").urn
