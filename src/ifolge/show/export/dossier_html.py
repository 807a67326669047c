"""A dossier as a page to send to a colleague: one self-contained file without script.

Every character that came from an article is escaped, and the page's policy allows its own style and
nothing else.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from ifolge.model.article import Article
from ifolge.model.claim import Claim, Dossier, Mention
from ifolge.model.report import Report
from ifolge.show.dossier import interval
from ifolge.show.export.html_article import escaped
from ifolge.show.times import shown_time
from ifolge.show.view import View

_STYLE = files("ifolge.show.export") / "page" / "dossier.css"


def dossier_to_html(dossier: Dossier, reports: Sequence[Report], view: View) -> str:
    """The dossier as a page: claims with origins, timeline and every mention; copies; circles."""
    page = _Page({report.article.id: report.article for report in reports}, view)
    return "".join(page.parts(dossier))


class _Page:
    """Lays a dossier out; `articles` by id give the words of the mentions."""

    def __init__(self, articles: Mapping[str, Article], view: View) -> None:
        self.articles, self.words, self.view = articles, view.messages, view

    def label(self, key: str, **values: object) -> str:
        return escaped(self.words.label(key, **values))

    def parts(self, dossier: Dossier) -> Iterator[str]:
        yield self.head()
        told = [claim for claim in dossier.claims if len(claim.mentions) > 1]
        counts = {
            "claims": len(told),
            "single": len(dossier.claims) - len(told),
            "copies": len(dossier.copies),
            "circles": len(dossier.circles),
        }
        yield f"<p class='counts'>{self.label('dossier.summary', **counts)}</p>\n"
        for claim in told:
            yield from self.claim(claim)
        yield from self.copies(dossier)
        yield from self.circles(dossier)
        yield "</body>\n</html>\n"

    def head(self) -> str:
        style = _STYLE.read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
        first = next((a.title for a in self.articles.values() if a.title), "ifolge")
        return (
            f'<!doctype html>\n<html lang="{self.words.code}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escaped(first)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f"<h1>{escaped(first)}</h1>\n"
        )

    def claim(self, claim: Claim) -> Iterator[str]:
        status = escaped(self.words.value("claim_status", claim.status))
        yield (
            f'<section id="{escaped(claim.id)}">\n<h2><span class="id">{escaped(claim.id)}</span> '
            f'{escaped(claim.gist)} <span class="status">{status}</span></h2>\n'
        )
        denied = sum(mention.denies for mention in claim.mentions)
        counts = self.label(
            "dossier.counts_denied" if denied else "dossier.counts",
            independent=interval(claim.independent),
            mentions=len(claim.mentions),
            articles=len({mention.article for mention in claim.mentions}),
            denied=denied,
        )
        yield f'<p class="counts">{counts}</p>\n'
        reasons = [*claim.independent.reasons, *(claim.reasons if self.view.explain else ())]
        if reasons:
            items = "".join(f"<li>{escaped(self.words.reason(r))}</li>" for r in reasons)
            yield f'<ul class="reasons">{items}</ul>\n'
        yield f'<ul class="origins">{"".join(self.origins(claim))}</ul>\n'
        yield f'<ol class="history">{"".join(self.history(claim))}</ol>\n'
        mentions = "".join(map(self.mention, claim.mentions))
        yield f'<ul class="mentions">{mentions}</ul>\n</section>\n'

    def origins(self, claim: Claim) -> Iterator[str]:
        for origin in claim.origins:
            marks = [
                self.words.label(key)
                for key, holds in (
                    ("anonymous_source", origin.anonymous),
                    ("dossier.unknown_origin", not origin.known),
                    ("dossier.official", origin.official),
                )
                if holds
            ]
            extra = f" ({', '.join(marks)})" if marks else ""
            yield f"<li>{escaped(origin.name + extra)} ×{len(origin.mentions)}</li>"

    def history(self, claim: Claim) -> Iterator[str]:
        for change in claim.history:
            status = self.words.value("claim_status", change.status)
            when = shown_time(change.at, self.words)
            line = f"{status} · {change.by} · {self.name(change.article)}"
            yield f"<li><time>{escaped(when)}</time> {escaped(line)}</li>"

    def mention(self, mention: Mention) -> str:
        article = self.articles.get(mention.article)
        text = " … ".join(span.of(article.text) for span in mention.spans) if article else ""
        status = self.words.value("status", mention.status) if mention.status else ""
        return (
            f'<li><span class="article">{escaped(self.name(mention.article))}</span> '
            f"<q>{escaped(text)}</q> <span class='status'>{escaped(status)}</span></li>"
        )

    def name(self, article: str) -> str:
        known = self.articles.get(article)
        return f"{known.outlet} ({article})" if known and known.outlet else article

    def copies(self, dossier: Dossier) -> Iterator[str]:
        if dossier.copies:
            yield f"<section>\n<h2>{self.label('dossier.copies')}</h2>\n<ul>"
            for copy in dossier.copies:
                degree = self.words.value("degree", copy.degree)
                line = f"{self.name(copy.article)} ← {self.name(copy.of)}: {degree}"
                yield f"<li>{escaped(line)}, {copy.share:.0%}</li>"
            yield "</ul>\n</section>\n"

    def circles(self, dossier: Dossier) -> Iterator[str]:
        if dossier.circles:
            yield f"<section>\n<h2>{self.label('dossier.circles')}</h2>\n<ul>"
            for circle in dossier.circles:
                ring = " ⇄ ".join(self.name(article) for article in circle.articles)
                reasons = "".join(f" {self.words.reason(r)}" for r in circle.reasons)
                yield f"<li>{escaped(f'{circle.claim}: {ring}')}{escaped(reasons)}</li>"
            yield "</ul>\n</section>\n"
