from collections import Counter

import pytest

from lstmviz.claims import contest_tuning as tuning
from lstmviz.claims.contest import EVERY
from lstmviz.claims.contest_tuning import (
    FINALISTS,
    RATES,
    SCREENING_SEEDS,
    SEEDS,
    TUNED,
    best,
    store,
    tried,
    tune,
)


def test_every_net_of_every_task_had_as_many_tries():
    tries = tried()
    counts = Counter((one["task"], one["net"]) for one in tries)
    assert counts == dict.fromkeys(TUNED, 2 * len(RATES))
    seeds = Counter((one["task"], one["net"], one["seeds"]) for one in tries)
    for task, net in counts:
        assert seeds[task, net, len(SEEDS)] == FINALISTS
        assert seeds[task, net, len(SCREENING_SEEDS)] == 2 * len(RATES) - FINALISTS
        assert best(task, net)[0] in EVERY[net].variants


@pytest.mark.parametrize("net", ["relu-rnn", "window"])
def test_the_best_of_the_screening_are_tried_from_all_seeds(net, monkeypatch, tmp_path):
    monkeypatch.setattr(tuning, "UPDATES", 2)
    monkeypatch.setattr(tuning, "TESTED", 10)
    monkeypatch.setattr(tuning, "RATES", (1e-2, 1e-3))
    monkeypatch.setattr(tuning, "TRIES", tmp_path / "tries.json")
    tries = tune(("near-order", net))
    assert sorted(one["seeds"] for one in tries) == [2, 5, 5, 5]
    store(tries)
    assert tried() == tries
