"""A fork server with the work of works.py, and jobs that use it."""

import os
import time
from pathlib import Path

import pytest

from lstmviz.app.jobs.fork_server import ForkServer
from lstmviz.app.jobs.runner import Jobs


@pytest.fixture(scope="session")
def fork_server():
    return ForkServer("tests.app.works")


@pytest.fixture(scope="session")
def other_fork_server():
    return ForkServer("tests.app.works")


@pytest.fixture
def jobs(tmp_path, fork_server):
    """One worker."""
    jobs = Jobs(tmp_path / "jobs", workers=1, fork_server=fork_server)
    yield jobs
    for visitor, id in list(jobs._wish.items()):
        jobs.withdraw(id, visitor)


@pytest.fixture(scope="session")
def until():
    """Waits until something is so, as long as a busy machine may take."""

    def wait(condition, seconds=120):
        last = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < last, "it did not come"
            time.sleep(0.005)

    return wait


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
