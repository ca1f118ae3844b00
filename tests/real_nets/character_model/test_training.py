"""The recipe, on a text and nets of a few characters and units."""

import math
from dataclasses import replace

import pytest
import torch

from lstmviz.learn.recipe import Recipe, build
from lstmviz.real_nets.character_model import task, training
from lstmviz.real_nets.character_model.scores import shipped
from lstmviz.real_nets.character_model.task import TASK, codes

TEXT = "def f(x):\n    return x + 1\n\n" * 20
SMALL = Recipe("lstm", 4, "default", 0.003, batch=2, steps=6)


@pytest.fixture(autouse=True)
def short_text(monkeypatch):
    monkeypatch.setattr(task, "training_codes", lambda: codes(TEXT).to(torch.uint8))


def test_windows_are_pieces_of_the_text_and_each_character_is_asked_for_the_next():
    inputs = TASK.sample(3, torch.Generator().manual_seed(0))
    assert inputs.shape == (129, 3, 96)
    shown = ["".join(TASK.answers[code] for code in window) for window in inputs.argmax(-1).T]
    whole = TEXT.replace("\n", "↵").replace(" ", "␣")
    assert all(window in whole for window in shown)
    labels = TASK.label(inputs)
    assert labels.targets[:-1].equal(inputs.argmax(-1)[1:])
    assert labels.asked[:-1].all()
    assert not labels.asked[-1].any()


def test_both_nets_are_tuned_with_as_many_tries_and_parameters():
    lstm, rnn = (training.tried(cell) for cell in ("lstm", "rnn"))
    assert len(lstm) == len(rnn)
    sizes = [sum(p.numel() for p in build(TASK, one, 0).parameters()) for one in (lstm[0], rnn[0])]
    assert sizes == [128_096, 128_328]


@pytest.mark.parametrize("cell", training.INITS)
def test_the_rate_that_is_chosen_lies_within_those_that_were_tried(cell):
    rate = shipped(cell)["learning_rate"]
    assert min(training.RATES) < rate < max(training.RATES)


def test_a_training_goes_on_where_it_was_and_further_where_more_is_asked(tmp_path):
    straight = training.trained(tmp_path / "straight", SMALL, 0)
    training.trained(tmp_path / "twice", replace(SMALL, steps=3), 0)
    further = training.trained(tmp_path / "twice", SMALL, 0)
    assert further.step == straight.step == 6
    for name, weight in straight.weights.items():
        assert weight.equal(further.weights[name])
    assert (
        training.trained(tmp_path / "twice", SMALL, 0)
        .weights["readout.bias"]
        .equal(straight.weights["readout.bias"])
    )


def test_a_net_that_knows_nothing_needs_the_logarithm_of_the_alphabet():
    net = build(TASK, SMALL, 0)
    for parameter in net.parameters():
        parameter.data.zero_()
    assert training.module_bits(net, TEXT) == pytest.approx(math.log2(96), abs=1e-5)
