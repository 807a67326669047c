import os
import signal

import pytest

from ifolge.show.interrupt import Interrupt


def test_ctrl_c_is_held_back_while_an_article_is_written():
    interrupt = Interrupt()
    with interrupt.watched(), interrupt.held_back():
        os.kill(os.getpid(), signal.SIGINT)
    assert interrupt.wanted


def test_ctrl_c_while_reading_stops_at_once():
    interrupt = Interrupt()
    with pytest.raises(KeyboardInterrupt), interrupt.watched():
        os.kill(os.getpid(), signal.SIGINT)
    assert interrupt.wanted


def test_afterwards_ctrl_c_is_what_it_was():
    before = signal.getsignal(signal.SIGINT)
    with Interrupt().watched():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
