"""What goes wrong on the machine: a sentence says so, nothing told is lost, and it heals by itself."""

import os
import signal

import pytest

from lstmviz.app.jobs import job as limits
from lstmviz.app.jobs import runner
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.errors import InputError

QUICK = Spec("count", {"most": 2})


def numbers(jobs, spec):
    return [record["number"] for record in jobs.records(spec.id)]


def test_a_full_disk_ends_no_job_for_good(jobs, ended, tmp_path):
    spec = Spec("fill", {"room": str(tmp_path / "room")})
    state = ended(jobs.submit(spec, "ada"))
    assert (state.status, state.share) == ("failed", 0.5)
    assert "cannot be read or written: No space left on device" in state.why
    assert "try again to go on" in state.why
    (tmp_path / "room").touch()
    jobs.submit(spec, "ada")
    assert ended(spec.id).status == "done"
    assert [record["share"] for record in jobs.records(spec.id)] == [0.5, 1.0]


def test_where_the_failure_cannot_be_written_the_next_job_runs(jobs, ended, until, monkeypatch):
    def full(self, end):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(JobFiles, "write_end", full)
    id = jobs.submit(Spec("die", {}), "ada")
    assert "crashed with signal 11" in ended(id).why
    monkeypatch.undo()
    assert ended(jobs.submit(QUICK, "ada")).status == "done"
    assert "crashed with signal 11" in jobs.state(id).why
    jobs.forget(id)
    assert jobs.state(id).status == "unknown"


def test_a_folder_that_cannot_be_written_is_told_and_used_when_it_can(tmp_path, workers, until):
    place = tmp_path / "a file"
    place.touch()
    jobs = Jobs(place / "jobs", 1, workers)
    assert jobs.state(QUICK.id).status == "unknown"
    assert jobs.records(QUICK.id) == []
    with pytest.raises(InputError, match=r"cannot write .*: Not a directory.*LSTMVIZ_JOBS"):
        jobs.submit(QUICK, "ada")
    jobs.forget(QUICK.id)
    jobs.sweep()
    place.unlink()
    jobs.submit(QUICK, "ada")
    until(lambda: jobs.state(QUICK.id).status == "done")


def test_a_process_that_cannot_be_started_fails_its_job_only(jobs, workers, ended, monkeypatch):
    def none(folder, ended):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(workers, "start", none)
    state = jobs.state(jobs.submit(QUICK, "ada"))
    assert state.status == "failed"
    assert "cannot start a process: Resource temporarily unavailable. Try again" in state.why
    monkeypatch.undo()
    assert ended(jobs.submit(QUICK, "ada")).status == "done"


@pytest.mark.parametrize("file", ["spec.json", "end.json", "records.jsonl"])
def test_a_damaged_file_costs_one_start(jobs, ended, file):
    spec = Spec("count", {"most": 5})
    ended(jobs.submit(spec, "ada"))
    (jobs.folder / spec.id / file).write_bytes(b"\xff damaged\n")
    state = jobs.state(spec.id)
    assert state.status == ("unknown" if file == "spec.json" else "failed")
    assert ("damaged" in state.why) == (file != "spec.json")
    jobs.submit(spec, "ada")
    assert ended(spec.id).status == "done"
    assert numbers(jobs, spec) == [1, 2, 3, 4, 5]


def test_a_process_that_is_stopped_is_ended_and_told(jobs, ended, until, monkeypatch):
    monkeypatch.setattr(limits, "MOST_SILENT", 0.5)
    id = jobs.submit(Spec("stop", {}), "ada")
    until(lambda: jobs.records(id))
    until(lambda: jobs.look_after() or jobs.state(id).status != "running")
    assert "gave no sign of life for 0.5 s" in ended(id).why
    assert ended(jobs.submit(QUICK, "ada")).status == "done"


def test_a_stopped_process_does_not_keep_its_visitor(jobs, until):
    id = jobs.submit(Spec("stop", {}), "ada")
    until(lambda: jobs.records(id))
    jobs.withdraw(id, "ada")
    until(lambda: not JobFiles(jobs.folder / id).in_work())


