"""ninjs, the news agencies' JSON (versions 1 and 2), to an article."""

from collections.abc import Mapping
from typing import Any

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.markup import text_of_fragment
from ifolge.read.metadata import iso_date, language_tag, tidy

SIGNS = (
    "body_text",
    "body_xhtml",
    "body_html",
    "bodies",
    "headline",
    "headlines",
    "versioncreated",
    "versionCreated",
    "contentcreated",
    "urgency",
    "description_text",
)
TEXT_BODIES, MARKED_BODIES = ("body_text", "bodyText"), ("body_xhtml", "body_html")
BODY_REMEDY = "ifolge reads body_text, body_xhtml, body_html or bodies"
MAX_BODY = 3_000_000


def looks_like_ninjs(value: Any) -> bool:
    """Whether a JSON value has the fields of ninjs and not those of our own format."""
    return isinstance(value, dict) and "text" not in value and any(s in value for s in SIGNS)


def read_ninjs(item: Mapping[str, Any], source: str, default_id: str) -> Article:
    """The article of a ninjs item: headline, body, by-line, dates, source, language.

    The text begins with the headline. Raises ReadError when there is no body.
    """
    body = _body(item)
    if len(body) > MAX_BODY:
        raise ReadError(source, "its body is too large for one article")
    if not body.strip():
        raise ReadError(source, "is ninjs without body", BODY_REMEDY)
    title = (
        tidy(item.get("headline")) or tidy(_value(item.get("headlines"))) or tidy(item.get("title"))
    )
    text = body if title is None or body.startswith(title) else f"{title}\n\n{body}"
    created = item.get("firstcreated") or item.get("firstCreated") or item.get("contentcreated")
    version = item.get("versioncreated") or item.get("versionCreated")
    return Article(
        id=tidy(item.get("uri")) or tidy(item.get("guid")) or default_id,
        text=text,
        lang=language_tag(item.get("language")),
        title=title,
        url=_web_address(item.get("uri")),
        outlet=tidy(item.get("provider")),
        author=tidy(item.get("byline")) or tidy(_value(item.get("by"))),
        published=iso_date(created) or iso_date(version),
        updated=iso_date(version) if created else None,
        credit=tidy(item.get("creditline")) or tidy(item.get("source")),
    )


def _body(item: Mapping[str, Any]) -> str:
    for name in TEXT_BODIES:
        if isinstance(item.get(name), str) and item[name].strip():
            return _plain(item[name])
    for name in MARKED_BODIES:
        if isinstance(item.get(name), str) and item[name].strip():
            return text_of_fragment(item[name][: 2 * MAX_BODY])
    for body in _objects(item.get("bodies")):
        kind = body.get("contentType") or body.get("contenttype") or body.get("role") or ""
        value = body.get("value")
        if isinstance(value, str) and value.strip():
            marked = "html" in str(kind) or value.lstrip().startswith("<")
            return text_of_fragment(value[: 2 * MAX_BODY]) if marked else _plain(value)
    return ""


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _objects(value: Any) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values[:100] if isinstance(v, dict)]


def _value(value: Any) -> str | None:
    """The `value` of the first object of a ninjs 2 list ([{"role": "main", "value": …}])."""
    found = (v.get("value") or v.get("name") for v in _objects(value))
    return next((v for v in found if isinstance(v, str) and v.strip()), None)


def _web_address(value: Any) -> str | None:
    text = tidy(value)
    return text if text and text.startswith(("http://", "https://")) else None
