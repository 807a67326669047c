"""A client for the HTTP API of a desk (`ifolge serve`), typed, for scripts and other programs.

>>> with Client("http://localhost:8017", token="…") as desk:  # doctest: +SKIP
...     report = desk.analyse(text="Broen er lukket. Det bekræfter havnen ifølge Ritzau.")
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx

from ifolge.errors import IfolgeError
from ifolge.model import wire
from ifolge.model.claim import Verdict
from ifolge.model.report import Report

API = "/api/v1"


class ApiError(IfolgeError):
    """The desk refused or failed: HTTP `status`, `title`, and `detail` of the problem."""

    def __init__(self, status: int, title: str, detail: str = "") -> None:
        super().__init__(f"{status} {title}" + (f" – {detail}" if detail else ""))
        self.status, self.title, self.detail = status, title, detail


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: its name in the archive, "added", "changed" or "known", story."""

    article: str
    outcome: str
    story: int | None


class Client:
    """A desk at an address. Lists are read through to the end, a page at a time."""

    def __init__(
        self,
        address: str = "http://localhost:8017",
        token: str | None = None,
        *,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=address, headers=headers, timeout=timeout, transport=transport
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    # ------------------------------------------------------------ articles

    def analyse(self, *, text: str | None = None, url: str | None = None, **about: str) -> Report:
        """Who says what in one article; nothing is kept.

        `about` is what is known of it: title, lang, published, outlet.
        """
        return wire.from_document(self._post("/analyse", _body(text, url, about)))

    def add(
        self,
        *,
        text: str | None = None,
        url: str | None = None,
        key: str | None = None,
        **about: str,
    ) -> Added:
        """Put an article into the archive, once, however often the request has to be sent."""
        answer = self._post("/articles", _body(text, url, about), key or secrets.token_hex(12))
        return Added(answer["article"], answer["outcome"], answer["story"])

    def article(self, name: str) -> Report:
        """An article of the archive, as people put it right."""
        return wire.from_document(self._get(f"/articles/{quote(name, safe='')}"))

    def articles(self) -> Iterator[Mapping[str, Any]]:
        """The articles of the archive in short, the newest first."""
        return self._all("/articles")

    # ------------------------------------------------------------ what they show together

    def stories(self) -> Iterator[Mapping[str, Any]]:
        """The stories in short, those with the latest news first."""
        return self._all("/stories")

    def story(self, story: int | str) -> Mapping[str, Any]:
        """The dossier of a story: claims, copies, circles, actors."""
        found: Mapping[str, Any] = self._get(f"/stories/{quote(str(story), safe='')}")
        return found

    def claim(self, claim: str) -> Mapping[str, Any]:
        """One claim, by "12.c3"."""
        found: Mapping[str, Any] = self._get(f"/claims/{quote(claim, safe='')}")
        return found

    def sources(self, part: str = "") -> Iterator[Mapping[str, Any]]:
        """The sources, those who speak most first; `part` is a part of the name."""
        return self._all("/sources", q=part)

    def said_by(self, source: str) -> Iterator[Mapping[str, Any]]:
        """What a source said in all articles, the newest first."""
        return self._all(f"/sources/{quote(source, safe='')}")

    def search(self, words: str = "", **conditions: str) -> Iterator[Mapping[str, Any]]:
        """The articles that fit: lang, outlet, source, source_type, status, anonymous, since …"""
        return self._all("/search", q=words, **conditions)

    def searches(self) -> Iterator[Mapping[str, Any]]:
        """The searches that are kept, each with the path of its feed, the oldest first."""
        return self._all("/searches")

    def keep_search(
        self, name: str, words: str = "", *, mail: str = "", hook: str = "", **conditions: str
    ) -> Mapping[str, Any]:
        """Keep a search; `mail` and `hook`, a web address, hear of every new article it finds."""
        body = dict(name=name, q=words, mail=mail, hook=hook, **conditions)
        kept: Mapping[str, Any] = self._post("/searches", body, secrets.token_hex(12))
        return kept

    def drop_search(self, search: str) -> None:
        """Keep a search no longer, by its id."""
        self._call("DELETE", f"/searches/{quote(search, safe='')}")

    # ------------------------------------------------------------ what people say

    def decide(
        self, verdict: Verdict | str, one: str, two: str, *, author: str = "", note: str = ""
    ) -> int:
        """A person's word on two mentions or sources. Returns its number."""
        body = {"verdict": str(verdict), "one": one, "two": two, "author": author, "note": note}
        return int(self._post("/decisions", body, secrets.token_hex(12))["number"])

    def undo(self, number: int, author: str = "") -> None:
        """Take a decision back."""
        self._call("DELETE", f"/decisions/{number}", params={"author": author})

    def correct(
        self,
        article: str,
        attribution: str,
        changes: Mapping[str, str],
        *,
        author: str = "",
        note: str = "",
    ) -> list[int]:
        """Put fields of one attribution right. Returns the numbers of the corrections."""
        body = {
            "article": article, "attribution": attribution, "changes": dict(changes),
            "author": author, "note": note,
        }  # fmt: skip
        numbers = self._post("/corrections", body, secrets.token_hex(12))["numbers"]
        return [int(number) for number in numbers]

    # ------------------------------------------------------------ the wire

    def _all(self, path: str, **params: str) -> Iterator[Mapping[str, Any]]:
        cursor: str | None = ""
        while cursor is not None:
            page = self._get(path, cursor=cursor, **params)
            yield from page["items"]
            cursor = page["next"]

    def _get(self, path: str, **params: str) -> Any:
        given = {name: value for name, value in params.items() if value}
        return self._call("GET", path, params=given).json()

    def _post(self, path: str, body: Mapping[str, Any], key: str | None = None) -> Any:
        headers = {"idempotency-key": key} if key else {}
        return self._call("POST", path, json=body, headers=headers).json()

    def _call(self, method: str, path: str, **how: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, API + path, **how)
        except httpx.HTTPError as error:
            raise ApiError(0, "the desk cannot be reached", str(error)) from error
        if answer.is_success:
            return answer
        try:
            problem = answer.json()
        except ValueError:
            problem = {}
        title = str(problem.get("title", answer.reason_phrase))
        raise ApiError(answer.status_code, title, str(problem.get("detail") or ""))


def _body(text: str | None, url: str | None, about: Mapping[str, str]) -> dict[str, Any]:
    given = {"text": text, "url": url, **about}
    return {name: value for name, value in given.items() if value is not None}
