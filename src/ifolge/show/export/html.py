"""A page to send to a colleague: one self-contained file that asks nobody for anything.

Every character of the article is escaped, the page's policy allows its own style and script by
their digests and nothing else, and links go to http(s) addresses only.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files

from ifolge.model.report import Report
from ifolge.show.export.html_article import article_html, escaped
from ifolge.show.view import View

_FILES = files("ifolge.show.export") / "page"


def write_html(reports: Iterable[Report], view: View) -> Iterator[str]:
    """The page, article by article: head, one section an article, foot."""
    model, sections = None, 0
    for sections, report in enumerate(reports, 1):
        if sections == 1:
            yield _head(report.article.title or report.article.id, view)
        model = model or report.model
        yield article_html(report, sections, view)
    if not sections:
        yield _head("ifolge", view)
    yield _foot(model, view)


def _asset(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _head(title: str, view: View) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{view.messages.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _foot(model: str | None, view: View) -> str:
    made = view.messages.label("page_made", version=version("ifolge"), model=model or "–")
    script = f"<script>{_asset('page.js')}</script>"
    return f"<footer>{escaped(made)}</footer>\n{script}\n</body>\n</html>\n"
