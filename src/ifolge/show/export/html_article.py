"""One article on the page: its text with the marks, its ledger, its reasons, all escaped."""

import html
import re
from collections.abc import Callable, Iterator

from ifolge.corrections import corrections_in
from ifolge.model.article import Span
from ifolge.model.attribution import Attribution, Status
from ifolge.model.reason import Reason
from ifolge.model.report import Report
from ifolge.show import explanation, ledger
from ifolge.show.marks import Mark, Piece, marks, pieces
from ifolge.show.safe_text import visible
from ifolge.show.times import shown_time
from ifolge.show.view import View

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_DEEPEST = 3

Foot = Callable[[Attribution], str]  # what a page adds below a row, as HTML


def _no_foot(_: Attribution) -> str:
    return ""


def escaped(text: str) -> str:
    """Text that is nothing but text on a page: no tags, no entities, no control characters."""
    return html.escape(visible(text), quote=True)


def article_html(report: Report, number: int, view: View, foot: Foot = _no_foot) -> str:
    """The section of one article; `number` tells its anchors from those of the others.

    `foot` gives what stands below each row of the ledger, as HTML (the desk's "Correct" link).
    """
    keys = {a.id: f"{number}-{place}" for place, a in enumerate(report.attributions)}
    lang = report.language.code if _LANGUAGE.fullmatch(report.language.code) else ""
    return (
        f'<article class="sheet" data-article="{escaped(report.article.id)}">\n'
        f"{_header(report, view)}"
        f'<div class="columns">\n<div class="text" lang="{lang}" dir="auto">'
        f"{''.join(_text(report, keys))}</div>\n"
        f'<div class="side">\n<h2>{_label(view, "ledger")}</h2>\n<ol class="ledger">\n'
        f"{''.join(_rows(report, keys, view, foot))}</ol>\n{_lists(report, view)}</div>\n</div>\n"
        "</article>\n"
    )


def _label(view: View, key: str) -> str:
    return escaped(view.messages.label(key))


def _header(report: Report, view: View) -> str:
    article, published = report.article, report.published
    day = shown_time(article.published, view.messages) if article.published else None
    if published:
        ends = dict.fromkeys((published.start, published.end))
        day = " – ".join(shown_time(end, view.messages) for end in ends)
        day += f" ({view.messages.label('inferred')})" if published.inferred else ""
    facts = [article.outlet, article.author, day, article.credit, report.language.code]
    line = " · ".join(escaped(fact) for fact in facts if fact)
    if article.url and _WEB.match(article.url):
        address = escaped(article.url)
        line += f' · <a href="{address}" rel="noopener noreferrer">{address}</a>'
    legend = "".join(
        f'<span class="{role}">{_label(view, f"mark_{role}")}</span>'
        for role in ("source", "cue", "content", "anaphor")
    ) + (f'<span class="own">{_label(view, "own_voice")}</span>' if report.own_voice else "")
    figures = "".join(
        f"<li>{_figure(part)}</li>"
        for part in ledger.summary_line(report, view.messages).split(" · ")
    )
    return (
        f"<header>\n<h1>{escaped(article.title or article.id)}</h1>\n"
        f'<p class="facts">{line}</p>\n<ul class="figures">{figures}</ul>\n'
        f'<p class="legend">{_label(view, "legend")}: {legend}</p>\n'
        f'<p class="hint">{_label(view, "page_hint")}</p>\n</header>\n'
    )


def _figure(part: str) -> str:
    """A part of the summary with its number set large ("**26 %** of the words")."""
    match = re.match(r"\d+( %)?", part)
    if not match:
        return escaped(part)
    return f"<b>{escaped(match[0])}</b>{escaped(part[match.end() :].strip())}"


# ---------------------------------------------------------------- the text


def _text(report: Report, keys: dict[str, str]) -> Iterator[str]:
    """The text in pieces; each piece knows the attributions it belongs to, innermost first."""
    text = report.article.text
    first = _first_places(report)
    kinds = {keys[a.id]: traits(a) for a in report.attributions}
    for piece in pieces(len(text), marks(report)):
        for attribution in first.pop(piece.span.start, ()):
            key = keys[attribution]
            name = escaped(attribution)
            yield f'<a class="n" id="t{key}" href="#r{key}" data-go="{key}">{name}</a>'
        if piece.marks:
            words = escaped(piece.span.of(text))
            yield f"<span {_attributes(piece, keys, kinds)}>{words}</span>"
        else:
            yield from _unmarked(piece.span, report)


def _unmarked(span: Span, report: Report) -> Iterator[str]:
    """Words without a mark; what the article says in its own voice is shaded as such."""
    text, place = report.article.text, span.start
    for voice in report.own_voice:
        start, end = max(voice.span.start, place), min(voice.span.end, span.end)
        if start < end:
            yield escaped(text[place:start])
            css = "own back" if voice.background else "own"
            yield f'<span class="{css}">{escaped(text[start:end])}</span>'
            place = end
    yield escaped(text[place : span.end])


def traits(attribution: Attribution) -> list[str]:
    """What a reader may want to see alone: anonymous, unconfirmed, without a source."""
    found = {
        "f-anonymous": attribution.anonymous is True,
        "f-unconfirmed": attribution.status is not Status.CONFIRMED,
        "f-sourceless": not (attribution.source or attribution.canonical_source),
    }
    return [name for name, holds in found.items() if holds]


