"""Ctrl-C while articles are read: the one being written is finished, then the run ends in order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether the user interrupted. Raises KeyboardInterrupt at once, but never while writing."""

    def __init__(self) -> None:
        self.wanted = self.writing = False

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.wanted = True
        if not self.writing:
            raise KeyboardInterrupt

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While in here, Ctrl-C is ours."""
        before = signal.signal(signal.SIGINT, self._on_signal)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """While in here, Ctrl-C is only remembered."""
        self.writing = True
        try:
            yield
        finally:
            self.writing = False
