"""Ways to send a message: to a web address, by mail, to a command, or to standard output."""

import hashlib
import json
import os
import shlex
import smtplib
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

from ifolge.errors import IfolgeError, ReadError, UsageError
from ifolge.read.addresses import checked_url
from ifolge.read.connection import Bounds, PublicOnly

TIMEOUT = 20.0
SMTP, SENDER = "IFOLGE_SMTP", "IFOLGE_MAIL_FROM"


class NotifyError(IfolgeError):
    """A message did not arrive; the line says where and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where messages go: "https://…", "mailto:…", "command:…", or "-" for standard output."""

    address: str
    allow_private: bool = False

    @property
    def id(self) -> str:
        """What the store knows it by: no address, for addresses can hold secrets."""
        return hashlib.blake2b(self.address.encode(), digest_size=16).hexdigest()

    @property
    def shown(self) -> str:
        """As it is named to the user, without query and password."""
        kind, _, rest = self.address.partition(":")
        if kind in ("http", "https"):
            return f"{kind}://{urlsplit(self.address).hostname}"
        return f"{kind}:{rest.split(' ')[0]}" if rest else "standard output"


def read_target(address: str, allow_private: bool = False) -> Target:
    """The target that `--notify` names. Raises UsageError when it is none."""
    kind, _, rest = address.partition(":")
    if address == "-" or (kind in ("mailto", "command") and rest.strip()):
        if kind == "mailto" and not os.environ.get(SMTP):
            raise UsageError(f"--notify {address}: mail needs {SMTP}, such as smtp://host:25")
        if kind == "command":
            _words(rest)
        return Target(address, allow_private)
    if kind in ("http", "https"):
        try:
            checked_url(address, "--notify")
        except ReadError as error:
            raise UsageError(str(error)) from None
        return Target(address, allow_private)
    raise UsageError(f"--notify {address}: an http(s) address, mailto:…, command:… or -")


def send(target: Target, body: Mapping[str, Any]) -> None:
    """Send one message. Raises NotifyError when it did not arrive."""
    kind = target.address.partition(":")[0]
    text = json.dumps(body, ensure_ascii=False)
    try:
        if kind == "mailto":
            _mail(target, body, text)
        elif kind == "command":
            _command(target, text)
        elif kind == "-":
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
        else:
            _webhook(target, str(body["key"]), text)
    except (OSError, smtplib.SMTPException, subprocess.SubprocessError) as error:
        raise NotifyError(f"{target.shown}: the message did not arrive ({error})") from error


def _webhook(target: Target, key: str, text: str) -> None:
    """POST to a public address; redirects are not followed."""
    import httpcore

    bounds = Bounds(target.shown, TIMEOUT, time.monotonic() + TIMEOUT, target.allow_private)
    backend: Any = PublicOnly(bounds)
    mark = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": "ifolge",
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": mark,
        "Connection": "close",
    }
    try:
        with httpcore.ConnectionPool(network_backend=backend, retries=0) as pool:
            url = checked_url(target.address, target.shown)
            with pool.stream("POST", url, headers=headers, content=text.encode()) as answer:
                status = answer.status
    except ReadError as error:
        raise NotifyError(str(error)) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        words = str(error) or type(error).__name__
        raise NotifyError(f"{target.shown}: the message did not arrive ({words})") from None
    if not 200 <= status < 300:
        raise NotifyError(f"{target.shown}: answered {status}, the message did not arrive")


def _mail(target: Target, body: Mapping[str, Any], text: str) -> None:
    parts = urlsplit(os.environ.get(SMTP, "smtp://localhost:25"))
    mail = EmailMessage()
    mail["To"] = unquote(target.address.removeprefix("mailto:").partition("?")[0])
    mail["From"] = os.environ.get(SENDER) or "ifolge@localhost"
    subject = " ".join(str(body.get("subject") or body["kind"]).split())
    mail["Subject"] = subject[:200]
    mark = hashlib.blake2b(str(body["key"]).encode(), digest_size=16).hexdigest()
    mail["Message-ID"] = f"<{mark}@ifolge>"
    mail.set_content("\n".join((str(body.get("text") or subject), "", text)))
    host, secure = parts.hostname or "localhost", parts.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with kind(host, parts.port or 0, timeout=TIMEOUT) as server:
        if not secure and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(mail)


def _command(target: Target, text: str) -> None:
    words = _words(target.address.removeprefix("command:"))
    done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
        words, input=text.encode(), timeout=TIMEOUT * 3, check=False, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        raise NotifyError(f"{target.shown}: ended with {done.returncode}")


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"--notify command:{command}: {error}") from None
    if not words:
        raise UsageError("--notify command: names no command")
    return words
