"""How inputs are to be read: language, limits, and what may be fetched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller wants of reading.

    `lang` is set on articles that name no language; `timeout` (seconds, in all) and `max_fetched`
    (bytes, unpacked) bound a URL, `max_file` a file that is no JSON lines; `allow_private` lets
    URLs lead to private addresses (for tests and for an archive in one's own house); `pause` are
    the seconds between two links of a feed or sitemap that lead to the same host.
    """

    lang: str | None = None
    timeout: float = 20.0
    max_fetched: int = 10_000_000
    max_file: int = 100_000_000
    allow_private: bool = False
    respect_robots: bool = True
    pause: float = 1.0
