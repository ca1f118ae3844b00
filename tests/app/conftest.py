"""Processes with the work of works.py, and jobs that use them."""

import os
from pathlib import Path

import pytest

from lstmviz.app.jobs.runner import Jobs
from lstmviz.app.jobs.workers import Workers


@pytest.fixture(scope="session")
def workers():
    workers = Workers("tests.app.works")
    yield workers
    workers.close()


@pytest.fixture(scope="session")
def other_workers():
    workers = Workers("tests.app.works")
    yield workers
    workers.close()


@pytest.fixture
def jobs(tmp_path, workers, until):
    """One runs at a time."""
    jobs = Jobs(tmp_path / "jobs", 1, workers)
    yield jobs
    for id, job in list(jobs._jobs.items()):
        for visitor in job.wanted_by:
            jobs.withdraw(id, visitor)
    until(lambda: not jobs._jobs)


@pytest.fixture
def ended(jobs, until):
    """ended(id): its state once it neither waits nor runs."""

    def wait(id):
        until(lambda: jobs.state(id).status not in ("waiting", "running"))
        return jobs.state(id)

    return wait


@pytest.fixture(scope="session")
def is_alive():
    """Whether a process runs; a dead one that nobody has buried yet does not."""

    def alive(pid):
        try:
            os.kill(pid, 0)
            return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False

    return alive
