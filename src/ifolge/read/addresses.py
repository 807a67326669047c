"""Which addresses of the internet may be asked: public ones, resolved once and then kept to."""

import ipaddress
import queue
import socket
import threading
from urllib.parse import quote, urlsplit

from ifolge.errors import ReadError

NAT64 = ipaddress.ip_network("64:ff9b::/96")
SCHEMES = ("http", "https")
SAVE_REMEDY = "save the page as a file and read that"
MAX_URL = 4000


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, its wrapped IPv4 address included."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and ip in NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def checked_url(url: str, source: str) -> str:
    """The URL in ASCII. Raises ReadError when it is not http(s), or carries a password."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").rstrip(".")
        host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise ReadError(source, "is no web address", "check it") from None
    if parts.scheme.lower() not in SCHEMES:
        raise ReadError(source, "only http and https addresses are read", SAVE_REMEDY)
    if parts.username is not None or parts.password is not None:
        raise ReadError(source, "carries a user name or password", SAVE_REMEDY)
    if not host or len(url) > MAX_URL:
        raise ReadError(source, "is no web address", "check it")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return f"{parts.scheme.lower()}://{host}{port}{path}{query}"


def addresses_of(host: str, port: int, timeout: float) -> list[str]:
    """The IP addresses of a host, found within `timeout` seconds.

    Raises TimeoutError or OSError (no such host).
    """
    answers: queue.Queue[list[str] | OSError] = queue.Queue()

    def resolve() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=resolve, daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout, 0.001))
    except queue.Empty:
        raise TimeoutError(host) from None
    if isinstance(answer, OSError) or not answer:
        raise answer if isinstance(answer, OSError) else OSError("no address")
    return list(dict.fromkeys(answer))
