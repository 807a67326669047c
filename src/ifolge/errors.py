"""Everything that can go wrong at a door, in one tree.

IfolgeError
├── ReadError      an input cannot be read: names the input, and the remedy where there is one
├── PackError      a language pack is wrong: names file and line
├── ModelError     the shipped model is missing or damaged
├── StoreError     the store cannot be opened, read or written: names it and says what to do
├── WorkerError    a process that shared the work was killed
└── UsageError     the caller asked for something that does not exist (exit code 2)
"""

from typing import Any


class IfolgeError(Exception):
    """Anything ifolge raises on purpose; `str(error)` is one line for the user."""

    def __reduce__(self) -> tuple[Any, ...]:
        """As it stands, so that it can be raised in another process."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[IfolgeError], args: tuple[Any, ...], state: dict[str, Any]) -> IfolgeError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ReadError(IfolgeError):
    """An input cannot be read.

    `source` names it (path, URL, "standard input", "file.jsonl:12"); `remedy` says what to do.
    """

    def __init__(self, source: str, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{source}: {problem}" + (f" – {remedy}" if remedy else ""))
        self.source, self.problem, self.remedy = source, problem, remedy


class PackError(IfolgeError):
    """A language pack breaks its rules: file, line and what is wrong."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


class ModelError(IfolgeError):
    """The model files are missing or do not fit this version."""


class StoreError(IfolgeError):
    """The store cannot be opened, read or written.

    `store` names it without its password; `remedy` says what to do.
    """

    def __init__(self, store: str, problem: str, remedy: str | None = None) -> None:
        super().__init__(f"{store}: {problem}" + (f" – {remedy}" if remedy else ""))
        self.store, self.problem, self.remedy = store, problem, remedy


class WorkerError(IfolgeError):
    """A process that shared the work was killed twice over the same thing."""

    def __init__(self, exit_code: int) -> None:
        how = f"by signal {-exit_code}" if exit_code < 0 else f"with exit code {exit_code}"
        remedy = "if memory is short, use fewer --workers; then run it again"
        super().__init__(f"a process that shared the work was ended twice {how} – {remedy}")


class UsageError(IfolgeError):
    """Wrong use: an unknown attribution, a value out of range."""
