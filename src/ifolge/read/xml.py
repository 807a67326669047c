"""XML that strangers wrote: told apart by its root, parsed without entities and without network."""

import re
from typing import Any

from ifolge.errors import ReadError
from ifolge.read.plain import decode

DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
PROLOG = re.compile(
    r"(?:\s+|\ufeff|<\?.{0,2000}?\?>|<!--.{0,4000}?-->|<!DOCTYPE[^\[>]{0,1000}>)*", re.DOTALL
)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
DECLARATION = re.compile(r"\s*<\?xml.{0,500}?\?>", re.DOTALL)
ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
KINDS = {
    "rss": "feed",
    "RDF": "feed",
    "feed": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
HEAD, MAX_DEPTH = 20_000, 60
XML_REMEDY = "ifolge reads RSS, Atom, OPML and sitemaps"


def decode_xml(data: bytes, source: str, charset: str | None = None) -> str:
    """The characters of an XML document, by what it or its server declares, or by its content."""
    declared = DECLARED.search(data[:1000])
    named = declared.group(1).decode("ascii") if declared else None
    return decode(data, source, named or charset)


def xml_kind(text: str) -> str | None:
    """What a document is: feed, opml or sitemap, by its root; None for everything else."""
    start = PROLOG.match(text[:HEAD])
    position = start.end() if start else 0
    root = ROOT.match(text, position)
    if root is None and text.startswith("<!DOCTYPE", position):
        root = next((m for m in ROOT.finditer(text[:HEAD]) if m.group(1) in KINDS), None)
    return KINDS.get(root.group(1)) if root else None


def refuse_entities(text: str, source: str) -> None:
    """Raise ReadError when a document brings entities of its own, which could be a bomb."""
    if ENTITIES.search(text[:HEAD]):
        problem = "declares entities of its own, which are not expanded"
        raise ReadError(source, problem, "ask its maker for a file without <!ENTITY>")


def parse_xml(text: str, source: str) -> Any:
    """The root element; broken XML is read as far as it goes. Raises ReadError if that is nowhere.

    Nothing outside the document is loaded and no entity is expanded.
    """
    import lxml.etree

    refuse_entities(text, source)
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    body = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    try:
        root = lxml.etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise ReadError(source, "is no XML", XML_REMEDY)
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
