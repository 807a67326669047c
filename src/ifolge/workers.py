"""Work shared among processes, so that one that is killed is noticed and replaced.

Each process has one thing in hand at a time. If it is killed (for want of memory, say), another
does that thing again; lost twice, it is told as lost, and the rest goes on.
"""

import multiprocessing
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from ifolge.errors import WorkerError

A = TypeVar("A")
B = TypeVar("B")
TRIES = 2  # processes that may be lost over one thing


@dataclass
class Task(Generic[A]):
    """One thing to do: its number, and how many processes were lost over it."""

    number: int
    item: A
    lost: int = 0


def spread(
    work: Callable[[A], B], items: Iterable[A], workers: int
) -> Iterator[tuple[Task[A], B | WorkerError]]:
    """What `work` gives for each item, as soon as it is done.

    An item that its processes were killed over has a WorkerError; what `work` raises is raised.
    """
    left = (Task(number, item) for number, item in enumerate(items))
    again: list[Task[A]] = []
    told: list[tuple[Task[A], B | WorkerError]] = []
    staff = [_Worker(work) for _ in range(workers)]
    try:
        while True:
            for worker in staff:
                if worker.task is None:
                    worker.take(again.pop() if again else next(left, None))
            yield from told
            told = []
            busy = {worker.pipe: worker for worker in staff if worker.task is not None}
            for pipe in wait(list(busy)) if busy else ():
                worker = busy[pipe]  # type: ignore[index]
                task, outcome = worker.give()
                if isinstance(outcome, WorkerError):
                    staff[staff.index(worker)] = _Worker(work)
                    task.lost += 1
                    if task.lost < TRIES:
                        again.append(task)
                        continue
                told.append((task, outcome))
            if not busy:
                return
    finally:
        for worker in staff:
            worker.end()


def spread_in_order(work: Callable[[A], B], items: Iterable[A], workers: int) -> Iterator[B]:
    """What `work` gives for each item, in their order. Raises WorkerError for one that is lost."""
    early: dict[int, B | WorkerError] = {}
    number = 0
    for task, outcome in spread(work, items, workers):
        early[task.number] = outcome
        while number in early:
            first = early.pop(number)
            if isinstance(first, WorkerError):
                raise first
            yield first
            number += 1


class Aside(Generic[A, B]):
    """A process beside ours for heavy work, one thing at a time, so that ours stays quick.

    It begins when it is first needed; one that is killed is replaced. Safe to use from several
    threads, which wait for each other.
    """

    def __init__(self, work: Callable[[A], B]) -> None:
        self._work, self._lock = work, threading.Lock()
        self._worker: _Worker[A, B] | None = None
        self._over = False

    def __call__(self, item: A) -> B:
        """What the work gives for an item, or raises. Raises WorkerError if it was killed twice."""
        with self._lock:
            lost = WorkerError(0)
            for _ in range(TRIES):
                if self._over:
                    break
                worker = self._worker = self._worker or _Worker(self._work)
                worker.take(Task(0, item))
                _, outcome = worker.give()
                if not isinstance(outcome, WorkerError):
                    return outcome
                lost, self._worker = outcome, None
            raise lost

    def close(self) -> None:
        """Let the process go, whatever it does; nothing is begun after this."""
        self._over = True
        if (worker := self._worker) is not None:
            worker.process.terminate()


class _Worker(Generic[A, B]):
    """A process that does one thing after the other, and the thing it has in hand."""

    def __init__(self, work: Callable[[A], B]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task[A] | None = None

    def take(self, task: Task[A] | None) -> None:
        """Begin a task; one that cannot be begun because the process is gone is lost."""
        self.task = task
        if task is not None:
            with suppress(OSError):
                self.pipe.send(task.item)

    def give(self) -> tuple[Task[A], B | WorkerError]:
        """The task in hand and what came of it. Raises what the work raised."""
        task, self.task = self.task, None
        assert task is not None
        try:
            well, outcome = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return task, WorkerError(self.process.exitcode or 0)
        if not well:
            raise outcome
        return task, outcome

    def end(self) -> None:
        """Let the process go, whatever it does."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def _serve(pipe: "Connection[Any, Any]", work: Callable[[Any], Any]) -> None:
    """Do what comes through the pipe until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who shares the work
    with suppress(EOFError, BrokenPipeError):
        while True:
            item = pipe.recv()
            try:
                answer = (True, work(item))
            except Exception as error:  # noqa: BLE001 it is raised where the work is shared
                answer = (False, _portable(error))
            pipe.send(answer)


def _portable(error: Exception) -> Exception:
    """An error that can be sent to another process, with the place it came from."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 it is our own
    except Exception:  # noqa: BLE001 whatever keeps it from being sent
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
