"""A dossier in the terminal: claims with their origins, count and timeline, copies, circles.

Claims that stand in one place only are counted, not listed. Nothing is wider than the view.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from ifolge.model.article import Article
from ifolge.model.claim import Claim, Dossier, Independent, Origin, StatusChange
from ifolge.show.messages import Messages
from ifolge.show.safe_text import visible
from ifolge.show.view import View

STEP = 2


def write_dossier(
    dossier: Dossier, view: View, articles: Mapping[str, Article] | None = None
) -> str:
    """The dossier as text; with `articles` (by id) they are called by outlet and id.

    The last line of a claim such as "Tolv omkom" tells when it was confirmed, and by whom.
    """
    page = _Page(view, articles or {})
    lines = [
        *page.summary(dossier),
        *page.claims(dossier),
        *page.copies(dossier),
        *page.circles(dossier),
        *(page.wrap(view.messages.note(note)) for note in dossier.notes),
    ]
    return "\n".join(lines).rstrip() + "\n"


def interval(independent: Independent) -> str:
    """The least and greatest number of origins: "3" or "2–3"."""
    low, high = independent.least, independent.most
    return str(high) if low == high else f"{low}–{high}"


class _Page:
    """Lays lines out for one view."""

    def __init__(self, view: View, articles: Mapping[str, Article]) -> None:
        self.view = view
        self.words: Messages = view.messages
        self.articles = articles

    def wrap(self, text: str, indent: int = 0, hang: int = 0) -> str:
        """A text broken at the width of the view."""
        start = " " * indent
        filled = textwrap.wrap(
            visible(" ".join(text.split())),
            max(20, self.view.width),
            initial_indent=start,
            subsequent_indent=start + " " * hang,
        )
        return "\n".join(filled)

    def name(self, article: str) -> str:
        """How an article is called: "Sundets Avis (ferry-fire-03)"."""
        known = self.articles.get(article)
        return f"{known.outlet} ({article})" if known and known.outlet else article

    def summary(self, dossier: Dossier) -> Iterator[str]:
        """One line of counts."""
        told = [claim for claim in dossier.claims if len(claim.mentions) > 1]
        yield self.wrap(
            self.words.label(
                "dossier.summary",
                claims=len(told),
                single=len(dossier.claims) - len(told),
                copies=len(dossier.copies),
                circles=len(dossier.circles),
            )
        )
        yield ""

    def claims(self, dossier: Dossier) -> Iterator[str]:
        """Every claim that is stated more than once."""
        for claim in dossier.claims:
            if len(claim.mentions) > 1:
                yield from self._claim(claim)
                yield ""

    def _claim(self, claim: Claim) -> Iterator[str]:
        status = self.words.value("claim_status", claim.status)
        yield self.wrap(f"{claim.id}  {claim.gist}  [{status}]", hang=len(claim.id) + 2)
        denied = sum(mention.denies for mention in claim.mentions)
        label = "dossier.counts_denied" if denied else "dossier.counts"
        counts = self.words.label(
            label,
            independent=interval(claim.independent),
            mentions=len(claim.mentions),
            articles=len({mention.article for mention in claim.mentions}),
            denied=denied,
        )
        yield self.wrap(counts, STEP)
        for origin in claim.origins:
            yield self._origin(origin)
        for change in claim.history:
            yield self._change(change)
        if self.view.explain:
            for reason in claim.independent.reasons:
                yield self.wrap(f"· {self.words.reason(reason)}", 2 * STEP, STEP)

    def _origin(self, origin: Origin) -> str:
        marks = []
        if origin.anonymous:
            marks.append(self.words.label("anonymous_source"))
        if not origin.known:
            marks.append(self.words.label("dossier.unknown_origin"))
        if origin.official:
            marks.append(self.words.label("dossier.official"))
        extra = f" ({', '.join(marks)})" if marks else ""
        return self.wrap(f"← {origin.name}{extra} ×{len(origin.mentions)}", 2 * STEP, STEP)

    def _change(self, change: StatusChange) -> str:
        when = _moment(change.at)
        status = self.words.value("claim_status", change.status)
        by = f" · {change.by}" if change.by else ""
        return self.wrap(f"{when}  {status}{by} · {self.name(change.article)}", 2 * STEP, 18)

    def copies(self, dossier: Dossier) -> Iterator[str]:
        """Each family: the original, then its copies."""
        families: dict[str, list[str]] = defaultdict(list)
        for copy in dossier.copies:
            degree = self.words.value("degree", copy.degree)
            families[copy.of].append(f"{self.name(copy.article)}: {degree}, {copy.share:.0%}")
        if families:
            yield self.words.label("dossier.copies")
        for original, members in families.items():
            yield self.wrap(self.name(original), STEP)
            for member in members:
                yield self.wrap(f"└ {member}", 2 * STEP, STEP)
        if families:
            yield ""

    def circles(self, dossier: Dossier) -> Iterator[str]:
        """Each ring, with its way out or none."""
        if dossier.circles:
            yield self.words.label("dossier.circles")
        for circle in dossier.circles:
            ring = " ⇄ ".join(self.name(article) for article in circle.articles)
            yield self.wrap(f"{circle.claim}  {ring}", STEP, STEP)
            for reason in circle.reasons:
                yield self.wrap(self.words.reason(reason), 2 * STEP, STEP)


def _moment(at: str | None) -> str:
    """A time as day and hour: "2026-03-03 08:15"."""
    return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M") if at else "–"
