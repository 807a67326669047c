"""What the ledger of an article says, before anybody lays it out: its rows and its summary."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ifolge.model.article import Span, Spans
from ifolge.model.attribution import Attribution, TimeExpression
from ifolge.model.report import Report
from ifolge.show.messages import Messages

DASH = "–"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Row:
    """One attribution in words: what stands in each column of the ledger."""

    id: str
    source: str
    words: str
    source_type: str
    anonymity: str
    through: str
    status: str
    said: str
    about: str
    content: str
    confidence: str

    def named(self) -> tuple[str, str]:
        """The source's words where they hold the name it was resolved to; else name and words."""
        if not self.words or self.source in self.words:
            return self.words or self.source, ""
        return self.source, self.words


@dataclass(frozen=True)
class Summary:
    """How many attributions, and what share of words has none, of attributions is anonymous."""

    attributions: int
    own_share: float
    anonymous_share: float


def rows(report: Report, messages: Messages) -> list[Row]:
    """The ledger's rows, in the order of the attributions."""
    by_id = {a.id: a for a in report.attributions}
    return [_row(a, report, by_id, messages) for a in report.attributions]


def _row(a: Attribution, report: Report, by_id: dict[str, Attribution], messages: Messages) -> Row:
    text = report.article.text
    words = words_of(a.source, text)
    return Row(
        id=a.id,
        source=source_name(a, text),
        words=words,
        source_type=messages.value("source_type", a.source_type),
        anonymity=anonymity(a, messages),
        through=" ← ".join(f"{x.id} {source_name(x, text)}" for x in relays(a, by_id)) or DASH,
        status=messages.value("status", a.status),
        said=time(a.said, text),
        about=time(a.about, text),
        content=words_of(a.content, text) or DASH,
        confidence=f"{a.confidence:.0%}".replace("%", " %"),
    )


def words_of(spans: Spans, text: str) -> str:
    """The words of a span on one line; "…" where it is interrupted."""
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


def source_name(attribution: Attribution, text: str) -> str:
    """Whom the source is: its resolved name, else its words, else a dash."""
    return attribution.canonical_source or words_of(attribution.source, text) or DASH


def anonymity(attribution: Attribution, messages: Messages) -> str:
    """Named or anonymous, and how anonymous; a dash where it cannot be told or nobody is."""
    if attribution.anonymous is None or not (attribution.source or attribution.canonical_source):
        return DASH
    if not attribution.anonymous:
        return messages.label("named_source")
    known = attribution.anonymity
    how = f" ({messages.value('anonymity', known)})" if known else ""
    return messages.label("anonymous_source") + how


def relays(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """The relays an attribution came through, nearest to the source first; rings are cut."""
    chain: list[Attribution] = []
    seen = {attribution.id}
    via = attribution.via
    while via is not None and via in by_id and via not in seen:
        seen.add(via)
        chain.append(by_id[via])
        via = by_id[via].via
    return chain


def time(expression: TimeExpression | None, text: str) -> str:
    """A time as day or interval ("2023-09-04", "2023-09-04 – 2023-09-10"), else as its words."""
    if expression is None:
        return DASH
    start, end = expression.start, expression.end
    if start is None and end is None:
        return " ".join(expression.span.of(text).split()) or expression.value
    if start == end:
        return str(start)
    return f"{start or '…'} {DASH} {end or '…'}"


def summary(report: Report) -> Summary:
    """The figures of the summary line.

    A word (a run of non-blank characters) has no attribution when none of its characters lies in
    a source, cue, content or anaphor.
    """
    attributions, text = report.attributions, report.article.text
    spans = (span for a in attributions for span in (*a.source, *a.cue, *a.content, *a.anaphor))
    attributed = _covered(spans, len(text))
    words = [match.span() for match in _WORD.finditer(text)]
    own = sum(not any(attributed[start:end]) for start, end in words)
    anonymous = sum(a.anonymous is True for a in attributions)
    return Summary(
        len(attributions),
        own / len(words) if words else 0.0,
        anonymous / len(attributions) if attributions else 0.0,
    )


def _covered(spans: Iterable[Span], length: int) -> bytearray:
    """One byte per character of the text: 1 where a span lies."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * len(span)
    return covered


def summary_line(report: Report, messages: Messages) -> str:
    """The summary as one line of words."""
    figures = summary(report)
    count = "summary_attribution" if figures.attributions == 1 else "summary_attributions"
    parts = [
        messages.label(count, count=figures.attributions),
        messages.label("summary_own", percent=round(100 * figures.own_share)),
    ]
    if figures.anonymous_share:
        percent = round(100 * figures.anonymous_share)
        parts.append(messages.label("summary_anonymous", percent=percent))
    elif figures.attributions:
        parts.append(messages.label("summary_anonymous_none"))
    return " · ".join(parts)
