"""A story as its page shows it: articles, claims in words, timeline, and the graph of who had it
from whom.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ifolge.model.article import Article
from ifolge.model.claim import Claim, Copy, Dossier, Mention, Origin, StatusChange
from ifolge.show.export.timeline_svg import Step
from ifolge.show.messages import Messages

FOREMOST = 12  # claims that a story's first page and its picture show
_LONGEST = 60


@dataclass(frozen=True)
class Wording:
    """One place where a claim is said: the article, its words, their language."""

    mention: Mention
    article: Article | None
    words: str
    lang: str


@dataclass(frozen=True)
class Turn:
    """One change of one claim's status, for the timeline of the whole story."""

    claim: Claim
    change: StatusChange
    article: Article | None


@dataclass(frozen=True)
class Tale:
    """A story with everything its pages need: the articles by name, their languages, the dossier.

    One that is `behind` is shown as it was, while something that changed is being worked in.
    """

    number: int
    articles: Mapping[str, Article]
    languages: Mapping[str, str]
    dossier: Dossier
    behind: bool = False

    @cached_property
    def in_time(self) -> list[Article]:
        """The articles in order of publication."""
        return sorted(self.articles.values(), key=lambda a: (a.published or "9", a.id))

    @cached_property
    def told(self) -> list[Claim]:
        """The claims that several places state, those in most articles first."""
        several = [claim for claim in self.dossier.claims if len(claim.mentions) > 1]
        return sorted(several, key=lambda claim: -len(claim.mentions))

    @cached_property
    def single(self) -> list[Claim]:
        """The claims that stand in one place only."""
        return [claim for claim in self.dossier.claims if len(claim.mentions) <= 1]

    @cached_property
    def copies(self) -> list[Copy]:
        """Which articles took their text from which."""
        known = self.articles
        return [copy for copy in self.dossier.copies if copy.article in known and copy.of in known]

    @property
    def foremost(self) -> list[Claim]:
        """The claims that the story's first page and its picture show."""
        return (self.told or self.single)[:FOREMOST]

    def turns(self, claims: Iterable[Claim]) -> list[Turn]:
        """All changes of status of these claims, in order of time."""
        found = [
            Turn(claim, change, self.articles.get(change.article))
            for claim in claims
            for change in claim.history
        ]
        return sorted(found, key=lambda turn: turn.change.at or "9")

    @property
    def title(self) -> str:
        """The title of the story: that of its first article."""
        first = self.in_time[0]
        return first.title or first.id

    def steps(self, messages: Messages) -> list[Step]:
        """The timeline in words, for its picture."""
        return [
            Step(
                (turn.change.at or "–")[:16].replace("T", " "), turn.change.status,
                messages.value("claim_status", turn.change.status), turn.claim.gist,
                " · ".join(filter(None, (turn.change.by, _outlet(turn.article)))),
            )
            for turn in self.turns(self.told)
        ]  # fmt: skip

    def claim(self, wanted: str) -> Claim | None:
        """A claim by its id."""
        return next((claim for claim in self.dossier.claims if claim.id == wanted), None)

    def wordings(self, claim: Claim) -> list[Wording]:
        """Every place where a claim is said, in its own words."""
        found = []
        for mention in claim.mentions:
            article = self.articles.get(mention.article)
            words = " … ".join(span.of(article.text) for span in mention.spans) if article else ""
            language = self.languages.get(mention.article, "")
            found.append(Wording(mention, article, words, language))
        return found


def _outlet(article: Article | None) -> str | None:
    return (article.outlet or article.title or article.id) if article else None


# ---------------------------------------------------------------- the graph


@dataclass(frozen=True)
class Tie:
    """Who had it from whom: an arrow from where it was taken to where it went."""

    giver: str
    taker: str
    relation: str


def graph(tale: Tale, claims: Sequence[Claim], messages: Messages) -> dict[str, Any]:
    """Nodes and edges as the picture draws them; labels are in the surface's language."""
    nodes, ties = dict(_origin_nodes(claims, messages)), list(_ties(tale, claims))
    copies = {copy.article for copy in tale.copies}
    wanted = {end for tie in ties for end in (tie.giver, tie.taker)}
    for article in tale.in_time:
        name = f"article:{article.id}"
        if name in wanted:
            kind = "copy" if article.id in copies else "article"
            nodes[name] = {"kind": kind, "label": _short(article.outlet or article.title or name)}
            nodes[name]["title"] = article.title or article.id
            nodes[name]["day"] = (article.published or "")[:16].replace("T", " ")
            nodes[name]["href"] = article.id
    drawn = {
        f"{tie.giver} {tie.taker} {tie.relation}": tie
        for tie in ties
        if tie.giver in nodes and tie.taker in nodes
    }
    return {
        "nodes": [{"id": name, **node} for name, node in nodes.items()],
        "edges": [
            {
                "id": f"e{number}", "source": tie.giver, "target": tie.taker,
                "relation": tie.relation, "label": messages.label(f"relation.{tie.relation}"),
            }
            for number, tie in enumerate(drawn.values())
        ],
    }  # fmt: skip


def _origin_nodes(
    claims: Sequence[Claim], messages: Messages
) -> Iterator[tuple[str, dict[str, Any]]]:
    for claim in claims:
        for origin in claim.origins:
            kind = "anonymous" if origin.anonymous or not origin.known else "origin"
            label = origin.name or messages.label("dossier.unknown_origin")
            yield _name(origin), {"kind": kind, "label": _short(label), "title": label}


def _name(origin: Origin) -> str:
    return f"origin:{origin.actor or origin.name}"


def _ties(tale: Tale, claims: Sequence[Claim]) -> Iterator[Tie]:
    """Copies have theirs from the copied article, the others from the origin."""
    copied = {copy.article: copy.of for copy in tale.copies}
    for claim in claims:
        articles = {mention.key: mention.article for mention in claim.mentions}
        for origin in claim.origins:
            for key in origin.mentions:
                article = articles.get(key)
                if article and article not in copied:
                    yield Tie(_name(origin), f"article:{article}", "says")
    for copy in tale.copies:
        yield Tie(f"article:{copy.of}", f"article:{copy.article}", "copied")
    for circle in tale.dossier.circles:
        ring = circle.articles
        for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
            yield Tie(f"article:{two}", f"article:{one}", "circle")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
