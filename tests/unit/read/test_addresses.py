"""Only the open internet is asked."""

import socket
import time

import pytest

from ifolge.errors import ReadError
from ifolge.read.addresses import addresses_of, checked_url, is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "not an address",
        "",
    ],
)
def test_private_local_and_wrapped_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://sundet.example", "https://sundet.example/"),
        ("HTTP://Sundet.Example:8080/a?b=c#d", "http://sundet.example:8080/a?b=c"),
        (
            "https://blåbær.example/ærø?ø=å",
            "https://xn--blbr-roah.example/%C3%A6r%C3%B8?%C3%B8=%C3%A5",
        ),
        ("https://sundet.example/a%20b c", "https://sundet.example/a%20b%20c"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
    ],
)
def test_addresses_are_made_plain(url, checked):
    assert checked_url(url, url) == checked


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://sundet.example/a", "only http and https addresses are read"),
        ("file:///etc/passwd", "only http and https addresses are read"),
        ("http://anna:kode@sundet.example/", "carries a user name or password"),
        ("http://", "is no web address"),
        ("http://sundet.example:99999/", "is no web address"),
        ("http://[bad/", "is no web address"),
        ("http://" + "a" * 5000, "is no web address"),
    ],
)
def test_other_addresses_are_refused(url, problem):
    with pytest.raises(ReadError) as error:
        checked_url(url, "x")
    assert error.value.problem == problem


def test_looking_up_a_host_ends_in_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        addresses_of("sundet.example", 80, 0.05)
    assert time.monotonic() - start < 2
