"""XOR by a hidden layer: what can and what will, on small live runs."""

import math
from itertools import islice

import numpy as np
import pytest

from lstmviz.claims.multilayer import HIDDEN, SEEDS, Multilayer
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

CLAIM = Multilayer()


@pytest.fixture(scope="module")
def of_two():
    """The nets of two hidden units, after half the steps that are stored."""
    return list(islice(CLAIM.measure(CLAIM.defaults() | {"steps": 400}), len(SEEDS)))


def test_two_units_solve_it_from_some_starts_only(of_two):
    solved = sum(row["right"] == 4 for row in of_two)
    assert 0 < solved < len(SEEDS)


def test_the_others_stand_at_half_of_ln_2_or_where_three_points_share_an_answer(of_two):
    shared = [math.log(2) / 2, -(math.log(1 / 3) + 2 * math.log(2 / 3)) / 4]
    for row in of_two:
        if row["right"] < 4:
            assert min(abs(row["loss"] - level) for level in shared) < 0.01


def test_the_stored_run_solves_it_from_every_start_with_eight_units():
    rows, settings = stored(CLAIM).rows, CLAIM.defaults()
    assert all(row["right"] == 4 for row in rows if row["hidden"] == 8)
    verdict = CLAIM.verdict(rows, settings)
    assert CLAIM.options[verdict.right].startswith("About half")
    assert str(sum(row["right"] == 4 for row in rows if row["hidden"] == 2)) in verdict.says


def test_the_stored_rows_are_measured_again_here(of_two):
    """At half the steps the same seeds have got there."""
    before = [row for row in stored(CLAIM).rows if row["hidden"] == 2]
    assert [row["right"] == 4 for row in of_two] == [row["right"] == 4 for row in before]


def test_the_planes_show_a_net_that_solved_it_and_one_that_did_not():
    rows = stored(CLAIM).rows
    _, stuck, solved = CLAIM.pictures(rows, CLAIM.defaults(), Look())
    corner = [20, 40]  # where 0 and 1 lie on an axis of 61 from −1 to 2
    planes = [np.array(picture.figure["data"][0]["z"])[np.ix_(corner, corner)] for picture in (stuck, solved)]
    xor = np.array([[-1, 1], [1, -1]])
    assert (planes[1] * xor > 0.2).all()
    assert not (planes[0] * xor > 0.2).all()


def test_before_the_guess_only_the_largest_nets_are_seen():
    seen = CLAIM.before_guess(stored(CLAIM).rows)
    assert {row["hidden"] for row in seen} == {HIDDEN[-1]}


@pytest.mark.parametrize(
    ("solved", "says"),
    [(100, "Nearly all"), (95, None), (75, None), (44, "About half"), (25, None), (1, "One")],
)
def test_a_verdict_is_given_only_where_the_whole_interval_lies_in_an_option(solved, says):
    rows = [
        {"hidden": hidden, "seed": seed, "right": 4 if hidden > 2 or seed < solved else 3, "loss": 0.4}
        for hidden in HIDDEN
        for seed in SEEDS
    ]
    right = CLAIM.verdict(rows, CLAIM.defaults()).right
    assert right is None if says is None else CLAIM.options[right].startswith(says)


def test_relu_nets_have_a_third_way_to_stand_still():
    rows = islice(CLAIM.measure(CLAIM.defaults() | {"activation": "relu"}), len(SEEDS))
    stuck = [row["loss"] for row in rows if row["right"] < 4]
    assert sum(abs(loss - math.log(2)) < 0.01 for loss in stuck) > 10
