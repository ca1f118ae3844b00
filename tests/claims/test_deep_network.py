"""Deep nets on two spirals: who trains, and who knows its points by heart, on small live runs."""

from statistics import mean, median

from lstmviz.claims import spiral_nets
from lstmviz.claims.deep_network import DeepNetwork
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

CLAIM = DeepNetwork()


def run(monkeypatch, activation, **changed):
    """The rows of one activation from all points, measured here."""
    monkeypatch.setattr(spiral_nets, "NAMES", {activation: activation})
    settings = CLAIM.defaults() | {"starts": 3} | changed
    return list(spiral_nets.trained(settings, settings["examples"]))


def is_deep(row, activation):
    return row["depth"] > 2 and row["activation"] == activation


def share(rows, of, depth):
    return median(row[of] for row in rows if row["depth"] == depth)


def test_a_deep_sigmoid_net_does_not_even_learn_its_own_points(monkeypatch):
    rows = run(monkeypatch, "sigmoid", layers=8)
    assert share(rows, "learned", 2) > 0.9
    assert share(rows, "learned", 8) < 0.8


def test_with_tanh_the_initial_weights_decide(monkeypatch):
    """By default some starts train and some do not; weights that keep the gradient help."""
    by_default = [
        row["learned"] for row in stored(CLAIM).rows if is_deep(row, "tanh") and row["examples"] == 200
    ]
    assert min(by_default) < 0.8 < 0.95 < max(by_default)
    kept = [row["learned"] for row in run(monkeypatch, "tanh", weights="kept") if is_deep(row, "tanh")]
    assert mean(kept) > mean(by_default)


def test_with_few_points_a_net_of_either_depth_knows_them_by_heart(monkeypatch):
    rows = run(monkeypatch, "relu", examples=20, layers=6)
    for depth in (2, 6):
        assert share(rows, "learned", depth) == 1
        assert share(rows, "fresh", depth) < 0.8


def test_the_stored_verdict_is_that_relu_and_maxout_train():
    rows = stored(CLAIM).rows
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right] == "Only ReLU and maxout"
    assert "sigmoid 0, tanh 5" in verdict.says
    assert "12 starts" in verdict.says


def test_every_net_is_trained_again_on_a_fifth_of_the_points():
    rows = stored(CLAIM).rows
    assert [row["examples"] for row in rows] == [200] * 96 + [40] * 96
    assert "sigmoid +32%, tanh +16%, ReLU +1%, maxout -0%, from 200 points; sigmoid +19%" in (
        CLAIM.verdict(rows, CLAIM.defaults()).says  # little data does not make depth cost more here
    )


def test_before_the_guess_only_shallow_nets_and_the_bare_points_are_seen():
    rows = CLAIM.before_guess(stored(CLAIM).rows)
    fresh, _, few, spirals = CLAIM.pictures(rows, CLAIM.defaults(), Look())
    shallow, deep = fresh.figure["data"]
    assert (len(shallow["y"]), len(deep["y"])) == (4, 0)
    assert [len(trace["y"]) for trace in few.figure["data"]] == [4, 0]
    assert [trace["type"] for trace in spirals.figure["data"]] == ["scatter", "scatter"]
