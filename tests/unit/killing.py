"""Ends work with kill -9 at random moments: each moment is a trial.

IFOLGE_KILLS sets how many moments are tried of each kind of work; 20 take some minutes.
"""

import multiprocessing
import os
import random
import time

KILLS = int(os.environ.get("IFOLGE_KILLS", "3"))
FORK = multiprocessing.get_context("fork")


def uninterrupted(work):
    """Do the work in a process of its own; the seconds it took."""
    process = FORK.Process(target=work)
    began = time.monotonic()
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def killed(work, seconds, seed):
    """Begin the work and kill it at a random moment of its `seconds`. Whether it was cut short."""
    process = FORK.Process(target=work)
    process.start()
    time.sleep(random.Random(seed).uniform(0, seconds))
    process.kill()
    process.join()
    return process.exitcode != 0
