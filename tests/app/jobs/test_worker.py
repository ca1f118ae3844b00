"""What a job's own process makes of its work: the records, and how it ended."""

import random
import time

import pytest
import torch

from lstmviz.app.jobs import worker
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.claims import CLAIMS
from lstmviz.errors import InputError
from lstmviz.learn.plan import Plan, Start
from lstmviz.learn.session_files import checkpoint_net
from tests.claims.toy import Toy


def losses(records):
    return {(record["net"], record["step"]): record["loss"] for record in records if "loss" in record}


def test_a_claims_rows_are_its_records(monkeypatch, tmp_path):
    monkeypatch.setitem(CLAIMS, "toy", Toy())
    words, files = {"claim": "toy", "settings": {"most": 4}}, JobFiles(tmp_path)
    records = list(worker.claim(words, tmp_path))
    assert [record["share"] for record in records] == [0.25, 0.5, 0.75, 1.0]
    assert records[3]["row"] == {"n": 4, "square": 16}
    files.append(records[0])
    files.append(records[1])
    assert list(worker.claim(words, tmp_path)) == records[2:]


def test_the_same_records_whatever_runs_beside(tmp_path, fork_server, until):
    jobs = Jobs(tmp_path, workers=4, fork_server=fork_server)

    def run(copies):
        ids = [jobs.submit(Spec("learn", {"seed": 3, "copy": copy}), str(copy)) for copy in copies]
        until(lambda: all(jobs.state(id).status == "done" for id in ids))
        return [jobs.records(id) for id in ids]

    alone = run([0])[0]
    assert run([1, 2, 3, 4]) == [alone] * 4


def test_a_training_that_is_killed_ends_as_one_that_ran_through(jobs, ended, until, tmp_path, fork_server):
    starts = (Start("lstm", 2, "default", 1e-2), Start("rnn", 3, "default", 1e-2))
    plan = Plan("anbn", starts, batch=4, steps=60, clip=1.0)
    spec = Spec("train", plan.words())
    for count in (15, 45, 75):
        jobs.submit(spec, "ada")
        until(lambda count=count: len(jobs.records(spec.id)) >= count)
        jobs.withdraw(spec.id, "ada")
    jobs.submit(spec, "ada")
    assert ended(spec.id).share == pytest.approx(1)
    unbroken = Jobs(tmp_path / "unbroken", workers=1, fork_server=fork_server)
    unbroken.submit(spec, "ada")
    until(lambda: unbroken.state(spec.id).status == "done")
    assert losses(jobs.records(spec.id)) == losses(unbroken.records(spec.id))
    ours, theirs = (checkpoint_net(each.folder / spec.id, plan, 0, 60) for each in (jobs, unbroken))
    for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert torch.equal(mine, other)


def test_an_input_error_is_told(jobs, ended):
    state = ended(jobs.submit(Spec("refuse", {}), "ada"))
    assert (state.status, state.share) == ("failed", 0.5)
    assert state.why == "hidden is 0. Choose a whole number from 1 to 512."


def test_of_a_crash_only_its_number_is_told(jobs, ended):
    id = jobs.submit(Spec("crash", {}), "ada")
    state, trace = ended(id), (jobs.folder / id / "error.txt").read_text()
    assert state.status == "failed"
    assert "secret" not in state.why
    assert "a secret of the server" in trace
    assert trace.split()[1] in state.why


def test_a_process_that_dies_is_told_and_its_records_stay(jobs, ended):
    id = jobs.submit(Spec("die", {}), "ada")
    assert ended(id).status == "failed"
    assert "signal 11" in ended(id).why
    assert len(jobs.records(id)) == 1


def test_memory_is_limited(jobs, ended, monkeypatch):
    state = ended(jobs.submit(Spec("gorge", {"megabytes": 3000}), "ada"))
    assert state.status == "failed"
    assert "2048 MB of memory, the limit" in state.why
    assert ended(jobs.submit(Spec("gorge", {"megabytes": 500}), "ada")).status == "done"


def test_time_is_limited():
    with pytest.raises(InputError, match=r"0.02 s, the limit"), worker.time_limit(0.02):
        time.sleep(10)


def test_fifty_kills_damage_nothing_and_lose_nothing(jobs, ended, until):
    spec, luck = Spec("count", {"most": 3000, "bytes": 2000, "pause": 0.01}), random.Random(7)
    files = JobFiles(jobs.folder / spec.id)

    def kill_at(count):
        jobs.submit(spec, "ada")
        until(lambda: files.count() >= count)
        seen = jobs.records(spec.id)
        jobs.withdraw(spec.id, "ada")  # signal 9
        until(lambda: not files.in_work())
        assert jobs.state(spec.id).status == "stopped"
        assert jobs.records(spec.id)[: len(seen)] == seen

    for _ in range(50):
        kill_at(files.count() + luck.randrange(20))
    jobs.submit(spec, "ada")
    assert ended(spec.id).status == "done"
    assert [record["number"] for record in jobs.records(spec.id)] == list(range(1, 3001))
