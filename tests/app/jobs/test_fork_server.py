"""Processes come and go with the server."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.fork_server import NICENESS
from lstmviz.app.jobs.runner import Jobs, Spec

ROOT = Path(__file__).parents[3]
SPEC = Spec("count", {"most": 300, "pause": 0.005})
SERVER = f"""
import sys, time
from pathlib import Path
from lstmviz.app.jobs.fork_server import ForkServer
from lstmviz.app.jobs.runner import Jobs, Spec
jobs = Jobs(Path(sys.argv[1]), workers=1, fork_server=ForkServer("tests.app.works"))
jobs.submit({SPEC!r}, "ada")
time.sleep(600)
"""


def test_a_job_ends_with_its_server_and_goes_on_under_the_next(tmp_path, jobs, until, fork_server):
    files = JobFiles(tmp_path / SPEC.id)
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path)], cwd=ROOT)
    until(lambda: files.count() > 3)
    server.kill()
    server.wait()
    until(lambda: not files.in_work(), seconds=5)
    kept = files.records()
    jobs = Jobs(tmp_path, workers=1, fork_server=fork_server)
    assert jobs.state(SPEC.id).status == "stopped"
    assert len(kept) < 300
    jobs.submit(SPEC, "bob")
    until(lambda: jobs.state(SPEC.id).status == "done")
    assert [record["number"] for record in jobs.records(SPEC.id)] == list(range(1, 301))


def test_a_fork_server_that_was_killed_is_started_again(tmp_path, other_fork_server, until):
    jobs = Jobs(tmp_path, workers=1, fork_server=other_fork_server)
    id = jobs.submit(SPEC, "ada")
    until(lambda: jobs.records(id))
    os.kill(other_fork_server._process.pid, signal.SIGKILL)
    until(lambda: jobs.state(id).status == "failed")
    until(lambda: not JobFiles(jobs.folder / id).in_work())
    quick = jobs.submit(Spec("count", {"most": 2}), "ada")
    until(lambda: jobs.state(quick).status == "done")


def test_work_runs_in_one_thread_and_behind_the_pages(jobs, ended):
    id = jobs.submit(Spec("inspect", {}), "ada")
    assert ended(id).status == "done"
    assert jobs.records(id) == [{"share": 1.0, "threads": 1, "idle": True}]


def test_a_job_lets_the_pages_go_first(tmp_path, until, fork_server):
    jobs = Jobs(tmp_path, workers=1, fork_server=fork_server)
    id = jobs.submit(Spec("count", {"most": 3000, "pause": 0.005}), "ada")
    until(lambda: jobs.records(id))
    server = fork_server._process.pid
    (child,) = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    assert os.sched_getscheduler(int(child)) == os.SCHED_IDLE
    assert os.sched_getscheduler(server) == os.SCHED_OTHER
    shares = Path(f"/proc/{child}/autogroup")
    assert not shares.exists() or shares.read_text().endswith(f" nice {NICENESS}\n")
    assert os.getsid(int(child)) == int(child)
    jobs.withdraw(id, "ada")
