from dataclasses import replace

import pytest
import torch

from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import evaluate, train
from lstmviz.learn.zoo.runs import (
    FILE,
    TEST_SEED,
    TUNING_SEEDS,
    TUNING_TEST_SEED,
    add_run,
    read_runs,
    run_stack,
    train_one,
)

RECIPE = Recipe("relu-rnn", 3, "identity", 1e-2, 4, 5, 1.0)
ANBN = TASKS["anbn"]


def test_a_run_is_what_train_and_evaluate_give():
    for seed, test_seed in ((7, TEST_SEED), (TUNING_SEEDS[0], TUNING_TEST_SEED)):
        net, run = train_one("anbn", RECIPE, seed)
        again = build(ANBN, RECIPE, seed)
        for _ in train(again, ANBN, RECIPE, seed):
            pass
        assert all(torch.equal(net.state_dict()[name], w) for name, w in again.state_dict().items())
        score = evaluate(again, ANBN, test_seed, 1000)
        assert (run.sequences, run.steps) == (round(score.sequences, 6), round(score.steps, 6))
        assert (run.recipe, run.seed, run.diverged, run.torch) == (RECIPE, seed, False, torch.__version__)


def test_a_stack_gives_the_runs_of_its_nets_trained_by_themselves():
    keys = [(RECIPE, 7), (replace(RECIPE, learning_rate=1e-3), TUNING_SEEDS[0])]
    runs = run_stack("anbn", keys)
    for key, run in zip(keys, runs, strict=True):
        _, alone = train_one("anbn", *key)
        assert (run.stack, alone.stack) == (2, 1)
        assert (run.recipe, run.seed, run.diverged) == (*key, False)
        assert (run.sequences, run.steps) == pytest.approx((alone.sequences, alone.steps), abs=0.01)
        assert run.loss == pytest.approx(alone.loss, rel=1e-2)


def test_a_net_that_overflows_says_so():
    steep = replace(RECIPE, learning_rate=1.0, optimizer="sgd", clip=1e30, steps=50)
    _, run = train_one("counter", replace(steep, hidden=20), 0)
    assert run.diverged


def test_runs_come_back_and_a_cut_line_is_run_again(tmp_path):
    assert read_runs(tmp_path) == {}
    runs = [train_one("anbn", RECIPE, seed)[1] for seed in (0, 1)]
    for run in runs:
        add_run(tmp_path / "anbn", run)
    file = tmp_path / "anbn" / FILE
    assert read_runs(tmp_path / "anbn") == {(RECIPE, seed): runs[seed] for seed in (0, 1)}
    file.write_text(file.read_text()[:-40])
    assert list(read_runs(tmp_path / "anbn")) == [(RECIPE, 0)]
    add_run(tmp_path / "anbn", runs[1])  # after the cut line
    assert set(read_runs(tmp_path / "anbn")) == {(RECIPE, 0), (RECIPE, 1)}
