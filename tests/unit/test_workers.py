"""Processes that share work, and what becomes of it when they are killed."""

import multiprocessing
import os
import pickle
import signal
from pathlib import Path

import pytest

from ifolge.errors import ModelError, PackError, ReadError, StoreError, UsageError, WorkerError
from ifolge.workers import Aside, spread, spread_in_order


def double(number):
    return 2 * number


def refuse_three(number):
    if number == 3:
        raise ReadError("3.txt", "is empty", "write something")
    return number


class OddError(Exception):
    """An error that cannot be sent from process to process."""

    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def raise_odd(number):
    raise OddError("this is", number)


def die(item):
    """Give the number; a path beside it is where it is noted that it killed its process once."""
    number, marker = item
    if marker and not (marker.exists() and "once" in marker.name):
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_all_is_done_and_order_can_be_kept():
    assert sorted(outcome for _, outcome in spread(double, range(7), 3)) == list(range(0, 14, 2))
    assert list(spread_in_order(double, range(7), 3)) == list(range(0, 14, 2))
    assert list(spread_in_order(double, [], 2)) == []
    assert not multiprocessing.active_children()


def test_large_things_pass():
    large = ["x" * 3_000_000] * 4
    assert [len(x) for x in spread_in_order(double, large, 2)] == [6_000_000] * 4


def test_what_a_killed_process_had_in_hand_is_done_by_another(tmp_path: Path):
    items = [(n, tmp_path / "once" if n == 2 else None) for n in range(6)]
    assert list(spread_in_order(die, items, 2)) == list(range(6))
    assert (tmp_path / "once").exists()


def test_what_kills_every_process_is_lost_and_the_rest_is_done(tmp_path: Path):
    items = [(n, tmp_path / "always" if n == 2 else None) for n in range(6)]
    found = {task.number: outcome for task, outcome in spread(die, items, 2)}
    lost = found.pop(2)
    assert isinstance(lost, WorkerError)
    assert "ended twice by signal 9 – if memory is short, use fewer --workers" in str(lost)
    assert found == {n: n for n in (0, 1, 3, 4, 5)}
    assert not multiprocessing.active_children()


def test_in_order_all_that_comes_before_is_given(tmp_path: Path):
    items = [(n, tmp_path / "always" if n == 2 else None) for n in range(6)]
    given = []
    with pytest.raises(WorkerError):
        given.extend(spread_in_order(die, items, 2))
    assert not multiprocessing.active_children()
    results = spread_in_order(die, items, 2)
    assert [next(results), next(results)] == [0, 1]
    results.close()
    assert not multiprocessing.active_children()


def test_what_the_work_raises_is_raised_here_and_nothing_stays_behind():
    with pytest.raises(ReadError) as raised:
        list(spread(refuse_three, range(9), 2))
    assert raised.value.remedy == "write something"
    assert "in refuse_three" in raised.value.__notes__[0]
    with pytest.raises(RuntimeError, match="OddError: this is 0"):
        list(spread_in_order(raise_odd, [0], 2))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    "error",
    [
        ReadError("a.txt", "is empty", "write something"),
        PackError("da/cues.csv:3", "a row needs an example"),
        ModelError("the model is damaged"),
        StoreError("s.sqlite", "is locked"),
        WorkerError(-9),
        UsageError("no attribution a5"),
    ],
)
def test_errors_stay_what_they_are_in_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_a_process_beside_does_one_thing_after_the_other_and_is_replaced(tmp_path: Path):
    beside = Aside(die)
    assert [beside((n, None)) for n in range(3)] == [0, 1, 2]
    assert beside((7, tmp_path / "once")) == 7  # the first process is killed over it
    with pytest.raises(WorkerError):
        beside((8, tmp_path / "always"))
    assert beside((9, None)) == 9
    beside.close()
    with pytest.raises(WorkerError):
        beside((10, None))
    beside.close()


def test_what_goes_wrong_beside_is_raised_here():
    beside = Aside(refuse_three)
    with pytest.raises(ReadError, match="write something"):
        beside(3)
    assert beside(4) == 4
    beside.close()
