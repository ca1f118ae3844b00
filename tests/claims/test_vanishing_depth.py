"""The gradient layer by layer: against finite differences, and what the verdict says of it."""

import math
from statistics import median

import pytest
import torch

from lstmviz.claims.vanishing_depth import NAMES, VanishingDepth
from lstmviz.draw.figures import Look
from lstmviz.nets.feedforward import FeedForward

CLAIM = VanishingDepth()


def factors(activation, **changed):
    """Of one layer, for each seed."""
    settings = CLAIM.defaults() | changed
    layers = settings["depth"] - 1
    powers = [row["power"] for row in CLAIM.measure(settings) if row["activation"] == activation]
    return [10 ** (power[0] / layers) for power in powers]


def test_the_gradient_is_the_chain_rule_written_out():
    """Down one layer: the weights transposed, after the sigmoid's slope."""
    stream = torch.Generator().manual_seed(0)
    net = FeedForward(4, 4, 2, 1, "sigmoid", [stream])
    x = torch.randn(1, 3, 4, generator=stream, dtype=torch.float64)
    below, top = net.activities(x)
    (gradient,) = torch.autograd.grad(top, below, torch.ones_like(top))
    slope = top * (1 - top)  # at most a quarter
    assert torch.allclose(gradient[0], slope[0] @ net.hidden[1].weight[0].T)
    assert slope.max() <= 0.25


def test_it_starts_at_one_and_every_layer_is_measured():
    for row in CLAIM.measure(CLAIM.defaults() | {"depth": 7}):
        assert len(row["power"]) == 7
        assert row["power"][-1] == pytest.approx(0, abs=1e-12)


def test_by_default_none_of_the_four_passes_a_thousandth_on():
    rows, settings = list(CLAIM.measure(CLAIM.defaults())), CLAIM.defaults()
    assert CLAIM.options[CLAIM.verdict(rows, settings).right] == "None of the four"
    assert all(row["power"][0] < -3 for row in rows)


@pytest.mark.parametrize(
    ("activation", "changed", "factor"),
    [
        ("sigmoid", {}, 0.14),
        ("relu", {}, math.sqrt(1 / 6)),
        ("relu", {"init": "he"}, 1.0),
        ("maxout", {"init": "lecun"}, 1.0),
        ("sigmoid", {"init": "lecun", "scale": 16.0}, 1.2),
    ],
)
def test_a_quarter_bounds_the_slope_and_not_a_layer(activation, changed, factor):
    for measured in factors(activation, **changed):
        assert measured == pytest.approx(factor, rel=0.08)


@pytest.mark.parametrize("scale", [0.25, 16.0])
@pytest.mark.parametrize("init", ["default", "he"])
def test_fifty_layers_neither_underflow_nor_overflow(init, scale):
    settings = CLAIM.defaults() | {"depth": 50, "init": init, "scale": scale}
    assert all(map(math.isfinite, (power for row in CLAIM.measure(settings) for power in row["power"])))


def test_the_picture_has_a_band_for_each_activation_beside_the_quarter():
    rows = list(CLAIM.measure(CLAIM.defaults() | {"depth": 5}))
    figure = CLAIM.pictures(rows, CLAIM.defaults() | {"depth": 5}, Look())[0].figure
    lines = {trace["name"]: trace["y"] for trace in figure["data"] if "name" in trace}
    assert set(lines) == {*NAMES.values(), "a quarter a layer"}
    assert lines["a quarter a layer"] == pytest.approx([step * math.log10(0.25) for step in (4, 3, 2, 1, 0)])


@pytest.mark.parametrize(
    ("activation", "changed", "grows"),
    [
        ("tanh", {"scale": 4.0}, True),
        ("relu", {"scale": 4.0}, True),
        ("maxout", {"scale": 4.0}, True),
        ("sigmoid", {"scale": 16.0}, False),
        ("sigmoid", {"init": "lecun", "scale": 16.0}, True),
    ],
)
def test_what_the_condition_says_of_scales_is_measured(activation, changed, grows):
    assert median(factors(activation, **changed)) > 1 if grows else median(factors(activation, **changed)) < 1
