"""How does a source stand to what it is said to say: confirmed, denied, only expected?

The cue decides where it can ("bekræfter" → confirmed), with its negation ("bekræfter ikke" →
possible) and condition. With a neutral cue ("siger") the thrust of the content decides: a plan,
a demand, a value judgement. What neither tells is left to the encoder's guess, openly.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ifolge.languages.pack import LanguagePack, alternatives, load_pack
from ifolge.languages.rows import CueRow, HedgeRow, Row
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.attribution import Attribution, Status
from ifolge.model.reason import Reason
from ifolge.resolve.forms import FormTable, Match, Word, words_of
from ifolge.resolve.weighing import reliabilities, usual, weigh

R = TypeVar("R", bound=Row)
Judgement = tuple[Status, tuple[Reason, ...]]

# What a status becomes when its cue is negated: "mener ikke" denies, "bekræfter ikke" leaves open.
NEGATED = {
    Status.ASSERTED: Status.POSSIBLE,
    Status.CONFIRMED: Status.POSSIBLE,
    Status.DENIED: Status.POSSIBLE,
    Status.ANNOUNCED: Status.ANNOUNCED,
    Status.EXPECTED: Status.DENIED,
    Status.PROBABLE: Status.DENIED,
    Status.POSSIBLE: Status.POSSIBLE,
    Status.SPECULATED: Status.POSSIBLE,
    Status.DEMANDED: Status.DENIED,
    Status.EVALUATED: Status.DENIED,
}
# What "hvis hun siger/bekræfter/mener" leaves open; a plan or demand stays one.
CONDITIONAL = {Status.ASSERTED, Status.CONFIRMED, Status.EVALUATED}
RANKS = {"neutral": 0, "leans": 1, "decides": 2}
# How sure each rule is, and how far from its cue a word may stand to belong to it.
SURE, NEUTRAL, LEANS, THRUST, UNKNOWN = 0.9, 0.7, 0.6, 0.5, 0.4
NEAR = 40
# What sets clauses off from each other, and what ends a question.
QUESTION = "?"
BOUNDARY = re.compile(r"[,;:–—]")
# How many words may stand before words that open a content ("men vi vil …"); one word alone must
# be the first ("Luk døren", not "hun kom").
OPENING = 1
# The share of judging words that makes a content a judgement.
SHARE = 1 / 8


@dataclass(frozen=True)
class _Tables:
    """A pack's cues and hedges, ready to be looked up."""

    cues: FormTable[CueRow]
    beside: FormTable[HedgeRow]
    content: FormTable[HedgeRow]


@functools.cache
def _tables(code: str) -> _Tables:
    pack = load_pack(code)
    hedges = pack.table(HedgeRow)
    return _Tables(
        FormTable(
            ((form, row) for row in pack.table(CueRow) for form in alternatives(row.forms)),
            lambda row: RANKS[row.weight],
        ),
        _hedge_table(row for row in hedges if row.scope == "cue"),
        _hedge_table(row for row in hedges if row.scope != "cue"),
    )


def _hedge_table(rows: Iterable[HedgeRow]) -> FormTable[HedgeRow]:
    return FormTable(((f, row) for row in rows for f in alternatives(row.forms)), lambda row: 0)


def judge_status(attribution: Attribution, parsed: ParsedArticle, pack: LanguagePack) -> Judgement:
    """How the source stands to the content, and why.

    Danish examples: "bekræfter, at" → confirmed; "afviser ikke, at" → possible; "vil hverken be-
    eller afkræfte" → possible; "tror ikke på" → denied; "siger: Luk broen" → demanded; "ventes" →
    expected; "skal have vidst" → asserted.
    """
    status, reasons = _by_rule(attribution, parsed, pack)
    learned = attribution.scores.status if attribution.scores else {}
    reliability = reliabilities("status").get(reasons[0].rule, UNKNOWN)
    value, chance = weigh(status, reliability, learned, usual("status"))
    if value == status:
        return status, reasons
    known = {"status": value}
    outvoted = Reason("status", "status.learned", values=known, confidence=round(chance, 3))
    return Status(value), (outvoted, *reasons)