def test_what_runs_beyond_the_limit_is_ended_and_goes_on(jobs, ended, until, monkeypatch):
    spec = Spec("count", {"most": 300, "pause": 0.005})
    jobs.submit(spec, "ada")
    until(lambda: jobs.records(spec.id))
    monkeypatch.setattr(limits, "MOST_SECONDS", 0)
    jobs.look_after()
    assert "It ran for 0 s, the limit, and was ended" in ended(spec.id).why
    monkeypatch.undo()
    jobs.submit(spec, "ada")
    assert ended(spec.id).status == "done"
    assert numbers(jobs, spec) == list(range(1, 301))


def test_a_process_that_works_is_not_silent(jobs, until):
    id = jobs.submit(Spec("wait", {"for": "never"}), "ada")
    until(lambda: jobs.records(id))
    worker = jobs._jobs[id].worker
    began = worker.last_sign
    until(lambda: worker.last_sign > began)
    os.kill(worker.pid, signal.SIGSTOP)
    jobs.withdraw(id, "ada")


@pytest.fixture
def absent(jobs):
    """absent(n): the jobs are looked after so often."""

    def look_after(times):
        for _ in range(times):
            jobs.look_after()

    return look_after


def waits(name):
    return Spec("wait", {"for": name})


def test_who_is_gone_gives_up_the_place_and_who_is_there_keeps_it(jobs, absent):
    there = {"ada", "bob"}
    ids = {name: jobs.submit(waits(name), name) for name in ("runs", "ada", "bob", "eve")}
    for name in ("ada", "bob"):
        jobs.look(ids[name], name, lambda name=name: name in there)
    absent(limits.MOST_AWAY)
    assert jobs.state(ids["eve"]).place == 3
    absent(1)
    assert jobs.state(ids["eve"]).status == "stopped"
    there.remove("ada")
    absent(limits.MOST_AWAY)
    assert jobs.state(ids["bob"]).place == 2
    absent(1)
    assert jobs.state(ids["ada"]).status == "stopped"
    assert jobs.state(ids["bob"]).place == 1
    assert jobs.state(ids["runs"]).status == "running"  # it outlives a lost connection


def test_a_place_is_given_up_within_a_minute():
    assert limits.MOST_AWAY * runner.LOOK_AFTER_EVERY < 60


def test_a_job_that_two_wait_for_stays_while_one_is_there(jobs, absent):
    jobs.submit(waits("runs"), "runs")
    id = jobs.submit(waits("a"), "ada")
    jobs.submit(waits("a"), "bob")
    jobs.look(id, "bob", lambda: True)
    absent(limits.MOST_AWAY + 1)
    assert jobs.state(id).status == "waiting"
    assert not jobs.wants(id, "ada")


def test_who_only_looks_is_counted_until_gone(jobs, absent):
    id = jobs.submit(waits("a"), "ada")
    waiting = jobs.submit(waits("b"), "bob")
    jobs.look(id, "eve", lambda: False)
    jobs.look(waiting, "eve", lambda: False)
    assert (jobs.watchers("running"), jobs.watchers("waiting")) == (2, 2)
    assert not jobs.wants(id, "eve")
    absent(limits.MOST_AWAY + 1)
    assert (jobs.watchers("running"), jobs.watchers("waiting")) == (1, 0)
    jobs.look("0" * 16, "eve", lambda: True)
    assert jobs.watchers("running") == 1


def test_a_crowd_of_one_address_leaves_room_and_a_turn_to_others(jobs):
    crowd = [jobs.submit(waits(str(n)), f"made up {n}", "10.0.0.1") for n in range(41)]
    with pytest.raises(InputError, match="40 jobs are waiting, the limit"):
        jobs.submit(waits("41"), "made up 41", "10.0.0.1")
    honest = jobs.submit(waits("honest"), "ada", "10.0.0.2")
    assert jobs.state(honest).place == 1
    assert jobs.state(crowd[1]).place == 2
