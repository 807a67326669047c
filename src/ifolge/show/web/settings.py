"""How the desk is run: where it listens, who may come in, how much they may send."""

import hashlib
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ifolge.errors import UsageError

SHORTEST_TOKEN = 16
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class Role(StrEnum):
    """What somebody may do: look, or also add, correct and decide."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True)
class Token:
    """A key to the desk: whose it is and what it opens. Only its digest is kept."""

    name: str
    role: Role
    digest: str

    @classmethod
    def of(cls, secret: str, name: str = "", role: Role = Role.EDITOR) -> "Token":
        """The token of a secret. Raises UsageError when it is too short to be one."""
        if len(secret) < SHORTEST_TOKEN:
            hint = f'ifolge serve --token "{secrets.token_urlsafe(24)}"'
            raise UsageError(
                f"a token needs {SHORTEST_TOKEN} characters or more, for example {hint}"
            )
        return cls(name, role, digest_of(secret))


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True)
class Limits:
    """How much the desk takes: bytes of a request, letters of a text, requests a minute.

    Seconds of patience: a page waits so long for an article, or for a story, before it says that
    it will come; a machine waits longer, and so does a file to save.
    """

    body: int = 10_000_000
    text: int = 300_000
    articles: int = 50
    reads_per_minute: int = 60
    requests_per_minute: int = 1200
    waiting: int = 20
    patience: float = 6.0
    story_patience: float = 0.6
    long_patience: float = 60.0


@dataclass(frozen=True)
class Settings:
    """One desk. Without tokens everybody who reaches it is an editor, so it stays on localhost.

    With `processes` what is heavy is done in processes of its own, so that pages stay quick.
    """

    host: str = "127.0.0.1"
    port: int = 8017
    store: str | Path | None = None
    tokens: tuple[Token, ...] = ()
    hosts: tuple[str, ...] = ()
    author: str = ""
    allow_private: bool = False
    processes: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        abroad = [name for name in (self.host, *self.hosts) if not is_local(name)]
        if abroad and not self.tokens:
            option = "--host" if abroad[0] == self.host else "--allow-host"
            raise UsageError(
                f"{option} {abroad[0]} opens the desk to others, so it needs --token "
                f"(or IFOLGE_TOKEN), for example: --token {secrets.token_urlsafe(24)}"
            )

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in."""
        return not self.tokens

    @property
    def base(self) -> str:
        """The address that people reach the desk by, for links in messages."""
        if self.hosts:
            return f"https://{self.hosts[0]}"
        return f"http://{self.host}:{self.port}"

    def knows_host(self, header: str) -> bool:
        """Whether a request was meant for this desk: keeps a hostile page's own names out."""
        name = host_name(header)
        if name in self.hosts or is_local(name):
            return True
        return bool(self.tokens) and not self.hosts


def host_name(header: str) -> str:
    """The name in a Host header, without the port: "localhost:8017" → "localhost"."""
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0].casefold()


def is_local(host: str) -> bool:
    """Whether an address is this machine's own."""
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_tokens(secrets_given: Iterable[str], role: Role = Role.EDITOR) -> tuple[Token, ...]:
    """Tokens as they are written: "NAME:SECRET", or only the secret.

    >>> [t.name for t in read_tokens(["Mette:en-lang-hemmelighed"])]
    ['Mette']
    """
    found = []
    for given in secrets_given:
        name, colon, secret = given.rpartition(":")
        found.append(Token.of(secret if colon else given, name, role))
    return tuple(found)