def _by_rule(attribution: Attribution, parsed: ParsedArticle, pack: LanguagePack) -> Judgement:
    """What the tables say of the status, and why."""
    tables = _tables(pack.code)
    match = tables.cues.longest(words_of(parsed.text, attribution.cue))
    negation, condition = _scope(attribution, parsed, tables, match)
    if condition is not None and _given(match) in CONDITIONAL:
        return Status.POSSIBLE, (_reason(Status.POSSIBLE, "status.condition", condition, SURE),)
    if match is not None and negation is not None:
        return _negated(match, negation)
    if match is not None and match.row.weight == "decides":
        status = Status(match.row.status)
        return status, (_reason(status, "status.cue", match, SURE),)
    guesses = list(_guesses(attribution, parsed, tables, match))
    if negation is not None:
        guesses.append(_reason(Status.POSSIBLE, "status.negated", negation, UNKNOWN))
    best = max(guesses, key=lambda guess: guess.confidence, default=None)
    if best is None:
        best = _without_guess(attribution, parsed.text, match)
    return Status(best.values["status"]), (best,)


def _given(match: Match[CueRow] | None) -> Status:
    """The status the cue gives by itself; a neutral or unknown one asserts."""
    return Status(match.row.status) if match and match.row.status else Status.ASSERTED


def _reason(status: Status, rule: str, match: Match[R], confidence: float) -> Reason:
    row: Row = match.row
    name = getattr(row, row.KEY[0])
    return Reason(
        field="status",
        rule=rule,
        spans=match.spans,
        values={"words": " ".join(word.text for word in match.words), "status": str(status)},
        row=f"{row.place.partition(':')[0]}:{name}",
        confidence=confidence,
    )


def _negated(match: Match[CueRow], negation: Match[HedgeRow]) -> Judgement:
    """What "ikke" makes of a cue: bekræfter → possible, tror → denied, nægter → confirmed."""
    status = Status(match.row.negated) if match.row.negated else NEGATED[_given(match)]
    return status, (
        _reason(status, "status.negated_cue", match, SURE),
        _reason(status, "status.negated", negation, SURE),
    )


def _guesses(
    attribution: Attribution,
    parsed: ParsedArticle,
    tables: _Tables,
    match: Match[CueRow] | None,
) -> Iterator[Reason]:
    """What a leaning cue and the content say, each as sure as it is."""
    if match is not None and match.row.weight == "leans":
        yield _reason(Status(match.row.status), "status.leaning_cue", match, LEANS)
    else:
        thrust = _thrust(words_of(parsed.text, attribution.content), tables)
        if _asks(attribution, parsed):
            known = {"status": str(Status.POSSIBLE)}
            yield Reason("status", "status.question", attribution.content, known, None, LEANS)
        elif thrust is not None:
            yield _reason(Status(thrust.row.effect), "status.thrust", thrust, THRUST)


def _asks(attribution: Attribution, parsed: ParsedArticle) -> bool:
    """Whether the content is one question and nothing else ("Har du tørre sokker?")."""
    if not attribution.content:
        return False
    start, end = attribution.content[0].start, attribution.content[-1].end
    words = words_of(parsed.text, attribution.content)
    if not words or QUESTION not in parsed.text[words[-1].span.end : end]:
        return False
    sentence = parsed.sentence_at(words[0].span.start)
    return sentence is None or sentence.span.contains(Span(start, words[-1].span.end))


def _without_guess(attribution: Attribution, text: str, match: Match[CueRow] | None) -> Reason:
    """A neutral cue, none at all, or one that no table knows: somebody simply says so."""
    if match is not None:
        return _reason(Status.ASSERTED, "status.neutral", match, NEUTRAL)
    words = words_of(text, attribution.cue)  # a bare colon or dash is no word
    rule = "status.unknown_cue" if words else "status.no_cue"
    known = {"status": str(Status.ASSERTED)}
    return Reason("status", rule, attribution.cue, known, confidence=UNKNOWN)


def _scope(
    attribution: Attribution,
    parsed: ParsedArticle,
    tables: _Tables,
    match: Match[CueRow] | None,
) -> tuple[Match[HedgeRow] | None, Match[HedgeRow] | None]:
    """The negation and the condition around the cue, but for words its own row holds."""
    taken = set(match.words) if match else set()
    around = words_of(parsed.text, _around(attribution, parsed))
    found = tables.beside.occurrences([word for word in around if word not in taken])
    effects = {hedge.row.effect: hedge for _, hedge in found}
    before = words_of(parsed.text, _clause_before(attribution, parsed))
    conditions = [
        hedge
        for start, hedge in tables.beside.occurrences(before)
        if start == 0 and hedge.row.effect == "condition"
    ]
    negation = effects.get("negation") or _nobody(attribution, parsed, tables)
    if negation is not None and _is_demands_own(match, negation, attribution):
        negation = None
    return negation, effects.get("condition") or next(iter(conditions), None)


