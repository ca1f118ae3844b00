"""Trained alike, most tanh RNNs forget and the LSTMs do not; and that is not all there is to it."""

import pytest

from lstmviz.claims.rnn_forgets import (
    ASKED,
    DISTANCES,
    ENTRANTS,
    FASTER,
    KNOWN,
    LSTM,
    RNN,
    TASK,
    RNNForgets,
)
from lstmviz.claims.stored import stored
from lstmviz.learn.recipe import build
from lstmviz.learn.zoo.contestants import grid
from lstmviz.nets.sequence import parameter_count

claim = RNNForgets()


def table(**knowing):
    """Rows of 30 seeds a net, so many of which know the letter at every distance."""
    return [
        {"net": net, "shares": [[0.95 if seed < known else 0.5] * len(DISTANCES) for seed in range(30)]}
        for net, known in zip(ENTRANTS, knowing.values(), strict=True)
    ]


@pytest.mark.parametrize(
    ("lstm", "rnn", "right"), [(30, 29, 0), (29, 4, 1), (3, 4, 2), (3, 30, 2), (15, 4, None), (30, 15, None)]
)
def test_the_answer_is_who_still_knows_the_letter_in_most_seeds(lstm, rnn, right):
    verdict = claim.verdict(table(lstm=lstm, rnn=rnn, faster=30), claim.defaults())
    assert verdict.right == right
    assert f"{LSTM} {lstm} of 30; {RNN} {rnn} of 30; {FASTER} 30 of 30" in verdict.says


def test_the_stored_rows_say_that_the_rnn_forgets_and_at_a_higher_rate_does_not():
    rows = stored(claim).rows
    verdict = claim.verdict(rows, claim.defaults())
    assert claim.options[verdict.right] == "the LSTM alone"
    assert (
        f"{ASKED} steps after the flag: LSTM 29 of 30; tanh RNN 4 of 30; tanh RNN, higher rate 28 of 30."
        in (verdict.says)
    )
    assert "tanh RNN: 0.94 after 4, 0.80 after 20, 0.60 after 50, 0.51 after 100" in verdict.says
    at_the_end = {row["net"]: sum(of[-1] >= KNOWN for of in row["shares"]) for row in rows}
    assert at_the_end[FASTER] > at_the_end[LSTM] > at_the_end[RNN]  # as the explanation says


def test_a_run_measures_every_seed_at_every_distance():
    settings = claim.defaults() | {"tries": 2, "updates": 3}
    rows = list(claim.measure(settings))
    assert [row["net"] for row in rows] == list(ENTRANTS)
    assert all(len(row["shares"]) == 2 for row in rows)
    assert all(
        len(of) == len(DISTANCES) and 0 <= min(of) <= max(of) <= 1 for row in rows for of in row["shares"]
    )


def test_the_nets_have_about_as_many_parameters_and_differ_in_nothing_else():
    lstm, rnn = (grid(TASK, ENTRANTS[net].net)[0] for net in (LSTM, RNN))
    assert [parameter_count(build(TASK, recipe, 0)) for recipe in (lstm, rnn)] == [516, 526]
    same = ("init", "learning_rate", "batch", "steps", "clip", "optimizer", "length")
    assert all(getattr(lstm, name) == getattr(rnn, name) for name in same)
