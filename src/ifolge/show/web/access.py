"""Who is at the desk: tokens, the signed cookie of who came in, and the tokens in forms."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from starlette.requests import Request

from ifolge.show.web.settings import Role, Settings, Token, digest_of

SESSION, VISIT, LANGUAGE, AUTHOR = "ifolge_session", "ifolge_visit", "ifolge_lang", "ifolge_author"
SESSION_LASTS = 12 * 3600
_BEARER = "bearer "


@dataclass(frozen=True)
class Person:
    """Somebody at the desk. `fixed` says that the name comes from the token, not from a form."""

    name: str
    role: Role
    fixed: bool = False

    @property
    def may_edit(self) -> bool:
        """Whether they may add, correct and decide."""
        return self.role is Role.EDITOR


@dataclass(frozen=True)
class Access:
    """Tells who somebody is and signs what the browser keeps. `secret` belongs to the store."""

    settings: Settings
    secret: bytes

    def person(self, request: Request) -> Person | None:
        """Who asks, by bearer token or by cookie; None when they have to sign in."""
        if self.settings.is_open:
            return Person(self.settings.author, Role.EDITOR)
        header = request.headers.get("authorization", "")
        if header[: len(_BEARER)].casefold() == _BEARER:
            return self.by_secret(header[len(_BEARER) :].strip())
        return self._by_cookie(request.cookies.get(SESSION, ""))

    def by_secret(self, secret: str) -> Person | None:
        """Who the token belongs to; takes as long whether it is right or wrong."""
        digest = digest_of(secret)
        found = [t for t in self.settings.tokens if hmac.compare_digest(t.digest, digest)]
        return _person(found[0]) if found else None

    def session(self, secret: str) -> str:
        """The cookie of somebody who came in with a token; it does not hold the token."""
        held = f"{self._mark(digest_of(secret))}.{int(time.time()) + SESSION_LASTS}"
        return f"{held}.{self._sign('session', held)}"

    def _by_cookie(self, cookie: str) -> Person | None:
        held, _, signature = cookie.rpartition(".")
        mark, _, until = held.partition(".")
        if not hmac.compare_digest(self._sign("session", held), signature):
            return None
        if not until.isdecimal() or int(until) < time.time():
            return None
        found = [t for t in self.settings.tokens if self._mark(t.digest) == mark]
        return _person(found[0]) if found else None

    def form_token(self, visit: str) -> str:
        """What a form must bring back to show that it is one of our pages'."""
        return self._sign("form", visit)

    def feed_key(self, number: str) -> str:
        """What opens the feed of a kept search, and nothing else."""
        return self._sign("feed", number)

    def is_our_form(self, request: Request, token: str) -> bool:
        """Whether a form carries the token of the visit it came from."""
        visit = request.cookies.get(VISIT, "")
        return bool(visit) and hmac.compare_digest(self.form_token(visit), token)

    def _mark(self, digest: str) -> str:
        return self._sign("token", digest)[:16]

    def _sign(self, purpose: str, what: str) -> str:
        message = f"{purpose}\0{what}".encode("utf-8", "surrogateescape")
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()[:40]


def _person(token: Token) -> Person:
    return Person(token.name, token.role, fixed=bool(token.name))


def new_visit() -> str:
    """A fresh number for a browser that has none."""
    return secrets.token_urlsafe(18)
