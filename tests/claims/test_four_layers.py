import pytest
import torch
from torch import nn

from lstmviz.claims.four_layers import FourLayers
from lstmviz.claims.layer_costs import KINDS, costs, kept_bytes
from lstmviz.claims.stopwatch import CORES, on
from lstmviz.claims.stored import stored
from lstmviz.draw.figures import Look

CLAIM = FourLayers()
SMALL = CLAIM.defaults() | {"against": "length", "size": 16, "batch": 1}


@pytest.fixture(scope="module")
def rows():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lstmviz.claims.stopwatch.SECONDS", 0)
        return list(CLAIM.measure(SMALL))


def test_a_row_for_every_net_and_length(rows):
    assert len(rows) == CLAIM.expected(SMALL)
    assert {(row["net"], row["length"], row["cores"]) for row in rows} == {
        (net, t, cores) for net in KINDS for t in (10, 20, 50, 100, 200) for cores in CORES
    }
    assert all(time > 0 for row in rows for time in row["forward"] + row["training"])
    assert all(len(row["training"]) >= 5 for row in rows)


def test_counts(rows):
    counts = {row["net"]: (row["parameters"], row["multiply_adds"]) for row in rows}
    assert counts["rnn"] == (2 * 16 * 16 + 2 * 16, 2 * 16 * 16)
    assert counts["lstm"] == counts["lstm-unfused"] == (4 * counts["rnn"][0], 4 * counts["rnn"][1] + 3 * 16)
    assert counts["gru"][0] == 3 * counts["rnn"][0]


def test_memory_grows_with_the_length_and_is_what_autograd_saves(rows):
    kept = {(row["net"], row["length"]): row["kept"] for row in rows}
    for net in KINDS:
        assert 5 < kept[net, 200] / kept[net, 20] < 11
    x = torch.randn(50, 4, 16, requires_grad=True)
    assert kept_bytes(nn.Sequential(nn.Linear(16, 16), nn.Tanh()), x) == 50 * 4 * 16 * 4  # tanh's output


def test_turning_onednn_off_is_undone_and_changes_no_number():
    before = torch.backends.mkldnn.enabled
    assert [row["net"] for row in costs(4, 3, 2)] == 2 * list(KINDS)
    assert torch.backends.mkldnn.enabled == before


def test_pictures_and_verdict_are_made_of_the_rows(rows):
    for some in (rows[:0], rows[:7], CLAIM.before_guess(rows), rows):
        time, ratio = CLAIM.pictures(some, SMALL, Look())
        one_core = on("one", some)
        assert len([y for line in time.figure["data"] for y in line["y"]]) == 3 * len(one_core)  # two edges
        lines = {trace.get("name"): trace["y"] for trace in ratio.figure["data"]}
        assert set(lines["parameters"]) <= {4.0}
    verdict = CLAIM.verdict(rows, SMALL)
    assert verdict.right is None
    assert "parameters 4, multiply-adds at most 4.09" in verdict.says


@pytest.mark.parametrize(("times", "right"), [(0.5, 0), (2.0, 1), (4.0, 2)])
def test_the_right_answer_follows_the_time_at_the_smallest_size(times, right):
    taken = dict.fromkeys(KINDS, 2.0) | {"lstm": 2.0 * times}
    counts = dict.fromkeys(("parameters", "multiply_adds", "kept"), 1)
    rows = [
        {"net": net, "size": size, "training": [taken[net]] * 2, "machine": "this one", "cores": cores}
        | counts
        for cores in CORES
        for size in (16, 512)
        for net in KINDS
    ]
    assert CLAIM.verdict(rows, CLAIM.defaults()).right == right


def test_the_stored_rows_say_what_a_small_lstm_takes_on_one_core_and_on_all():
    rows = stored(CLAIM).rows
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right] == "As long, or shorter"
    assert "On all cores: LSTM, 16 hidden units: " in verdict.says
