"""Numbers that explanations give as arithmetic, or as a fact of a shipped net, are right."""

from math import exp, log, log10

import pytest

from lstmviz.claims import CLAIMS
from lstmviz.learn.saved_nets.shipped import load

TOLD = {name: " ".join(f"{claim.question} {claim.explanation}".split()) for name, claim in CLAIMS.items()}


def sigmoid(x):
    return 1 / (1 + exp(-x))


def shared(by):
    """The loss of XOR's four points where so many of them share one answer and the others are right."""
    right = {2: 1, 3: 2}[by]
    return -(right * log(right / by) + (by - right) * log((by - right) / by)) / 4


@pytest.mark.parametrize(
    ("claim", "says", "value", "told"),
    [
        ("multilayer", "two points share one answer, at a loss of ½ ln 2 = 0.347", shared(2), 0.347),
        ("multilayer", "or three do, at 0.477", shared(3), 0.477),
        ("multilayer", "at ln 2 = 0.693, where all units are off", log(2), 0.693),
        ("drawn-gates", "Over fifty steps a forget gate of 0.98 scales", 0.98**50, 0.36),
        ("lstm-solves-vanishing", "σ(0) = 0.5, and 0.5¹⁰⁰ is 10⁻³⁰", log10(sigmoid(0) ** 100), -30),
        ("exploding-gradients", "1.2¹⁰⁰ is 10⁸", log10(1.2**100), 8),
        ("training-opens-the-path", "near σ(1) = 0.73", sigmoid(1), 0.73),
        ("how-far-back", "With *b* = 1 that is 0.73ᵀ, 10⁻¹⁴ at 100 steps", log10(sigmoid(1) ** 100), -14),
    ],
)
def test_what_is_told_as_arithmetic_is_so(claim, says, value, told):
    assert says in TOLD[claim]
    digits = 0 if abs(told) > 1 else len(str(told).partition(".")[2])
    assert round(value, digits) == told


@pytest.mark.parametrize("task", ["temporal-order", "recall"])
def test_the_rnn_whose_path_opens_starts_as_the_shipped_one(task):
    record = load(task, "rnn-same-parameters").card.nets["rnn-same-parameters"]
    assert (
        "the recipe of the one that is shipped, which starts from orthogonal"
        in TOLD["training-opens-the-path"]
    )
    assert record.shipped.recipe.init == "orthogonal"
