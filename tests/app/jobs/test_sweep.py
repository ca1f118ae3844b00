"""Old jobs are removed: by age, number and size; never those that somebody works at."""

import os
import time

import pytest

from lstmviz.app.jobs import sweep as limits
from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.spec import Spec
from lstmviz.app.jobs.sweep import DAYS_KEPT, sweep

DAY = 86400


@pytest.fixture
def done(tmp_path):
    """done("a", days=2): the files of a job that ended so long ago."""

    def make(name, days=0.0, size=0):
        spec = Spec("count", {"name": name})
        files = JobFiles(tmp_path / spec.id)
        files.write_spec(spec)
        files.append({"share": 1.0, "ballast": "x" * size})
        files.write_end(End("done"))
        for path in files.folder.iterdir():
            os.utime(path, (time.time() - days * DAY,) * 2)
        return files

    return make


def are_there(*jobs):
    return [files.folder.exists() for files in jobs]


def test_a_week_they_are_kept(tmp_path, done):
    young, old = done("young", DAYS_KEPT - 1), done("old", DAYS_KEPT + 1)
    sweep(tmp_path, busy=())
    assert are_there(young, old) == [True, False]


def test_what_is_asked_for_again_is_young_again(tmp_path, done):
    files = done("a", DAYS_KEPT + 1)
    files.write_spec(files.spec())
    sweep(tmp_path, busy=())
    assert are_there(files) == [True]


@pytest.mark.parametrize(("limit", "most"), [("MOST_KEPT", 2), ("MEGABYTES_KEPT", 2.5)])
def test_beyond_the_limits_the_oldest_go(tmp_path, done, monkeypatch, limit, most):
    jobs = [done(name, days, 2**20) for days, name in enumerate("abc")]
    monkeypatch.setattr(limits, limit, most)
    sweep(tmp_path, busy=())
    assert are_there(*jobs) == [True, True, False]


def test_what_is_busy_here_or_under_another_server_stays(tmp_path, done):
    here, elsewhere = done("here", 100), done("elsewhere", 100)
    with elsewhere.alone():
        sweep(tmp_path, busy={here.folder.name})
    assert are_there(here, elsewhere) == [True, True]
    assert elsewhere.end() == End("done")


def test_what_is_no_job_stays(tmp_path, done):
    stray = tmp_path / "notes"
    stray.mkdir()
    (stray / "spec.json").write_text("{}")
    os.utime(stray / "spec.json", (0, 0))
    sweep(tmp_path, busy=())
    assert stray.exists()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_right_sweeps_nothing(tmp_path, done, monkeypatch, hours):
    files, now = done("a"), time.time()
    monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
    sweep(tmp_path, busy=())
    assert are_there(files) == [True]


def test_a_job_of_the_future_counts_as_one_of_now(tmp_path, done, monkeypatch):
    ahead, now, old = done("ahead", -100), done("now"), done("old", 1)
    monkeypatch.setattr(limits, "MOST_KEPT", 2)
    sweep(tmp_path, busy=())
    assert are_there(ahead, now, old) == [True, True, False]


def test_a_folder_that_is_none_is_left(tmp_path):
    (tmp_path / "file").touch()
    sweep(tmp_path / "file", busy=())
    sweep(tmp_path / "nowhere", busy=())
    assert not (tmp_path / "nowhere").exists()
