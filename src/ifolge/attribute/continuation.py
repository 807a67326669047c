"""Contents that go on in the next sentences, where the verb shows that these are reported too.

"Er habe getrunken, sagte er. Wer das Stroh angezündet habe, wisse er nicht mehr": in German the
subjunctive of reported speech needs no cue of its own (Duden, Die Grammatik, 10th ed., on
"berichtete Rede"). Which forms show it stands in the language pack.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ifolge.attribute.decode import Found
from ifolge.languages import pack
from ifolge.model.article import ParsedArticle, Span, Spans, covered

CLAUSE = re.compile(r"[^;]+")
WORD = re.compile(r"\w+")
MARKS = re.compile(r": |\?$")  # who asks, or names a speaker before a colon, begins anew
HELD = 0.5  # a clause of which another content has so much goes on with nothing


@dataclass(frozen=True, slots=True)
class Forms:
    """Words that show that a clause is reported, and words with which it is not."""

    verbs: frozenset[str]
    unless: frozenset[str]


@functools.cache
def forms_of(code: str) -> Forms:
    """The forms of a language; none for one without a pack."""
    settings = pack.load_pack(code).settings if code in pack.codes() else {}
    reported = settings.get("reported", {})
    speaking = settings.get("quotation", {}).get("reporting", ())
    return Forms(
        frozenset(reported.get("verbs", ())), frozenset((*reported.get("unless", ()), *speaking))
    )


def continue_contents(parsed: ParsedArticle, found: Sequence[Found]) -> list[Found]:
    """The readings, contents drawn out over the clauses behind them that are reported as well.

    A reading without cue that has found such a clause by itself is taken up by the one before it.
    """
    forms = forms_of(parsed.language.code)
    out = list(found)
    if not forms.verbs:
        return out
    before = None
    for clause in clauses(parsed):
        if before is not None and is_reported(parsed, clause, forms):
            draw_out(out, before, clause)
        before = clause
    return out


def clauses(parsed: ParsedArticle) -> Iterator[Span]:
    """The sentences in order, cut at semicolons."""
    for sentence in parsed.sentences:
        for match in CLAUSE.finditer(parsed.text, sentence.span.start, sentence.span.end):
            if first := WORD.search(match.group()):
                yield Span(match.start() + first.start(), match.end())


def is_reported(parsed: ParsedArticle, clause: Span, forms: Forms) -> bool:
    """Whether a clause has a verb of reported speech, and no marks of speech of its own."""
    text = clause.of(parsed.text)
    words = {word.casefold() for word in WORD.findall(text)}
    return (
        not words.isdisjoint(forms.verbs)
        and words.isdisjoint(forms.unless)
        and not MARKS.search(text)
        and not any(q.span.overlaps(clause) for q in parsed.quotations)
    )


def draw_out(found: list[Found], before: Span, clause: Span) -> None:
    """Give `clause` to the attribution that `before` belongs to, where nobody else speaks in it."""
    if any(clause.overlaps(part) for item in found for part in item.cue):
        return
    leads = [item for item in found if item.cue and touches(item, before)]
    outer = [item for item in leads if not any(lies_in(item, other) for other in leads)]
    if not outer:
        return
    lead = max(outer, key=lambda item: last_before(item, clause))
    found[:] = [i for i in found if i is lead or i.cue or not holds(i.content, clause)]
    if any(holds(item.content, clause) for item in found):
        return
    for place, item in enumerate(found):
        if item is lead or set(item.content) & set(lead.content):
            found[place] = replace(item, content=with_clause(item.content, clause))


def touches(item: Found, clause: Span) -> bool:
    """Whether a reading has its cue or part of its content in a clause."""
    return any(clause.overlaps(part) for part in (*item.content, *item.cue))


def lies_in(item: Found, other: Found) -> bool:
    """Whether the cue of one reading stands in the content of another."""
    return item is not other and any(s.contains(item.cue[0]) for s in other.content)


def last_before(item: Found, clause: Span) -> int:
    """Where the last of a reading ends that begins before a clause."""
    return max(s.end for s in (*item.content, *item.cue) if s.start < clause.start)


def holds(content: Spans, clause: Span) -> bool:
    """Whether a content has most of a clause."""
    return covered(content, (clause,)) > HELD


def with_clause(content: Spans, clause: Span) -> Spans:
    """A content with a clause behind it, joined where only a blank lies between them."""
    kept = [span for span in content if not clause.contains(span)]
    parts = sorted((*kept, clause))
    out: list[Span] = []
    for span in parts:
        if out and span.start - out[-1].end <= 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
