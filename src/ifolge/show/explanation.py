"""Why ifolge says so: every field of an attribution with its reasons, in plain words."""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ifolge.model.article import Span
from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.safe_text import visible
from ifolge.show.view import View

FIELDS = (
    "canonical_source",
    "source_type",
    "anonymous",
    "anonymity",
    "via",
    "kind",
    "status",
    "said",
    "about",
)
LONGEST_WORDS = 100


def explain_why(report: Report, view: View) -> Iterator[RenderableType]:
    """The reasons behind the one attribution the reader asked for; nothing if it is not here."""
    for attribution in report.attributions:
        if attribution.id == view.why:
            yield from explain_attribution(attribution, report, view)


def explain_report(report: Report, view: View) -> Iterator[RenderableType]:
    """The reasons behind everything: the day of publication, each attribution, each evidence."""
    label = view.messages.label
    yield Text(label("why"), style="bold")
    if report.published:
        yield from _field(
            "published", f"{report.published.start}", report.published.reasons, report, view
        )
    for attribution in report.attributions:
        yield from explain_attribution(attribution, report, view)
    for piece in report.evidence:
        verdict = label("supports" if piece.supports else "weakens")
        value = f"{verdict} {piece.claim}: {quoted(piece.span, report.article.text)}"
        yield from _field("evidence", value, piece.reasons, report, view)


def explain_attribution(
    attribution: Attribution, report: Report, view: View
) -> Iterator[RenderableType]:
    """Each field of one attribution: its value, and below it the reasons for it."""
    text, label = report.article.text, view.messages.label
    yield Text(f"{attribution.id}  ", style="bold").append(
        visible(ledger.source_name(attribution, text)), style="bold cyan"
    )
    yield _indented(Text(visible(ledger.words_of(attribution.content, text)), style="green"), 4)
    yield _indented(Text(f"{label('confidence')} {_percent(attribution.confidence)} %"), 4)
    for field in _fields(attribution):
        value = _value(attribution, field, report, view)
        yield from _field(field, value, attribution.because(field), report, view)
    yield Text()


def _fields(attribution: Attribution) -> list[str]:
    """The fields to explain: the known ones in their order, then any other that has a reason."""
    explained = dict.fromkeys(reason.field for reason in attribution.reasons)
    return [*FIELDS, *(field for field in explained if field not in FIELDS)]


def _value(attribution: Attribution, field: str, report: Report, view: View) -> str:
    text = report.article.text
    if field in ("said", "about"):
        return ledger.time(getattr(attribution, field), text)
    if field == "via":
        by_id = {a.id: a for a in report.attributions}
        chain = ledger.relays(attribution, by_id)
        return " ← ".join(f"{a.id} {ledger.source_name(a, text)}" for a in chain) or ledger.DASH
    if field in ("source", "cue", "content", "anaphor"):
        return ledger.words_of(getattr(attribution, field), text) or ledger.DASH
    return view.messages.value(field, getattr(attribution, field, None))


def _field(
    field: str, value: str, reasons: Iterable[Reason], report: Report, view: View
) -> Iterator[RenderableType]:
    messages = view.messages
    name = messages.labels.get(f"field.{field}", messages.label(field))
    lines: list[RenderableType] = [Text(f"{name}: ", style="dim").append(visible(value), "bold")]
    given = list(reasons)
    for reason in given:
        lines.append(_indented(Text("· ").append(visible(messages.reason(reason))), 2))
        lines += [_indented(Text(line, style="dim"), 4) for line in grounds(reason, report, view)]
    if not given and value != ledger.DASH:
        lines.append(_indented(Text(f"· {messages.label('no_reason')}", style="dim"), 2))
    yield _indented(Group(*lines), 4)


def grounds(reason: Reason, report: Report, view: View) -> Iterator[str]:
    """What a reason rests on: the words with their place; then confidence, pack row and rule."""
    text, label = report.article.text, view.messages.label
    for span in reason.spans:
        where = label("place", paragraph=paragraph(span, text), start=span.start, end=span.end)
        yield f"{quoted(span, text)} ({where})"
    facts = [label("certainty", percent=_percent(reason.confidence))]
    facts += [label("from_pack", row=reason.row)] if reason.row else []
    yield visible(" · ".join([*facts, reason.rule]))


def paragraph(span: Span, text: str) -> int:
    """The number of the paragraph a span begins in, from 1: paragraphs are lines not blank."""
    return bisect.bisect_right(_paragraph_starts(text), span.start)


@functools.lru_cache(maxsize=2)
def _paragraph_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"^.*\S.*$", text, re.MULTILINE)]


def quoted(span: Span, text: str) -> str:
    """The words of a span in quotation marks, cut if they are many."""
    words = " ".join(span.of(text).split())
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
    return visible(f"“{words}”")


def _percent(number: float) -> int:
    return round(100 * number)


def _indented(shown: RenderableType, by: int) -> Padding:
    return Padding(shown, (0, 0, 0, by))
