import json
from dataclasses import replace
from itertools import islice, pairwise

import pytest
import torch

from lstmviz.errors import InputError
from lstmviz.learn.recipe import build
from lstmviz.learn.sessions.checkpoint_files import checkpoint_net, checkpoints, newest_checkpoint
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import TEST_SEED, TEST_SEQUENCES, session
from lstmviz.learn.settings import Start
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import checkpoint_steps, evaluate, train

STEPS = 12
STARTS = (Start("lstm", 2, "default", 1e-2), Start("rnn", 3, "orthogonal", 3e-3))
PLAN = Plan("anbn", STARTS, batch=4, steps=STEPS, clip=1.0, seeds=2, first_seed=5)
RUNS = [(net, seed) for seed in (5, 6) for net in (0, 1)]


def curves(records):
    """(net, seed, step) -> what was told of it last, but for the time it took."""
    return {
        (record["net"], record["seed"], record["step"]): (record["loss"], record["score"], record["gradient"])
        for record in records
        if "test" not in record
    }


def scores(records):
    return {(record["net"], record["seed"]): record["test"] for record in records if "test" in record}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unbroken")
    return folder, list(session(PLAN, folder))


def test_every_run_tells_all_its_steps_and_what_it_is_worth(unbroken):
    _, records = unbroken
    assert set(curves(records)) == {(net, seed, step) for net, seed in RUNS for step in range(STEPS + 1)}
    assert set(scores(records)) == set(RUNS)
    assert json.loads(json.dumps(records)) == records


def test_runs_advance_together_and_the_share_grows_to_one(unbroken):
    _, records = unbroken
    assert [(record["net"], record["seed"]) for record in records[:8]] == RUNS * 2
    shares = [record["share"] for record in records]
    assert all(before < after for before, after in pairwise(shares))
    assert 0 < shares[0] < 0.1
    assert shares[-1] == 1.0


def test_a_run_is_the_same_as_training_alone(unbroken):
    _, records = unbroken
    task, recipe = TASKS["anbn"], PLAN.recipes[1]
    net = build(task, recipe, 6)
    alone = {report.step: report.loss for report in train(net, task, recipe, 6)}
    assert {step: curves(records)[1, 6, step][0] for step in alone} == alone
    score = evaluate(net, task, TEST_SEED, TEST_SEQUENCES)
    assert scores(records)[1, 6] == score._asdict()


def test_the_first_seed_keeps_all_checkpoints_and_the_others_their_newest(unbroken):
    folder, records = unbroken
    due = checkpoint_steps(STEPS)
    for net in (0, 1):
        assert checkpoints(folder, net, 5) == due
        assert checkpoints(folder, net, 6) == due[-2:]
    told = [record["step"] for record in records if record.get("checkpoint") and record["seed"] == 5]
    assert sorted(told) == sorted(2 * due)


@pytest.mark.parametrize("cut", [1, 3, 4, 21, 40, 55])
def test_a_broken_session_goes_on_to_the_same_end(cut, unbroken, tmp_path):
    whole, records = unbroken
    told = list(islice(session(PLAN, tmp_path), cut))
    known = told[-1]["share"]
    told += [record for record in session(PLAN, tmp_path) if record["share"] > known]  # as a job does
    assert [record["share"] for record in told] == [record["share"] for record in records]
    assert curves(told) == curves(records)
    assert scores(told) == scores(records)
    for net, seed in RUNS:
        newest = [newest_checkpoint(folder, PLAN, net, seed) for folder in (tmp_path, whole)]
        for name, tensor in newest[1].tensors.items():
            assert torch.equal(newest[0].tensors[name], tensor)


def test_a_broken_session_starts_from_its_checkpoints_share(tmp_path):
    steady = replace(PLAN, seeds=1)
    list(islice(session(steady, tmp_path), STEPS))  # of the 2 (STEPS + 1) reports
    assert 0.3 < next(session(steady, tmp_path))["share"] < 0.6


def test_a_session_that_is_done_tells_its_end_again_without_training(unbroken):
    folder, records = unbroken
    again = list(session(PLAN, folder))
    assert scores(again) == scores(records)
    assert set(curves(again)) == {(net, seed, STEPS) for net, seed in RUNS}


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"half"), lambda path: path.unlink()])
@pytest.mark.parametrize("seed", [5, 6])
def test_a_damaged_checkpoint_falls_back_to_the_one_before(damage, seed, unbroken, tmp_path):
    told = list(islice(session(PLAN, tmp_path), 40))
    steps = checkpoints(tmp_path, 0, seed)
    damage(tmp_path / "net-0" / f"seed-{seed}" / f"{steps[-1]}.safetensors")
    assert newest_checkpoint(tmp_path, PLAN, 0, seed).step == steps[-2]
    told += session(PLAN, tmp_path)
    assert curves(told) == curves(unbroken[1])


def test_the_net_of_a_checkpoint_is_the_one_trained_so_far(unbroken):
    folder, _ = unbroken
    task, recipe = TASKS["anbn"], PLAN.recipes[0]
    untrained = build(task, recipe, 5)
    net = checkpoint_net(folder, PLAN, 0, 0)
    assert all(torch.equal(weight, untrained.state_dict()[name]) for name, weight in net.state_dict().items())
    assert not net.training
    for _ in train(untrained, task, recipe, 5):
        pass
    last = checkpoint_net(folder, PLAN, 0, STEPS)
    assert all(
        torch.equal(weight, untrained.state_dict()[name]) for name, weight in last.state_dict().items()
    )


def test_a_checkpoint_that_is_not_there_is_refused_with_a_way_out(unbroken):
    with pytest.raises(InputError, match=r"step 99 cannot be read.*Choose another step, or train again"):
        checkpoint_net(unbroken[0], PLAN, 0, 99)


def test_a_run_that_overflows_ends_and_the_other_goes_on(tmp_path):
    wild, tame = Start("rnn", 8, "default", 1.0), Start("lstm", 2, "default", 1e-3)
    plan = Plan("adding", (wild, tame), batch=8, steps=150, clip=1e30, optimizer="sgd", length=10)
    records = list(session(plan, tmp_path))
    ends = {record["net"]: record for record in records if "test" in record}
    assert ends[0]["diverged"]
    assert not ends[1]["diverged"]
    assert ends[0]["step"] < ends[1]["step"] == 150
    assert checkpoints(tmp_path, 0, 0)[-1] == ends[0]["step"]
    assert None in [(record.get("loss"), record.get("gradient"))[k] for record in records for k in (0, 1)]
    assert json.loads(json.dumps(records, allow_nan=False)) == records
    assert records[-1]["share"] == pytest.approx(1.0)


def test_only_the_task_length_of_the_plan_is_trained_and_tested(tmp_path):
    plan = replace(PLAN, length=4, seeds=1)
    records = list(session(plan, tmp_path))
    net = checkpoint_net(tmp_path, plan, 0, STEPS)
    score = evaluate(net, TASKS["anbn"].of_length(4), TEST_SEED, TEST_SEQUENCES)
    assert scores(records)[0, 5]["loss"] == score.loss
