"""Perceptron and feed-forward nets, against NumPy and torch's own modules in float64."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from lstmviz.nets.feedforward import FeedForward, Perceptron

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "maxout": lambda z: np.maximum(*np.split(z, 2, axis=-1)),
}


def streams(count, first=0):
    return [torch.Generator().manual_seed(seed) for seed in range(first, first + count)]


def nets(activation="tanh", count=3, gain=None, width=4, depth=3):
    return FeedForward(2, width, depth, 1, activation, streams(count), gain)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_net_is_layer_after_layer(activation):
    three = nets(activation)
    x = torch.randn(3, 7, 2, generator=streams(1)[0], dtype=torch.float64)
    said, activities = three(x).detach().numpy(), three.activities(x)
    weights = {name: value.detach().numpy() for name, value in three.named_parameters()}
    for net in range(3):
        given = x[net].numpy()
        for depth in range(3):
            z = given @ weights[f"hidden.{depth}.weight"][net] + weights[f"hidden.{depth}.bias"][net]
            given = ACTIVATIONS[activation](z)
            np.testing.assert_allclose(activities[depth][net].detach(), given, rtol=1e-12)
        said_alone = given @ weights["readout.weight"][net] + weights["readout.bias"][net]
        np.testing.assert_allclose(said[net], said_alone, rtol=1e-12)


def test_the_default_is_torchs_own_and_a_gain_sets_the_spread():
    torch.manual_seed(0)
    theirs = nn.Linear(300, 200)
    drawn = FeedForward(300, 200, 1, 1, "relu", streams(2)).hidden[0]
    for parameter in (theirs.weight, theirs.bias, drawn.weight, drawn.bias):
        for end in (parameter.min(), -parameter.max()):
            assert -1 / math.sqrt(300) <= end < -0.95 / math.sqrt(300)
    he = FeedForward(300, 200, 1, 1, "relu", streams(2), math.sqrt(2)).hidden[0]
    assert he.weight.std().item() == pytest.approx(math.sqrt(2 / 300), rel=0.02)
    assert he.weight.mean().abs() < 0.02 * he.weight.std()
    assert not he.bias.any()


def test_a_net_does_not_depend_on_those_beside_it():
    before = torch.get_rng_state()
    many, alone = nets(count=3), FeedForward(2, 4, 3, 1, "tanh", streams(1, first=2))
    assert torch.equal(torch.get_rng_state(), before)
    for ours, theirs in zip(many.parameters(), alone.parameters(), strict=True):
        assert torch.equal(ours[2], theirs[0])


def test_the_perceptrons_rule_step_by_step():
    unit = Perceptron(2, streams(1)[0])
    assert unit.weights.dtype == unit.bias.dtype == torch.float64
    weights, bias, mistakes = unit.weights.numpy().copy(), float(unit.bias), 0
    x, wanted = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 1])
    for point, answer in zip(x, wanted, strict=True):
        error = answer - int(weights @ point + bias > 0)
        weights, bias, mistakes = weights + 0.3 * error * point, bias + 0.3 * error, mistakes + abs(error)
    assert unit.learn(torch.tensor(x), torch.tensor(wanted), 0.3) == mistakes > 0
    np.testing.assert_allclose(unit.weights, weights, rtol=1e-12)
    assert float(unit.bias) == pytest.approx(bias)


@given(st.integers(0, 1000), st.floats(0.05, 1.0))
def test_on_classes_that_a_line_separates_the_perceptrons_mistakes_end(seed, rate):
    generator = torch.Generator().manual_seed(seed)
    x = torch.rand(10, 2, generator=generator, dtype=torch.float64) * 2 - 1
    x[:, 0] += 0.5 * x[:, 0].sign()  # nothing within half a unit of the line x = 0
    wanted = (x[:, 0] > 0).double()
    unit = Perceptron(2, generator)
    assert any(unit.learn(x, wanted, rate) == 0 for _ in range(500))
    assert torch.equal(unit(x), wanted)
