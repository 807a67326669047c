"""The article in the terminal: its text with the attributions marked, the ledger, the summary.

Everything is readable without colour: brackets tell the roles apart and carry the numbers of the
attributions, [a1 a source], {a1 a cue}, ⟨a1 a content⟩.
"""

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ifolge.corrections import corrections_in
from ifolge.model.report import Report
from ifolge.show.explanation import explain_report, explain_why
from ifolge.show.ledger import DASH, Row, rows, summary_line, words_of
from ifolge.show.marks import Edge, edges, marks
from ifolge.show.safe_text import visible
from ifolge.show.view import View

WIDE = 120
LONGEST_CONTENT = 240
BRACKETS = {
    "source": ("[", "]"),
    "cue": ("{", "}"),
    "content": ("⟨", "⟩"),
    "anaphor": ("⟨=", "⟩"),
}
STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green", "anaphor": "magenta"}


def write_text(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Each article as it is shown in the terminal, one after the other."""
    for number, report in enumerate(reports):
        shown = explain_why(report, view) if view.why else _whole(report, view)
        parts = [part for part in shown if part is not None]
        if parts:
            gap = f"\n{'─' * min(view.width, 80)}\n\n" if number else ""
            yield gap + render(Group(*parts), view)


def render(shown: RenderableType, view: View) -> str:
    """What rich lays out, as a string; with colour codes only if the view has colour."""
    console = Console(
        file=io.StringIO(),
        width=view.width,
        force_terminal=view.colour,
        no_color=not view.colour,
        color_system="standard" if view.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(shown)
    lines = capture.get().split("\n")
    return "\n".join(line if view.colour else line.rstrip() for line in lines)


def _whole(report: Report, view: View) -> Iterator[RenderableType | None]:
    yield _heading(report, view)
    yield _legend(view) if report.attributions else None
    yield Text()
    yield _marked_text(report)
    yield Text()
    yield from _ledger(report, view)
    yield from _own_voice(report, view)
    yield from _lists(report, view)
    if view.explain:
        yield from explain_report(report, view)
        yield Text()
    yield Text(summary_line(report, view.messages), style="bold")


def _heading(report: Report, view: View) -> Text:
    article, label = report.article, view.messages.label
    published = report.published
    day = article.published
    if published:
        same = published.start == published.end
        day = published.start if same else f"{published.start} {DASH} {published.end}"
        day += f" ({label('inferred')})" if published.inferred else ""
    facts = [article.id, article.outlet, day, article.credit, report.language.code]
    heading = Text(visible(article.title or article.id), style="bold")
    line = " · ".join(visible(" ".join(fact.split())) for fact in facts if fact)
    return heading.append(f"\n{line}", style="not bold dim")


def _legend(view: View) -> Text:
    legend = Text(f"{view.messages.label('legend')}: ", style="dim")
    for number, role in enumerate(("source", "cue", "content", "anaphor")):
        before, after = BRACKETS[role]
        legend.append("  " if number else "")
        words = view.messages.label(f"mark_{role}")
        legend.append(f"{before}a1 {words}{after}", style=STYLES[role])
    return legend


def _marked_text(report: Report) -> Text:
    text = report.article.text
    result = Text()
    open_roles: list[str] = []
    place = 0
    for edge in edges(marks(report)):
        inside = STYLES[open_roles[-1]] if open_roles else ""
        result.append(visible(text[place : edge.place]), style=inside)
        place = edge.place
        if edge.opens:
            open_roles.append(edge.mark.role)
        else:
            last = max(n for n, role in enumerate(open_roles) if role == edge.mark.role)
            del open_roles[last]
        result.append(_bracket(edge), style=f"{STYLES[edge.mark.role]} dim")
    return result.append(visible(text[place:]).rstrip("\n"))


def _bracket(edge: Edge) -> str:
    opening, closing = BRACKETS[edge.mark.role]
    return f"{opening}{visible(','.join(edge.mark.ids))} " if edge.opens else closing


def _ledger(report: Report, view: View) -> Iterator[RenderableType]:
    label = view.messages.label
    yield Text(label("ledger"), style="bold")
    found = rows(report, view.messages)
    if not found:
        yield Text(label("no_attributions"))
    elif view.width >= WIDE:
        yield _table(found, view)
    else:
        for row in found:
            yield _stacked(row, report, view)
    yield Text()


def _table(found: list[Row], view: View) -> Table:
    label = view.messages.label
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    columns = ("", "source", "source_type", "anonymous", "via", "status", "said", "about")
    for name in columns:
        table.add_column(label(name) if name else "", overflow="fold")
    table.add_column(label("content"), overflow="fold", ratio=1, min_width=30)
    for row in found:
        cells = (
            *(row.id, _named(row), row.source_type, row.anonymity),
            *(row.through, row.status, row.said, row.about, _short(row.content)),
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


def _stacked(row: Row, report: Report, view: View) -> RenderableType:
    label = view.messages.label
    head = Text(visible(_named(row)), style=STYLES["source"])
    facts = [row.source_type, row.anonymity, row.status]
    facts += [f"{label(k)} {v}" for k, v in (("said", row.said), ("about", row.about)) if v != DASH]
    lines = [Text(visible(" · ".join(fact for fact in facts if fact != DASH)), style="dim")]
    if row.through != DASH:
        lines.append(Text(visible(f"{label('via')} {row.through}")))
    lines.append(Text(visible(_short(row.content)), style=STYLES["content"]))
    lines += [
        Text(visible(f"{label('supports' if e.supports else 'weakens')}: {words}"), style="dim")
        for e in report.evidence
        if e.claim == row.id
        for words in (_short(words_of((e.span,), report.article.text)),)
    ]
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text(visible(row.id), style="bold"), Group(head, *lines))
    return grid


def _named(row: Row) -> str:
    name, words = row.named()
    return f"{_short(name)} (“{_short(words)}”)" if words else _short(name)


def _short(words: str) -> str:
    if len(words) <= LONGEST_CONTENT:
        return words
    return words[:LONGEST_CONTENT].rsplit(" ", 1)[0] + " …"


def _own_voice(report: Report, view: View) -> Iterator[RenderableType]:
    if not report.own_voice:
        return
    label = view.messages.label
    yield Text(label("own_voice").capitalize(), style="bold")
    for sentence in report.own_voice:
        note = f" ({label('background')})" if sentence.background else ""
        words = words_of((sentence.span,), report.article.text)
        yield _item(_short(words) + note)
    yield Text()


def _lists(report: Report, view: View) -> Iterator[RenderableType]:
    label = view.messages.label
    corrected = [
        label("correction_line", what=f"{a.id} {label('field.' + r.field)}", **r.values)
        for a, r in corrections_in(report)
    ]
    for name, lines in (
        ("corrections", corrected),
        ("notes", [view.messages.note(note) for note in report.notes]),
    ):
        if lines:
            yield Text(label(name), style="bold")
            yield from (_item(line) for line in lines)
            yield Text()


def _item(words: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text("·"), Text(visible(words)))
    return grid
