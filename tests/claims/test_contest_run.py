import pytest

from lstmviz.claims.contest_run import ends, run


def test_a_run_is_scored_on_its_way_and_at_its_end():
    row = run("near-order", "window", seed=0, updates=250)
    assert row["updates"] == [100, 200, 250]
    assert len(row["scores"]) == 3
    assert row["scores"][-1] > 0.95  # order within reach needs no memory


def test_what_lies_beyond_reach_stays_unknown():
    assert run("far-order", "window", seed=0, updates=200)["scores"][-1] < 0.4


def test_a_stack_of_layers_runs_too():
    row = run("series", "lstm-2", seed=0, updates=1)
    assert (row["hidden"], len(row["scores"])) == (8, 1)


@pytest.mark.parametrize("net", ["rnn", "window"])
def test_the_ends_of_all_seeds_are_those_of_each_alone_but_for_rounding(net):
    alone = [run("series", net, seed, updates=20)["scores"][-1] for seed in range(2)]
    assert ends("series", net, 20, range(2)) == pytest.approx(alone, abs=0.01)
