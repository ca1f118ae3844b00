"""How many runs compute at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from lstmviz.app.server import one_at_a_time as module
from lstmviz.app.server.one_at_a_time import one_at_a_time


@pytest.fixture(autouse=True)
def _own_lock(monkeypatch):
    monkeypatch.setattr(module, "_running", Lock())


def test_runs_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 60.0)
    computing, most = 0, 0

    def run(number):
        nonlocal computing, most
        with one_at_a_time():
            computing += 1
            most = max(most, computing)
            time.sleep(0.001)  # lets another one in, if it may
            computing -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(24)))
    assert most == 1


def test_one_that_broke_off_holds_nobody_up(monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 60.0)
    with pytest.raises(RuntimeError), one_at_a_time():
        raise RuntimeError
    with one_at_a_time():
        pass


def test_a_long_one_holds_others_up_for_a_moment(monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.01)
    other_was_in, ends = Event(), []

    def run_long():
        with one_at_a_time():
            ends.append(other_was_in.wait(60))

    def run():
        with one_at_a_time():
            other_was_in.set()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(run_long)
        pool.submit(run)
    assert ends == [True]
