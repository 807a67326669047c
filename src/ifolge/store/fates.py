"""What became of what each source said, over all stories: kept with the dossiers they come from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from ifolge.model.claim import Dossier
from ifolge.model.fate import Fate, fate_since
from ifolge.store import schema
from ifolge.store.text import fold

_F, _S, _C, _ST = schema.fate, schema.source.c, schema.claim.c, schema.story.c


@dataclass(frozen=True, slots=True)
class Tally:
    """Claims of a source that could still be confirmed when it stated them, by what became of
    them.
    """

    confirmed: int = 0
    denied: int = 0
    open: int = 0

    @property
    def followed(self) -> int:
        """How many there are."""
        return self.confirmed + self.denied + self.open


@dataclass(frozen=True, slots=True)
class Followed:
    """One claim of a source, and what became of it."""

    story: int
    number: int
    gist: str
    status: str | None
    fate: Fate


def keep_fates(connection: Connection, story: int, dossier: Dossier) -> None:
    """Keep what became of every source's claims of a story; of a claim its first word counts."""
    forget_fates(connection, story)
    speakers = _speakers(connection, story)
    found: dict[tuple[int, int], Fate | None] = {}
    for number, claim in enumerate(dossier.claims, 1):
        for mention in claim.mentions:
            source = speakers.get((mention.article, mention.attribution or ""))
            if source is not None and not mention.denies:
                found.setdefault((number, source), fate_since(claim, mention))
    rows = [
        {"story_id": story, "number": number, "source_id": source, "fate": fate}
        for (number, source), fate in found.items()
        if fate is not None
    ]
    if rows:
        connection.execute(insert(_F), rows)


def forget_fates(connection: Connection, story: int) -> None:
    """Forget those of a story whose claims are gone."""
    connection.execute(delete(_F).where(_F.c.story_id == story))


def _speakers(connection: Connection, story: int) -> dict[tuple[str, str], int]:
    """The number of the source of each attribution of a story, by article and attribution."""
    t, a, m = schema.attribution.c, schema.article.c, schema.member.c
    query = (
        select(a.name, t.name, t.source_id)
        .join_from(schema.attribution, schema.article, a.id == t.article_id)
        .join(schema.member, m.article_id == t.article_id)
        .where(m.story_id == story, t.source_id.is_not(None))
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def tallies(connection: Connection, names: Sequence[str]) -> dict[str, Tally]:
    """For each of these sources, by its name as it stands, what became of its claims."""
    return _tallies(connection, _S.name.in_(names))


def tally_of(connection: Connection, source: str) -> Tally:
    """What became of the claims of a source, however its name is written."""
    every = _tallies(connection, _S.folded == fold(source)).values()
    sums = {fate: sum(getattr(one, fate) for one in every) for fate in Fate}
    return Tally(**sums)


def _tallies(connection: Connection, condition: ColumnElement[bool]) -> dict[str, Tally]:
    query = (
        select(_S.name, _F.c.fate, func.count())
        .join_from(_F, schema.source, _S.id == _F.c.source_id)
        .join(schema.story, _ST.id == _F.c.story_id)
        .where(condition, _ST.size >= 2)
        .group_by(_S.name, _F.c.fate)
    )
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for name, fate, count in connection.execute(query):
        counted[name][fate] = count
    return {name: Tally(**counts) for name, counts in counted.items()}


def followed(connection: Connection, source: str, limit: int) -> list[Followed]:
    """The claims behind a source's tally: those that were settled first, then the latest."""
    query = (
        select(_C.story_id, _C.number, _C.gist, _C.status, _F.c.fate)
        .join_from(_F, schema.source, _S.id == _F.c.source_id)
        .join(schema.claim, (_C.story_id == _F.c.story_id) & (_C.number == _F.c.number))
        .join(schema.story, _ST.id == _F.c.story_id)
        .where(_S.folded == fold(source), _ST.size >= 2)
        .order_by(_F.c.fate == Fate.OPEN, _ST.last_at.desc(), _C.story_id, _C.number)
        .limit(limit)
    )
    return [Followed(*row[:4], Fate(row[4])) for row in connection.execute(query)]
