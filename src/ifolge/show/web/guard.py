"""What every request passes before anything else: names, origins, sizes, rates, safe headers."""

import logging
import re
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ifolge.show.web.problems import problem_response
from ifolge.show.web.settings import Settings

log = logging.getLogger("ifolge.desk")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
SAFE_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
READING = ("/read", "/api/v1/analyse", "/api/v1/articles", "/login")
_MOST_VISITORS = 10_000
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


class TooLargeError(Exception):
    """A body grew past the limit while it came in."""


@dataclass
class Buckets:
    """How much each visitor may still ask for: fills up at `per_minute`, holds as much."""

    per_minute: int
    left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, who: str, now: float) -> float:
        """Seconds until the next request is welcome; 0 takes one."""
        tokens, then = self.left.pop(who, (float(self.per_minute), now))
        rate = self.per_minute / 60
        tokens = min(float(self.per_minute), tokens + (now - then) * rate)
        welcome = tokens >= 1
        self.left[who] = (tokens - 1 if welcome else tokens, now)
        while len(self.left) > _MOST_VISITORS:
            self.left.popitem(last=False)
        return 0.0 if welcome else (1 - tokens) / rate


class Guard:
    """The door of the desk, in front of the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.all = Buckets(settings.limits.requests_per_minute)
        self.reads = Buckets(settings.limits.reads_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer what is wrong with it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, passage = time.monotonic(), _Passage(self.settings.limits.body, receive, send)
        refusal = self._refusal(scope, Headers(scope=scope))
        try:
            if refusal is None:
                await self.app(scope, passage.receive, passage.send)
            else:
                status, title, headers = refusal
                answer = problem_response(status, title, headers=headers)
                await answer(scope, receive, passage.send)
        except TooLargeError:
            passage.too_large = True
        finally:
            if passage.too_large and not passage.status:
                passage.too_large = False
                answer = problem_response(413, "larger than this desk takes")
                await answer(scope, receive, passage.send)
            took = 1000 * (time.monotonic() - began)
            path = _UNPRINTABLE.sub("?", scope["path"])[:200]
            log.info("%s %s %s %.0f ms", scope["method"], path, passage.status or 500, took)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, dict[str, str]] | None:
        if not self.settings.knows_host(headers.get("host", "")):
            return 400, "this desk does not answer to that name (--allow-host)", {}
        unsafe = scope["method"] in UNSAFE
        if unsafe and not _from_here(headers):
            return 403, "the request comes from another site", {}
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.limits.body:
            return 413, "larger than this desk takes", {}
        who = (scope.get("client") or ("?",))[0]
        now = time.monotonic()
        wait = self.all.wait(who, now)
        if not wait and unsafe and scope["path"].startswith(READING):
            wait = self.reads.wait(who, now)
        if wait:
            return 429, "too many requests", {"retry-after": str(max(1, round(wait)))}
        return None


def _from_here(headers: Headers) -> bool:
    """Whether a request that changes something was sent by one of our own pages, or no page."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc == headers.get("host", "")


class _Passage:
    """One request and its answer on their way: counts the bytes, puts the headers on."""

    def __init__(self, limit: int, receive: Receive, send: Send) -> None:
        self.limit, self._receive, self._send = limit, receive, send
        self.taken = self.status = 0
        self.too_large = False

    async def receive(self) -> Message:
        message = await self._receive()
        self.taken += len(message.get("body", b""))
        if self.taken > self.limit:
            self.too_large = True
            raise TooLargeError
        return message

    async def send(self, message: Message) -> None:
        if self.too_large and not self.status:
            return  # whatever is said of half a body
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in SAFE_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await self._send(message)
