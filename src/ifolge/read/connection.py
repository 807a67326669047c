"""Connections that lead only to public addresses and end with a deadline."""

import time
from dataclasses import dataclass
from typing import Any

from ifolge.errors import ReadError
from ifolge.read.addresses import addresses_of, is_public

LATER = "try again later, or save the page as a file and read that"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What holds for one visit with all its redirects: whom errors name, until when, to whom."""

    source: str
    timeout: float
    deadline: float
    allow_private: bool

    def remaining(self) -> float:
        """The seconds left. Raises ReadError when none are."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def too_slow(self) -> ReadError:
        """The error of a visit that takes too long."""
        return ReadError(self.source, f"no answer within {self.timeout:g} s", LATER)


class PublicOnly:
    """Connects to the very address that was checked, so that a second look-up cannot differ."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> "Hurried":
        """Look the host up, check the addresses, connect to a public one."""
        from httpcore import ConnectError, ConnectTimeout, SyncBackend

        bounds = self._bounds
        try:
            addresses = addresses_of(host, port, bounds.remaining())
        except TimeoutError:
            raise
        except OSError as error:
            raise ConnectError(str(error)) from None
        allowed = [a for a in addresses if bounds.allow_private or is_public(a)]
        if not allowed:
            problem = f"leads to a private address ({host})"
            raise ReadError(bounds.source, problem, "only public addresses are read")
        for i, address in enumerate(allowed[:4]):
            try:
                stream = SyncBackend().connect_tcp(
                    address,
                    port,
                    bounds.remaining() / (2 if i + 1 < len(allowed) else 1),
                    socket_options=socket_options,
                )
                return Hurried(stream, bounds)
            except (ConnectError, ConnectTimeout):
                continue
        raise ConnectError(f"no connection to {host}")

    def sleep(self, seconds: float) -> None:
        """Wait (never asked for: there are no retries)."""
        time.sleep(min(seconds, self._bounds.remaining()))


class Hurried:
    """A connection whose every step ends with the deadline of the visit."""

    def __init__(self, stream: Any, bounds: Bounds) -> None:
        self._stream, self._bounds = stream, bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, as far as the time allows."""
        data: bytes = self._stream.read(max_bytes, self._bounds.remaining())
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, as far as the time allows."""
        self._stream.write(buffer, self._bounds.remaining())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Hurried":
        """Encrypt, with the certificate of the host that was asked for."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._bounds.remaining())
        return Hurried(secure, self._bounds)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells about itself."""
        return self._stream.get_extra_info(info)
