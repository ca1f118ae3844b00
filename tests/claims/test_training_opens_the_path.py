"""What training does to the path: a short live run of two seeds, and the verdict on rows of either kind."""

import pytest

from lstmviz.claims.stored import stored
from lstmviz.claims.training_opens_the_path import TrainingOpensThePath
from lstmviz.draw.figures import Look

CLAIM = TrainingOpensThePath()


def whole(rows, net, trained):
    """log10 of what the last state owes to the first, a number a seed."""
    return [row["full"][-1] for row in rows if row["net"] == net and (row["updates"] > 0) == trained]


def test_what_is_stored_says_that_either_kind_opens_its_path_as_it_learns():
    rows = stored(CLAIM).rows
    for net in ("lstm", "rnn"):
        scores = [row["score"] for row in rows if row["net"] == net and row["updates"]]
        gains = [b - a for a, b in zip(whole(rows, net, False), whole(rows, net, True), strict=True)]
        assert sum(score > 0.9 for score in scores) >= 3
        assert all(gain > 1 for gain, score in zip(gains, scores, strict=True) if score > 0.9)


@pytest.fixture(scope="module")
def short():
    """Recall is asked at every step, and so is learned soon."""
    settings = CLAIM.defaults() | {"seeds": 2, "updates": 600, "task": "recall"}
    return list(CLAIM.measure(settings)), settings


def test_learning_opens_the_path_of_an_lstm(short):
    rows, settings = short
    before, after = (whole(rows, "lstm", trained) for trained in (False, True))
    assert all(early < -3 for early in before)
    assert all(late > early + 1 for early, late in zip(before, after, strict=True))
    assert CLAIM.verdict(rows, settings).right == 0
    assert (
        "LSTM 2 of 2, 2 of the 2 that learned; Vanilla RNN (tanh) 0 of 2, 0 of the 0"
        in CLAIM.verdict(rows, settings).condition
    )


def test_an_rnn_that_does_not_learn_opens_nothing(short):
    rows, _ = short
    assert all(row["score"] < 0.5 for row in rows if row["net"] == "rnn")
    assert all(late < 0 for late in whole(rows, "rnn", trained=True))


def test_both_have_the_same_budget_and_about_as_many_parameters(short):
    rows, settings = short
    assert {row["updates"] for row in rows} == {0, settings["updates"]}
    parameters = {row["net"]: row["parameters"] for row in rows}
    assert parameters["rnn"] == pytest.approx(parameters["lstm"], rel=0.1)


def test_the_guess_is_asked_before_the_trained_lstm_is_seen(short):
    rows, settings = short
    seen = CLAIM.before_guess(rows)
    assert not whole(seen, "lstm", trained=True)
    lstm, rnn = CLAIM.pictures(seen, settings, Look())
    assert list(dict.fromkeys(line["name"] for line in lstm.figure["data"])) == ["LSTM, before"]
    assert list(dict.fromkeys(line["name"] for line in rnn.figure["data"])) == [
        "Vanilla RNN (tanh), before",
        "Vanilla RNN (tanh), after",
    ]
    assert lstm.figure["layout"]["yaxis"]["range"] == rnn.figure["layout"]["yaxis"]["range"]


def row(net, seed, updates, end, score):
    path = [0.0, end]
    direct = path if net == "lstm" else None
    head = {"net": net, "seed": seed, "updates": updates, "score": score, "parameters": 500}
    return head | {"full": path, "direct": direct}


@pytest.mark.parametrize(
    ("ends", "right"),
    [
        ([-1.0] * 5, 0),
        ([-9.0] * 5, 2),
        ([-4.5] * 5, 1),
        ([-1.0] * 4 + [-9.0], 0),
        ([-1.0] * 3 + [-9.0] * 2, None),  # the seeds do not agree
    ],
)
def test_the_verdict_goes_by_what_most_seeds_did(ends, right):
    after = [row("lstm", seed, 2000, end, 1.0) for seed, end in enumerate(ends)]
    before = [row("lstm", seed, 0, -4.0, 0.2) for seed in range(5)]
    rnn = [row("rnn", seed, updates, -4.0, 0.2) for seed in range(5) for updates in (0, 2000)]
    verdict = CLAIM.verdict([*before, *after, *rnn], CLAIM.defaults())
    assert verdict.right == right
    assert f"LSTM {ends.count(-1.0)} of 5, {ends.count(-1.0)} of the 5 that learned" in verdict.condition
    assert "5 of 5 learned the task" in verdict.says
