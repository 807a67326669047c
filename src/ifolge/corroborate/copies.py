"""Which article copies which: the wire text with the by-line, without it, in part, in translation.

The same words inside quotation marks are no sign (two reporters may stand at one press
conference), nor is what one outlet prints under all its articles. Every copy is listed against the
oldest article of its family.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from ifolge.corroborate.outlets import outlet_of
from ifolge.corroborate.passages import Passage, when
from ifolge.corroborate.translations import align_passages
from ifolge.corroborate.wording import fold, words_of
from ifolge.model.claim import Copy, Degree
from ifolge.model.reason import Reason
from ifolge.model.report import Report

RUN = 6  # words in a row that two articles do not share by chance
WHOLE = 0.72  # share of both texts that makes a copy a whole one
PART_WORDS = 20  # words taken over that make a part …
STRETCH = 16  # … if so many of them stand in a row
TRANSLATED = 0.62
FEW_ARTICLES = 60  # up to here every pair is looked at
HASHES, BANDS, SEED = 128, 32, 7


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article without title, credit line and quotations.

    `at` holds the run of words that begins at each place, `runs` each run once.
    """

    report: Report
    words: tuple[str, ...]
    at: tuple[str, ...] = field(repr=False)
    runs: frozenset[str] = field(repr=False)