def _nobody(
    attribution: Attribution, parsed: ParsedArticle, tables: _Tables
) -> Match[HedgeRow] | None:
    """The word that makes the source nobody ("Ingen tror på det", "none of them knows")."""
    found = tables.beside.occurrences(words_of(parsed.text, attribution.source))
    opening = (hedge for start, hedge in found if start == 0)
    return next((hedge for hedge in opening if hedge.row.effect == "negation"), None)


def _is_demands_own(
    match: Match[CueRow] | None, negation: Match[HedgeRow], attribution: Attribution
) -> bool:
    """Whether a "not" beside a demand is what is demanded ("beder dem om ikke at råbe")."""
    if match is None or match.row.status not in (Status.DEMANDED, Status.ANNOUNCED):
        return False
    return not any(cue.contains(span) for cue in attribution.cue for span in negation.spans)


def _clause_before(attribution: Attribution, parsed: ParsedArticle) -> Spans:
    """The words of the cue's clause that stand before it and its source ("hvis hun bekræfter")."""
    if not attribution.cue:
        return ()
    first = attribution.cue[0].start
    near = [s.start for s in attribution.source if s.end <= first <= s.end + NEAR]
    end = min(near, default=first)
    sentence = parsed.sentence_at(first)
    start = sentence.span.start if sentence else end
    clause = BOUNDARY.split(parsed.text[start:end])[-1] if start < end else ""
    return (Span(end - len(clause), end),)


def _around(attribution: Attribution, parsed: ParsedArticle) -> Spans:
    """The cue and the words that belong to it although nobody marked them, in text order.

    They stand between its pieces or between it and its source or content ("mener han dog ikke,
    at"), in the same sentence; words of the source and content themselves do not count.
    """
    if not attribution.cue:
        return ()
    first, last = attribution.cue[0].start, attribution.cue[-1].end
    parts = attribution.source + attribution.content
    start = max((s.end for s in parts if s.end <= first), default=first)
    end = min((s.start for s in attribution.content if s.start >= last), default=last)
    start = start if first - start <= NEAR else first
    end = end if end - last <= NEAR else last
    return _without(Span(start, end), parts, _sentence_bounds(parsed, first, last))


def _sentence_bounds(parsed: ParsedArticle, first: int, last: int) -> Span:
    before, after = parsed.sentence_at(first), parsed.sentence_at(max(first, last - 1))
    start = before.span.start if before else first
    return Span(start, max(start, after.span.end if after else last))


def _without(region: Span, parts: Spans, bounds: Span) -> Spans:
    """`region` inside `bounds`, cut around `parts`."""
    pieces: list[Span] = []
    start, end = max(region.start, bounds.start), min(region.end, bounds.end)
    for part in sorted(parts):
        if part.start < end and part.end > start:
            if part.start > start:
                pieces.append(Span(start, part.start))
            start = max(start, part.end)
    if start < end:
        pieces.append(Span(start, end))
    return tuple(pieces)


def _thrust(words: Sequence[Word], tables: _Tables) -> Match[HedgeRow] | None:
    """The words that make a content a plan, a demand or a judgement, or None.

    An opening ("vi vil …") or the whole content ("nej") tells by itself; words elsewhere must be
    a good share of the content: "Det er en katastrofe" judges, a long report with one such word
    does not.
    """
    share: Counter[str] = Counter()
    inside: dict[str, Match[HedgeRow]] = {}
    for start, match in tables.content.occurrences(words):
        row = match.row
        whole = row.scope == "whole" and len(match.words) == len(words)
        opens = start == 0 or (start <= OPENING and len(match.words) > 1)
        if whole or (row.scope == "opening" and opens):
            return match
        if row.scope == "content":
            share[row.effect] += len(match.words)
            inside.setdefault(row.effect, match)
    for effect, count in share.most_common(1):
        if count >= SHARE * len(words):
            return inside[effect]
    return None
