"""Processes come and go with the server."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.privileges import NICENESS
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.app.jobs.workers import MOST_IDLE, cause_of_death

ROOT = Path(__file__).parents[3]
SPEC = Spec("count", {"most": 300, "pause": 0.005})
SERVER = f"""
import sys, time
from pathlib import Path
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.app.jobs.workers import Workers
jobs = Jobs(Path(sys.argv[1]), 1, Workers("tests.app.works"))
jobs.submit({SPEC!r}, "ada")
time.sleep(600)
"""


def pid_of(jobs, id):
    return jobs._jobs[id].worker.pid


def test_a_job_ends_with_its_server_and_goes_on_under_the_next(tmp_path, until, workers):
    files = JobFiles(tmp_path / SPEC.id)
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path)], cwd=ROOT)
    until(lambda: files.count() > 3)
    server.kill()
    server.wait()
    until(lambda: not files.in_work(), seconds=5)
    kept = files.records()
    jobs = Jobs(tmp_path, 1, workers)
    assert jobs.state(SPEC.id).status == "stopped"
    assert len(kept) < 300
    jobs.submit(SPEC, "bob")
    until(lambda: jobs.state(SPEC.id).status == "done")
    assert [record["number"] for record in jobs.records(SPEC.id)] == list(range(1, 301))


def test_a_job_whose_process_is_killed_says_so_and_the_next_one_runs(jobs, ended, until):
    id = jobs.submit(SPEC, "ada")
    until(lambda: jobs.records(id))
    os.kill(pid_of(jobs, id), signal.SIGKILL)
    state = ended(id)
    assert state.status == "failed"
    assert "killed from outside with signal 9" in state.why
    assert 0 < state.share < 1
    assert ended(jobs.submit(Spec("count", {"most": 2}), "ada")).status == "done"
    jobs.submit(SPEC, "ada")
    assert ended(id).status == "done"
    assert [record["number"] for record in jobs.records(id)] == list(range(1, 301))


def test_a_process_killed_while_it_waits_is_replaced_before_it_is_asked(jobs, workers, ended):
    workers.get_ready()
    for worker in workers._ready:
        worker.kill()
        worker._process.wait()
    assert ended(jobs.submit(Spec("count", {"most": 2}), "ada")).status == "done"


def test_a_process_does_one_job_after_another_until_one_fails(jobs, until, ended):
    def pid(kind):
        id = jobs.submit(Spec(kind, {"most": 1, "which": len(pids)}), "ada")
        pids.append(pid_of(jobs, id))
        ended(id)
        until(lambda: not jobs._jobs)

    pids = []
    for kind in ("count", "count", "refuse", "count"):
        pid(kind)
    assert pids[0] == pids[1] == pids[2] != pids[3]


def test_no_more_processes_stand_ready_than_are_of_use(tmp_path, workers, until, is_alive):
    jobs = Jobs(tmp_path, 4, workers)
    ids = [jobs.submit(Spec("count", {"most": 30, "pause": 0.01, "which": n}), str(n)) for n in range(4)]
    pids = [pid_of(jobs, id) for id in ids]
    until(lambda: all(jobs.state(id).status == "done" for id in ids))
    until(lambda: len(workers._ready) == MOST_IDLE)
    until(lambda: sum(map(is_alive, pids)) <= MOST_IDLE)


def test_work_runs_in_one_thread_and_behind_the_pages(jobs, ended):
    id = jobs.submit(Spec("inspect", {}), "ada")
    assert ended(id).status == "done"
    assert jobs.records(id) == [{"share": 1.0, "threads": 1, "idle": True}]


def test_what_a_job_prints_is_no_answer(jobs, ended):
    id = jobs.submit(Spec("chatter", {"says": '["done", ""]'}), "ada")
    assert ended(id).status == "done"
    assert len(jobs.records(id)) == 2


def test_a_job_lets_the_pages_go_first(jobs, until):
    id = jobs.submit(Spec("count", {"most": 3000, "pause": 0.005}), "ada")
    until(lambda: jobs.records(id))
    pid = pid_of(jobs, id)
    assert os.sched_getscheduler(pid) == os.SCHED_IDLE
    assert os.sched_getscheduler(0) == os.SCHED_OTHER
    shares = Path(f"/proc/{pid}/autogroup")
    assert not shares.exists() or shares.read_text().endswith(f" nice {NICENESS}\n")
    assert os.getsid(pid) == pid


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (-signal.SIGKILL, "killed from outside with signal 9, as a system out of memory does"),
        (-signal.SIGSEGV, "crashed with signal 11, Segmentation fault"),
        (-signal.SIGTERM, "ended from outside with signal 15, Terminated"),
        (7, "ended by itself with exit status 7"),
    ],
)
def test_the_cause_of_death_is_the_true_one(status, cause):
    assert cause in str(cause_of_death(status))
    assert "run it again to go on" in str(cause_of_death(status))