def read_body(report: Report, boilerplate: frozenset[tuple[str, ...]] = frozenset()) -> Body:
    """What is compared of an article: neither words in quotation marks nor "/ritzau/"."""
    words: list[str] = []
    for paragraph in report.article.text.split("\n")[1:]:
        mine = [fold(word) for word in words_of(_outside_quotations(paragraph, report))]
        if len(mine) > 2 and tuple(mine) not in boilerplate:
            words += mine
    runs = tuple(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return Body(report, tuple(words), runs, frozenset(runs))


def _outside_quotations(paragraph: str, report: Report) -> str:
    """A paragraph without what its quotation marks or its opening dash enclose."""
    kept, depth = [], False
    pairs = {'"': '"', "“": "”", "„": "“", "»": "«", "«": "»", "”": "”"}
    close = ""
    stripped = paragraph.lstrip()
    if stripped[:2] in ("- ", "– ", "— "):
        paragraph = stripped[1:].partition(",")[2]
    for char in paragraph:
        if not depth and char in pairs:
            depth, close = True, pairs[char]
        elif depth and char == close:
            depth = False
        elif not depth:
            kept.append(char)
    return "".join(kept)


def find_copies(reports: Sequence[Report], passages: Sequence[Passage]) -> tuple[Copy, ...]:
    """The copies among the reports (in order of time), each against the oldest of its family."""
    boilerplate = _boilerplate(reports)
    bodies = {r.article.id: read_body(r, boilerplate) for r in reports}
    units: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        units[passage.article].append(passage)
    older_of = _pairs_worth_a_look(list(bodies.values()), units)
    roots: dict[str, str] = {}
    copies = []
    for report in reports:
        me = report.article.id
        rivals = {roots.get(other, other) for other in older_of.get(me, ())}
        found = [c for other in sorted(rivals) if (c := _compare(bodies[me], bodies[other], units))]
        if not found:
            continue
        best = max(found, key=lambda c: (c.degree is not Degree.PART, c.share, -_place(reports, c)))
        copies.append(best)
        if best.degree is not Degree.PART:
            roots[me] = best.of
    return tuple(copies)


def _place(reports: Sequence[Report], copy: Copy) -> int:
    return next(n for n, report in enumerate(reports) if report.article.id == copy.of)


def _boilerplate(reports: Sequence[Report]) -> frozenset[tuple[str, ...]]:
    """Paragraphs that one outlet prints in several articles: "Læs også", how to subscribe."""
    seen: dict[tuple[str, ...], list[str | None]] = defaultdict(list)
    for report in reports:
        lines = {tuple(map(fold, words_of(p))) for p in report.article.text.split("\n")[1:]}
        for line in lines:
            seen[line].append(report.article.outlet)
    return frozenset(
        line
        for line, outlets in seen.items()
        if max(Counter(o for o in outlets if o is not None).values(), default=0) > 2
    )


def _pairs_worth_a_look(
    bodies: list[Body], units: Mapping[str, list[Passage]]
) -> dict[str, list[str]]:
    """For each article the older ones it may copy; of many articles, those MinHash finds near."""
    if len(bodies) <= FEW_ARTICLES:
        pairs: Iterator[tuple[int, int]] = combinations(range(len(bodies)), 2)
    else:
        pairs = iter(sorted(_near_pairs(bodies) | _near_translations(bodies, units)))
    older: dict[str, list[str]] = defaultdict(list)
    for one, two in pairs:
        older[bodies[two].report.article.id].append(bodies[one].report.article.id)
    return older


def _near_pairs(bodies: list[Body]) -> set[tuple[int, int]]:
    """Pairs that share runs of words, by MinHash: paragraphs count, so each is hashed by itself."""
    index = RMinHashLSH(threshold=0.2, num_perm=HASHES, num_bands=BANDS)
    hashes = []
    for number, body in enumerate(bodies):
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(sorted(body.runs))
        hashes.append(sketch)
        index.insert(number, sketch)
    near = {
        (min(number, other), max(number, other))
        for number, sketch in enumerate(hashes)
        for other in index.query(sketch)
        if other != number
    }
    rare: dict[str, list[int]] = defaultdict(list)
    for number, body in enumerate(bodies):
        for run in body.runs:
            rare[run].append(number)
    shared = Counter(
        pair
        for members in rare.values()
        if 1 < len(members) <= 12
        for pair in combinations(members, 2)
    )
    return near | {pair for pair, count in shared.items() if count >= PART_WORDS // 2}


def _near_translations(
    bodies: list[Body], units: Mapping[str, list[Passage]]
) -> set[tuple[int, int]]:
    """Pairs in different languages that share codes, numbers or names as a translation does."""
    places: dict[object, list[int]] = defaultdict(list)
    for number, body in enumerate(bodies):
        marks: set[object] = set()
        for unit in units.get(body.report.article.id, ()):
            marks |= unit.wording.names | unit.wording.codes | unit.wording.numbers
        for mark in marks:
            places[mark].append(number)
    shared = Counter(
        pair
        for members in places.values()
        if len(members) <= FEW_ARTICLES
        for pair in combinations(members, 2)
    )
    return {
        pair
        for pair, count in shared.items()
        if count >= 3 and _language(bodies[pair[0]]) != _language(bodies[pair[1]])
    }


def _language(body: Body) -> str:
    return body.report.language.code


def _compare(new: Body, old: Body, units: Mapping[str, list[Passage]]) -> Copy | None:
    """How the newer article copies the older one, if it does."""
    if _language(new) != _language(old):
        translated = _translated(new, old, units)
        if translated is not None:
            return translated
    shared = new.runs & old.runs
    mine_taken = _covered(new, shared)
    taken, left = sum(mine_taken), sum(_covered(old, shared))
    if not taken:
        return None
    mine, theirs = taken / len(new.words), left / len(old.words)
    if min(mine, theirs) >= WHOLE:
        return _copy(new, old, Degree.WHOLE, min(mine, theirs))
    stretch = max(len(run) for run in "".join("x" if t else " " for t in mine_taken).split())
    own = new.report.article.outlet is not None and _outlet(new) == _outlet(old)
    if taken >= PART_WORDS and stretch >= STRETCH and not own:
        return _copy(new, old, Degree.PART, mine)
    return None


def _outlet(body: Body) -> str | None:
    return body.report.article.outlet


def _covered(body: Body, shared: frozenset[str]) -> list[bool]:
    """Which of the words stand in a shared run."""
    inside = [False] * len(body.words)
    for at, run in enumerate(body.at):
        if run in shared:
            inside[at : at + RUN] = [True] * RUN
    return inside


def _translated(new: Body, old: Body, units: Mapping[str, list[Passage]]) -> Copy | None:
    one, two = (units.get(body.report.article.id, []) for body in (new, old))
    share, _ = align_passages(one, two)
    if share < TRANSLATED or _names_outlet(new, old) or _names_outlet(old, new):
        return None
    return _copy(new, old, Degree.TRANSLATED, share)


def _names_outlet(one: Body, two: Body) -> bool:
    """Whether one article names the other's outlet: it relays it then, and is no copy of it."""
    outlet = outlet_of(_outlet(two) or "")
    return outlet is not None and bool(outlet.places_in(one.report.article.text))


def _copy(new: Body, old: Body, degree: Degree, share: float) -> Copy:
    younger, older = new.report.article, old.report.article
    values = {"of": older.outlet or older.id, "share": f"{share:.0%}"}
    reasons = [Reason("copies", f"copies.{degree}", values=values, confidence=min(1.0, share))]
    if younger.credit:
        reasons.append(Reason("copies", "copies.credit", values={"credit": younger.credit}))
    if when(new.report) == when(old.report):
        reasons.append(Reason("copies", "copies.same_time", confidence=0.5))
    return Copy(younger.id, older.id, degree, round(share, 4), tuple(reasons))
