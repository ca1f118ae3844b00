"""What the verdict says, on small live runs: which nets vanish, and what opens the path."""

import math
from functools import cache

import pytest
import torch

from lstmviz.claims.fresh_nets import CELL_OF
from lstmviz.claims.lstm_solves_vanishing import LSTMSolvesVanishing
from lstmviz.draw.figures import Look

CLAIM = LSTMSolvesVanishing()


@cache
def measured(**over):
    settings = CLAIM.defaults() | over
    return list(CLAIM.measure(settings)), settings


@pytest.fixture(scope="module")
def default():
    return measured()


def left(rows, net, measure="full"):
    """log10 of what is left at the whole distance, a number a seed."""
    return torch.tensor([row[measure][-1] for row in rows if row["net"] == net])


def test_the_default_lstm_vanishes_faster_than_an_rnn_of_radius_0_9(default):
    rows, settings = default
    assert (left(rows, "lstm") < -10).all()
    assert (left(rows, "lstm") < left(rows, "rnn")).all()
    assert left(rows, "default rnn").median() < left(rows, "lstm").median()
    assert CLAIM.verdict(rows, settings).right == 2


def test_a_loss_vanishes_with_the_jacobian(default):
    rows, _ = default
    for net in set(CELL_OF) - {"carousel"}:
        assert (left(rows, net, "hidden") < -8).all()
    assert (left(rows, "lstm", "cell") < -10).all()


def test_half_open_gates_leave_the_direct_path_behind_the_whole(default):
    """Their product falls faster than the full derivative, which also runs through h and the gates."""
    rows, _ = default
    assert (left(rows, "lstm", "direct") < left(rows, "lstm") - 1).all()


def test_without_a_forget_gate_the_direct_path_loses_nothing(default):
    rows, settings = default
    assert {row["forget_gate"] for row in rows if row["net"] == "carousel"} == {1.0}
    assert (left(rows, "carousel", "direct") == 0).all()
    assert (left(rows, "carousel") > -1).all()
    assert (left(rows, "carousel", "cell") > left(rows, "lstm", "cell") + 10).all()
    assert "LSTM of 1997, f = 1" in CLAIM.verdict(rows, settings).says
    other, _ = measured(bias=5.0, init="chrono")
    assert torch.equal(left(other, "carousel"), left(rows, "carousel"))


@pytest.mark.parametrize("bias", [3.0, 5.0])
def test_open_forget_gates_keep_more_than_a_thousandth_over_a_hundred_steps(bias):
    rows, settings = measured(bias=bias)
    assert (left(rows, "lstm") > -3).all()
    assert CLAIM.verdict(rows, settings).right == 0
    assert "0.9" in CLAIM.verdict(rows, settings).condition


def test_with_gates_wide_open_the_derivative_can_grow():
    rows, _ = measured(bias=5.0)
    assert left(rows, "lstm").median() > 0
    assert (left(rows, "lstm", "direct") < 0).all()


def test_chrono_opens_the_path_and_leaves_the_rnn_as_it_is(default):
    rows, _ = measured(init="chrono")
    assert (left(rows, "lstm") > -1).all()
    assert torch.equal(left(rows, "rnn"), left(default[0], "rnn"))


def test_the_radius_is_that_of_the_weights_and_decides_over_the_rnn(default):
    wide, _ = measured(radius=1.5)
    assert (left(wide, "rnn") > left(default[0], "rnn")).all()
    assert torch.equal(left(wide, "lstm"), left(default[0], "lstm"))
    assert torch.equal(left(wide, "default rnn"), left(default[0], "default rnn"))


def test_the_guess_is_asked_before_the_lstm_is_seen(default):
    rows, settings = default
    seen = CLAIM.before_guess(rows)
    assert {row["net"] for row in seen} == {"default rnn", "rnn"}
    for picture in CLAIM.pictures(seen, settings, Look()):
        assert picture.figure["data"]
        assert "LSTM" not in str(picture)


def test_the_picture_draws_the_median_in_the_band_of_the_seeds(default):
    rows, settings = default
    drawn = CLAIM.pictures(rows, settings, Look())[0].figure["data"]
    (lstm,) = [trace for trace in drawn if trace.get("name") == "LSTM" and trace.get("showlegend", True)]
    assert len(lstm["y"]) == settings["distance"] + 1
    assert math.log10(lstm["y"][-1]) == pytest.approx(left(rows, "lstm").median().item(), abs=1e-4)
    assert sum("fill" in trace for trace in drawn) == len(CELL_OF) + 1


def test_all_read_the_same_and_the_lstm_has_four_times_the_parameters(default):
    rows, _ = default
    parameters = {row["net"]: row["parameters"] for row in rows}
    assert parameters["lstm"] == 4 * parameters["rnn"] == 4 * parameters["default rnn"]
