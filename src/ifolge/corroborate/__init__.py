"""What several reports show together: copies, claims, origins, circles, history.

Pure functions from reports to a `Dossier`; they know no database, and the order in which reports
arrive changes nothing.
"""

from collections.abc import Mapping, Sequence

from ifolge.corroborate.actors import find_actors
from ifolge.corroborate.candidates import find_candidates
from ifolge.corroborate.chains import Archive
from ifolge.corroborate.circular import find_circles
from ifolge.corroborate.claims import group_into_claims, reasons_of
from ifolge.corroborate.compare import compare
from ifolge.corroborate.copies import find_copies
from ifolge.corroborate.history import trace_history
from ifolge.corroborate.origins import count_independent, find_origins, read_archive
from ifolge.corroborate.passages import Passage, find_passages, in_order
from ifolge.corroborate.setting import read_setting
from ifolge.corroborate.sources import settle_sources
from ifolge.model.claim import Circle, Claim, Decision, Dossier, Likeness
from ifolge.model.report import Report

__all__ = [
    "compare",
    "count_independent",
    "find_actors",
    "find_candidates",
    "find_circles",
    "find_copies",
    "find_origins",
    "find_passages",
    "group_into_claims",
    "investigate",
    "trace_history",
]


def investigate(reports: Sequence[Report], decisions: Sequence[Decision] = ()) -> Dossier:
    """The dossier of a set of reports: who says the same, who is behind it, how it fared.

    Ten articles on a ferry fire → "tolv omkomne": one origin (the police), nine articles, four of
    them copies of one wire text; "fjorten omkomne": one origin, denied at 17.45.
    """
    reports = settle_sources(in_order(reports))
    passages = find_passages(reports)
    copies = find_copies(reports, passages)
    pairs = find_candidates(passages)
    setting = read_setting(passages, copies)
    likenesses = compare(pairs, passages, setting)
    groups = group_into_claims(passages, likenesses, decisions, setting.points_at)
    actors = find_actors(reports, decisions)
    archive = read_archive(reports, passages, copies, actors)
    by_pair = {(like.one, like.two): like for like in likenesses}
    claims: list[Claim] = []
    circles: list[Circle] = []
    for number, group in enumerate(groups, 1):
        claim = _claim(f"c{number}", group, archive, by_pair, decisions)
        claims.append(claim)
        circles += find_circles(claim.id, group, setting.cites, claim.origins)
    return Dossier(tuple(claims), copies, _distinct(circles), tuple(actors.by_id.values()))


def _claim(
    name: str,
    group: Sequence[Passage],
    archive: Archive,
    pairs: Mapping[tuple[str, str], Likeness],
    decisions: Sequence[Decision],
) -> Claim:
    origins = find_origins(group, archive)
    return Claim(
        id=name,
        gist=_gist(group),
        mentions=tuple(passage.mention for passage in group),
        origins=origins,
        independent=count_independent(origins, decisions),
        history=trace_history(group, origins, archive.actors),
        reasons=reasons_of(tuple(group), pairs),
    )


def _gist(group: Sequence[Passage]) -> str:
    """The words that say the claim best: of an attribution, neither bare nor a whole story."""
    stated = [p for p in group if not p.own_voice] or list(group)
    full = [p for p in stated if 5 <= p.wording.length <= 25 and not p.headline] or stated
    return min(full, key=lambda p: (p.at is None, p.at, p.article, p.order)).text


def _distinct(circles: Sequence[Circle]) -> tuple[Circle, ...]:
    """Each ring once, with the first claim it was found for."""
    found: dict[tuple[str, ...], Circle] = {}
    for circle in circles:
        found.setdefault(circle.articles, circle)
    return tuple(found.values())
