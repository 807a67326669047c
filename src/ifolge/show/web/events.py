"""What happens at the desk, told to whoever listens (`/api/v1/events`, server-sent events)."""

import asyncio
import itertools
import json
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

_KEPT = 500
_PULSE = 15.0  # seconds between signs of life


@dataclass(frozen=True)
class Event:
    """One thing that happened: its number, its kind ("article", "decision"), what of it."""

    number: int
    kind: str
    data: dict[str, Any]

    def frame(self) -> str:
        """As server-sent events are written."""
        data = json.dumps(self.data, ensure_ascii=False)
        return f"id: {self.number}\nevent: {self.kind}\ndata: {data}\n\n"


@dataclass
class Events:
    """The last things that happened. Told from any thread, listened to from the event loop."""

    kept: deque[Event] = field(default_factory=lambda: deque(maxlen=_KEPT))
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Something happened."""
        with self.lock:
            self.kept.append(Event(next(self.numbers), kind, data))

    def after(self, number: int) -> list[Event]:
        """What happened since event `number`."""
        with self.lock:
            return [event for event in self.kept if event.number > number]

    def last(self) -> int:
        """The number of the last event, 0 before the first."""
        with self.lock:
            return self.kept[-1].number if self.kept else 0

    async def follow(
        self, after: int, gone: Callable[[], Awaitable[bool]], pause: float = 0.5
    ) -> AsyncIterator[str]:
        """Events as they come, until the listener is gone."""
        yield "retry: 3000\n\n"
        quiet = 0.0
        while not await gone():
            for event in self.after(after):
                after, quiet = event.number, 0.0
                yield event.frame()
            await asyncio.sleep(pause)
            quiet += pause
            if quiet >= _PULSE:
                quiet = 0.0
                yield ": still here\n\n"