def _first_places(report: Report) -> dict[int, list[str]]:
    """Where each attribution begins in the text: there its number stands."""
    first: dict[int, list[str]] = {}
    for a in report.attributions:
        starts = [s.start for s in (*a.content, *a.source, *a.cue, *a.anaphor) if len(s)]
        if starts:
            first.setdefault(min(starts), []).append(a.id)
    return first


def _attributes(piece: Piece, keys: dict[str, str], kinds: dict[str, list[str]]) -> str:
    inner_first = [key for mark in reversed(piece.marks) for key in _keys(mark, keys)]
    depth = min(sum(mark.role == "content" for mark in piece.marks), _DEEPEST)
    inner = [mark.role for mark in piece.marks if mark.role != "content"][-1:]
    classes = ["content"] * (depth > 0) + [f"in{depth}"] * (depth > 1) + inner
    classes += dict.fromkeys(kind for key in inner_first for kind in kinds[key])
    return f'class="{" ".join(classes)}" data-k="{" ".join(dict.fromkeys(inner_first))}"'


def _keys(mark: Mark, keys: dict[str, str]) -> list[str]:
    return [keys[name] for name in mark.ids]


# ---------------------------------------------------------------- the ledger


def _rows(report: Report, keys: dict[str, str], view: View, foot: Foot) -> Iterator[str]:
    found = ledger.rows(report, view.messages)
    for row, attribution in zip(found, report.attributions, strict=True):
        yield _row(row, attribution, report, keys, view).replace(_FOOT, foot(attribution))
    if not found:
        yield f"<li>{_label(view, 'no_attributions')}</li>\n"


_FOOT = "<!-- foot -->"


def _row(row: ledger.Row, a: Attribution, report: Report, keys: dict[str, str], view: View) -> str:
    key = keys[a.id]
    name, as_written = row.named()
    words = f' <span class="as">“{escaped(as_written)}”</span>' if as_written else ""
    through = f"<p>{_label(view, 'via')} {escaped(row.through)}</p>" if a.via else ""
    return (
        f'<li class="{" ".join(["row", *traits(a)])}" id="r{key}" data-row="{key}">\n'
        f'<p class="head"><a href="#t{key}">{escaped(row.id)}</a>{escaped(name)}{words}</p>\n'
        f'<p class="tags">{_tags(row, a, view)}</p>\n{through}'
        f'<p class="what">{escaped(row.content)}</p>\n{_evidence(a, report, view)}'
        f"{_reasons(a, report, view)}{_FOOT}</li>\n"
    )


def _tags(row: ledger.Row, a: Attribution, view: View) -> str:
    tags = [("", row.source_type), ("anon" if a.anonymous else "", row.anonymity)]
    tags.append(("", row.status))
    for name, value in (("said", row.said), ("about", row.about)):
        if value != ledger.DASH:
            tags.append(("", f"{view.messages.label(name)} {value}"))
    return "".join(
        f'<span class="{css}">{escaped(value)}</span>' if css else f"<span>{escaped(value)}</span>"
        for css, value in tags
        if value != ledger.DASH
    )


def _evidence(a: Attribution, report: Report, view: View) -> str:
    lines = [
        f'<p class="muted">{_label(view, "supports" if piece.supports else "weakens")}: '
        f"{escaped(explanation.quoted(piece.span, report.article.text))}</p>\n"
        for piece in report.evidence
        if piece.claim == a.id
    ]
    return "".join(lines)


def _reasons(a: Attribution, report: Report, view: View) -> str:
    if not a.reasons:
        return ""
    entries = "".join(
        f"<dt>{escaped(view.messages.labels.get(f'field.{reason.field}', reason.field))}</dt>"
        f"<dd>{escaped(view.messages.reason(reason))}{_grounds(reason, report, view)}</dd>"
        for reason in a.reasons
    )
    confidence = f"{_label(view, 'confidence')} {round(100 * a.confidence)} %"
    why = f"{_label(view, 'why')} · {confidence}"
    return f"<details><summary>{why}</summary><dl>{entries}</dl></details>\n"


def _grounds(reason: Reason, report: Report, view: View) -> str:
    lines = explanation.grounds(reason, report, view)
    return "".join(f"<small>{escaped(line)}</small>" for line in lines)


def _lists(report: Report, view: View) -> str:
    label, text = view.messages.label, report.article.text
    own = [
        _sentence(voice.span, text) + (f" ({label('background')})" if voice.background else "")
        for voice in report.own_voice
    ]
    corrected = [
        label("correction_line", what=f"{a.id} {label('field.' + r.field)}", **r.values)
        for a, r in corrections_in(report)
    ]
    shown = [
        ("own_voice", own),
        ("corrections", corrected),
        ("notes", [view.messages.note(note) for note in report.notes]),
    ]
    sections = (
        f"<h2>{escaped(label(name).capitalize())}</h2>\n<ul>"
        f"{''.join(f'<li>{escaped(line)}</li>' for line in lines)}</ul>\n"
        for name, lines in shown
        if lines
    )
    return f'<div class="lists">{"".join(sections)}</div>\n'


def _sentence(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
