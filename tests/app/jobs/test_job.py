"""Where one job stands: its phases, the time left, and when its process is to be ended."""

import time
from types import SimpleNamespace

import pytest

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.job import MOST_SECONDS, MOST_SILENT, Job, Watcher


@pytest.fixture
def clock(monkeypatch):
    """clock(7): seven seconds pass."""
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)

    def pass_by(seconds):
        nonlocal now
        now += seconds

    return pass_by


@pytest.fixture
def job(tmp_path, clock):
    """It runs since now, and 0.2 of it were done before."""
    worker = SimpleNamespace(last_sign=1000.0)
    return Job(JobFiles(tmp_path), "", {}, "running", worker, since=1000.0, share_before=0.2)


def test_the_time_left_is_that_of_what_was_done_since_it_runs(job, clock):
    job.files.append({"share": 0.2})
    clock(3)
    assert job.progress() == ("running", 0, 0.2, None, "")
    job.files.append({"share": 0.6})
    clock(1)
    assert job.progress().seconds_left == pytest.approx(4)  # 0.4 in 4 s, and 0.4 are left
    clock(4)
    assert job.progress().seconds_left == pytest.approx(8)


def test_what_runs_too_long_is_overdue(job, clock):
    clock(MOST_SECONDS)
    job.worker.last_sign += MOST_SECONDS
    assert job.overdue() is None
    clock(1)
    assert f"It ran for {MOST_SECONDS} s, the limit" in str(job.overdue())


def test_what_gives_no_sign_of_life_is_overdue(job, clock):
    clock(MOST_SILENT)
    assert job.overdue() is None
    clock(1)
    assert f"no sign of life for {MOST_SILENT:g} s" in str(job.overdue())


@pytest.mark.parametrize("phase", ["waiting", "stopping", "failed"])
def test_what_does_not_run_is_never_overdue(job, clock, phase):
    job.phase = phase
    clock(10 * MOST_SECONDS)
    assert job.overdue() is None


@pytest.mark.parametrize(
    ("phase", "wanted", "waits", "busy"),
    [
        ("waiting", True, True, True),
        ("running", True, False, True),
        ("stopping", False, False, False),
        ("stopping", True, True, True),
        ("failed", False, False, False),
    ],
)
def test_what_is_stopped_and_wanted_again_waits(job, phase, wanted, waits, busy):
    job.phase = phase
    job.watchers = {"ada": Watcher(wanted, 0, bool), "bob": Watcher(False, 0, bool)}
    assert (job.is_wanted, job.is_waiting, job.is_busy) == (wanted, waits, busy)
