"""Exploding and clipping: a linear RNN against NumPy, trainings that overflow, and what the page says."""

import numpy as np
import pytest
import torch

from lstmviz.claims.exploding_gradients import (
    CLIPS,
    DISTANCE,
    SEEDS,
    AlwaysOne,
    ExplodingGradients,
    jacobian,
    powers,
    run,
)
from lstmviz.claims.fresh_nets import fresh_net
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

CLAIM = ExplodingGradients()


def test_a_linear_rnns_jacobians_are_the_powers_of_its_weights():
    weight = torch.randn(5, 5, generator=torch.Generator().manual_seed(1))
    norms = [np.linalg.norm(np.linalg.matrix_power(weight.double().numpy(), k), 2) for k in range(8)]
    assert powers(weight, 7) == pytest.approx(np.log10(norms), abs=1e-4)


@pytest.mark.parametrize("radius", [0.8, 1.2, 1.5])
def test_without_an_activation_the_gradient_goes_with_the_radius(radius):
    left = jacobian("linear", 0, radius)["full"][-1]
    assert left == pytest.approx(DISTANCE * np.log10(radius), abs=1)


def test_both_have_the_same_weights():
    nets = [fresh_net("rnn", {"units": 16, "init": "default", "radius": 1.2}, 3) for _ in range(2)]
    weights = [net.recurrent.weight_hh_l0 for net in nets]
    assert torch.equal(*weights)
    assert np.abs(np.linalg.eigvals(weights[0].detach().numpy())).max() == pytest.approx(1.2, rel=1e-4)


def test_what_is_clipped_goes_on_and_what_is_not_overflows():
    ended = {name: run(clip, seed=0, updates=20) for name, clip in CLIPS.items()}
    assert (ended["clipped"]["updates"], ended["clipped"]["overflowed"]) == (20, False)
    assert ended["not clipped"]["overflowed"]
    assert ended["not clipped"]["updates"] < 20


def test_always_one_is_one_at_every_step():
    assert torch.equal(AlwaysOne()(torch.zeros(7, 3, 2)), torch.ones(7, 3, 1))


def test_the_stored_rows_are_measured_again_here():
    row = next(row for row in stored(CLAIM).rows if (row["net"], row["seed"]) == ("tanh", 2))
    assert jacobian("tanh", 2, 1.2)["full"] == pytest.approx(row["full"], abs=0.01)


def test_every_number_of_the_verdict_is_in_the_rows():
    rows = stored(CLAIM).rows
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right].startswith("by far less than 1")
    tanh = [row["full"][-1] for row in rows if row["net"] == "tanh"]
    linear = [row["full"][-1] for row in rows if row["net"] == "linear"]
    assert max(tanh) < -1 < 7 < min(linear)
    assert "clipped, 0 of 5 overflowed; not clipped, 5 of 5 overflowed" in verdict.says
    clipped = [row for row in rows if row["net"] == "clipped"]
    for name in ("score", "constant"):
        shares = [row[name] for row in clipped]
        assert f"{min(shares):.0%} to {max(shares):.0%}" in verdict.condition


def test_another_radius_is_measured_and_not_judged():
    assert CLAIM.verdict(stored(CLAIM).rows, CLAIM.defaults() | {"radius": 0.8}).right is None


def test_it_is_not_decided_where_the_seeds_disagree():
    rows = [dict(row) for row in stored(CLAIM).rows]
    next(row for row in rows if row["net"] == "tanh")["full"] = [0.0, 2.0]
    assert CLAIM.verdict(rows, CLAIM.defaults()).right is None


@pytest.mark.parametrize("count", [0, 3, 8, 13, 20])
def test_the_pictures_show_what_is_measured_so_far(count):
    rows = stored(CLAIM).rows[:count]
    jacobians, lasted = CLAIM.pictures(rows, CLAIM.defaults(), Look())
    drawn = {trace["name"] for trace in jacobians.figure["data"]}
    assert len(drawn) == len({row["net"] for row in rows} - set(CLIPS))
    shown = sum(len(trace["y"]) for trace in lasted.figure["data"])
    assert shown == max(0, count - 2 * len(SEEDS))
