"""What a job's own process makes of its work: the records, and how it ended."""

from contextvars import copy_context

import pytest
import torch

from lstmviz.app.jobs import work
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.claims import CLAIMS
from lstmviz.languages import speak
from lstmviz.learn.sessions.checkpoint_files import checkpoint_net
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import Start
from tests.claims.toy import Toy


def losses(records):
    return {(record["net"], record["step"]): record["loss"] for record in records if "loss" in record}


def test_a_claims_rows_are_its_records(monkeypatch, tmp_path):
    monkeypatch.setitem(CLAIMS, "toy", Toy())
    words, files = {"claim": "toy", "settings": {"most": 4}}, JobFiles(tmp_path)
    records = list(work.claim(words, tmp_path))
    assert [record["share"] for record in records] == [0.25, 0.5, 0.75, 1.0]
    assert records[3]["row"] == {"n": 4, "square": 16}
    files.append(records[0])
    files.append(records[1])
    assert list(work.claim(words, tmp_path)) == records[2:]


def test_the_same_records_whatever_runs_beside(tmp_path, workers, until):
    jobs = Jobs(tmp_path, 4, workers)

    def run(copies):
        ids = [jobs.submit(Spec("learn", {"seed": 3, "copy": copy}), str(copy)) for copy in copies]
        until(lambda: all(jobs.state(id).status == "done" for id in ids))
        return [jobs.records(id) for id in ids]

    alone = run([0])[0]
    assert run([1, 2, 3, 4]) == [alone] * 4


def test_a_training_that_is_killed_ends_as_one_that_ran_through(jobs, ended, until, tmp_path, workers):
    starts = (Start("lstm", 2, "default", 1e-2), Start("rnn", 3, "default", 1e-2))
    plan = Plan("anbn", starts, batch=4, steps=60, clip=1.0)
    spec = Spec("train", plan.words())
    for count in (15, 45, 75):
        jobs.submit(spec, "ada")
        until(lambda count=count: len(jobs.records(spec.id)) >= count)
        jobs.withdraw(spec.id, "ada")
    jobs.submit(spec, "ada")
    assert ended(spec.id).share == pytest.approx(1)
    unbroken = Jobs(tmp_path / "unbroken", 1, workers)
    unbroken.submit(spec, "ada")
    until(lambda: unbroken.state(spec.id).status == "done")
    assert losses(jobs.records(spec.id)) == losses(unbroken.records(spec.id))
    ours, theirs = (checkpoint_net(each.folder / spec.id, plan, 0, 60) for each in (jobs, unbroken))
    for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert torch.equal(mine, other)


def in_chinese(ask):
    """What another visitor is told, whose run speaks Chinese."""

    def asked():
        speak("zh")
        return ask()

    return copy_context().run(asked)


def test_an_input_error_is_told_to_each_visitor_in_a_language_of_their_own(jobs, ended):
    state = ended(id := jobs.submit(Spec("refuse", {}), "ada"))
    assert (state.status, state.share) == ("failed", 0.5)
    assert state.why == "hidden is 0. Choose a whole number from 1 to 512."
    assert in_chinese(lambda: jobs.state(id)).why == "hidden 为 0。请选 1 到 512 之间的整数。"


def test_an_exception_is_told_and_its_traceback_kept_for_the_server(jobs, ended):
    id = jobs.submit(Spec("crash", {}), "ada")
    state, trace = ended(id), (jobs.folder / id / "error.txt").read_text()
    assert state.status == "failed"
    assert "broke off with ZeroDivisionError: what went wrong." in state.why
    assert "works.py" in trace
    assert "works.py" not in state.why
    assert trace.split()[1] in state.why


def test_a_process_that_dies_is_told_and_its_records_stay(jobs, ended):
    id = jobs.submit(Spec("die", {}), "ada")
    assert ended(id).status == "failed"
    assert "crashed with signal 11" in ended(id).why
    assert len(jobs.records(id)) == 1


def test_a_process_that_leaves_is_told_with_its_exit_status(jobs, ended):
    state = ended(jobs.submit(Spec("leave", {}), "ada"))
    assert (state.status, state.share) == ("failed", 0.5)
    assert "exit status 7" in state.why


def test_memory_is_limited(jobs, ended, monkeypatch):
    state = ended(id := jobs.submit(Spec("gorge", {"megabytes": 3000}), "ada"))
    assert state.status == "failed"
    assert "2048 MB of memory, the limit" in state.why
    assert "内存超过上限：2048 MB" in in_chinese(lambda: jobs.state(id)).why
    assert ended(jobs.submit(Spec("gorge", {"megabytes": 500}), "ada")).status == "done"
