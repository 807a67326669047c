"""What the API takes and gives. Articles themselves are as docs/reference/format.md says."""

from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ifolge.model.attribution import SourceType, Status
from ifolge.model.claim import Verdict

T = TypeVar("T")
Document = dict[str, Any]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class Body(BaseModel):
    """What is sent: nothing but the fields named."""

    model_config = ConfigDict(extra="forbid")


class Page(BaseModel, Generic[T]):
    """Some of many. `next` is the cursor of those that follow, null at the end."""

    items: list[T]
    next: str | None = None


class Problem(BaseModel):
    """What went wrong (RFC 9457, application/problem+json)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, str]] | None = None


class ToRead(Body):
    """An article to read: its text, or its address; and what is known of it."""

    text: str | None = Field(None, max_length=2_000_000)
    url: str | None = Field(None, max_length=2000, pattern=r"^https?://")
    id: Name | None = None
    title: Short | None = None
    lang: str | None = Field(None, pattern=r"^[a-z]{2,3}$")
    published: date | None = None
    outlet: Short | None = None


class Added(BaseModel):
    """What became of an article: its name in the archive and its story."""

    article: str
    outcome: str
    story: int | None = None


class ArticleLine(BaseModel):
    """An article in a list."""

    id: str
    title: str | None
    outlet: str | None
    lang: str | None
    published: str | None
    story: int | None


class StoryLine(BaseModel):
    """A story in a list: how many articles and claims, and the claim with the most origins."""

    id: int
    title: str
    articles: int
    first: str | None
    last: str | None
    claims: int
    least: int | None
    most: int | None


class SourceLine(BaseModel):
    """A source in a list: how often it speaks, in how many articles, how often it is anonymous.

    Of its `followed` claims, which several articles tell and which were open when it stated them,
    others `confirmed` or `denied` some later.
    """

    name: str
    source_type: str | None
    attributions: int
    articles: int
    anonymous: int
    followed: int
    confirmed: int
    denied: int


class SayingOut(BaseModel):
    """One thing a source said."""

    article: str
    attribution: str
    outlet: str | None
    at: str | None
    story: int | None
    status: str | None
    anonymous: bool | None
    content: str


class OutletOut(BaseModel):
    """An outlet and what it relies on."""

    outlet: str | None
    articles: int
    attributions: int
    anonymous: int
    agency_articles: int


class HitOut(BaseModel):
    """An article that was found, with the words around what was searched for."""

    article: str
    title: str | None
    outlet: str | None
    lang: str | None
    at: str | None
    story: int
    excerpt: str


class DecisionIn(Body):
    """A person's word: `one` and `two` are mention keys ("ferry-01:a3") or names of sources."""

    verdict: Verdict
    one: Name
    two: Name
    author: Short = ""
    note: Short = ""


class DecisionOut(BaseModel):
    """A decision as it is kept."""

    number: int
    verdict: Verdict
    one: str
    two: str
    author: str
    at: str
    note: str
    undone_by: str | None = None
    undone_at: str | None = None


class CorrectionIn(Body):
    """New values for fields of one attribution; anonymous is "yes" or "no", via a relay's "#id"."""

    article: Name
    attribution: Name
    changes: dict[Name, Short] = Field(min_length=1, max_length=10)
    author: Short = ""
    note: Short = ""


class Numbers(BaseModel):
    """The numbers of what was kept."""

    numbers: list[int]


class SearchIn(Body):
    """A search to keep: its name, what it asks for, and who hears of what it finds anew.

    `mail` and `hook` (a web address) get a message for each new article, in the language `words`.
    """

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    q: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    lang: str | None = Field(None, pattern=r"^[a-z]{2,3}$")
    outlet: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    source_type: SourceType | None = None
    status: Status | None = None
    anonymous: bool | None = None
    since: date | None = None
    until: date | None = None
    mail: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    hook: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    words: str = Field("en", pattern="^(da|en)$")
    author: Short = ""


class SearchOut(BaseModel):
    """A search that is kept. `query` is what follows `/search?`, `feed` the path of its feed;
    `tells` are the mail addresses and the hosts of web addresses that hear of it, and `problem` is
    why the last message did not arrive.
    """

    id: str
    name: str
    query: str
    author: str
    feed: str
    tells: list[str]
    problem: str | None
