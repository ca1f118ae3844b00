from statistics import median

import pytest
import torch
from torch import nn

from lstmviz.claims.not_parallel import LENGTHS, LOOKS, NotParallel, _row
from lstmviz.claims.stopwatch import CORES
from lstmviz.claims.stored import stored
from lstmviz.claims.timed_layers import TITLES, cell_by_cell, layers_of
from lstmviz.draw.figures import Look

CLAIM = NotParallel()


def rows_of(loop, linear):
    """Rows as measured where ten times the steps take so many times as long."""
    grown = dict.fromkeys(TITLES, 10.0) | {"loop": loop, "linear": linear}
    shapes = [(100, 1, 1.0), (1000, 1, None), (100, 64, 2.5)]
    return [
        {
            "net": net,
            "length": length,
            "batch": batch,
            "forward": [time or grown[net]] * 2,
            "training": [3 * (time or grown[net])] * 2,
            "machine": "this one",
            "cores": cores,
        }
        for cores in CORES
        for length, batch, time in shapes
        for net in TITLES
    ]


@pytest.mark.parametrize(("loop", "linear", "right"), [(10.0, 9.0, 0), (10.0, 2.0, 1), (3.0, 2.0, 2)])
def test_the_right_answer_follows_the_growth(loop, linear, right):
    verdict = CLAIM.verdict(rows_of(loop, linear), CLAIM.defaults())
    assert verdict.right == right
    assert f"LSTM, cell by cell {loop:.1f}" in verdict.says
    assert "2.5 times as long as one, cell by cell" in verdict.says


def test_cell_by_cell_is_the_lstm():
    lstm, cell = nn.LSTM(3, 5, dtype=torch.float64), nn.LSTMCell(3, 5, dtype=torch.float64)
    cell.load_state_dict({name.removesuffix("_l0"): weight for name, weight in lstm.state_dict().items()})
    x = torch.randn(7, 2, 3, dtype=torch.float64)
    torch.testing.assert_close(cell_by_cell(cell, x), lstm(x)[0])


def test_the_links_of_the_chain_are_told():
    says = CLAIM.verdict(rows_of(10, 2), CLAIM.defaults()).says
    assert "1000 in the LSTM and the tanh RNN, 10 in the scan" in says
    assert "as long as on one: LSTM, cell by cell 1.00" in says


def test_the_stored_rows_say_that_gates_which_read_the_state_make_the_chain():
    rows = stored(CLAIM).rows
    verdict = CLAIM.verdict(rows, CLAIM.defaults())
    assert CLAIM.options[verdict.right] == "The LSTM about ten times, the linear layer far less"
    grown = {
        net: median(_row(rows, net, 1000)["forward"]) / median(_row(rows, net, 100)["forward"])
        for net in ("loop", "scan")
    }
    assert grown["scan"] < grown["loop"] / 2
    training = {net: median(_row(rows, net, 1000)["training"]) for net in ("loop", "lstm", "convolution")}
    assert training["convolution"] < training["lstm"] < training["loop"]


def test_all_layers_are_of_one_size_and_told_apart():
    layers, x = layers_of(8), torch.randn(6, 2, 8)
    assert list(layers) == list(TITLES) == list(LOOKS)
    for layer in layers.values():
        output = layer(x)
        assert (output[0] if isinstance(output, tuple) else output).shape == x.shape
    assert len({tuple(map(str, look.items())) for look in LOOKS.values()}) == len(LOOKS)


def test_it_measures_what_it_expects(monkeypatch):
    monkeypatch.setattr("lstmviz.claims.stopwatch.SECONDS", 0)
    settings = CLAIM.defaults() | {"units": 16}
    rows = list(CLAIM.measure(settings))
    assert len(rows) == CLAIM.expected(settings)
    assert {row["length"] for row in rows} == set(LENGTHS) - {3000}
    assert CLAIM.verdict(rows, settings).right is not None
    *by_length, by_batch = CLAIM.pictures(rows, settings, Look())
    for picture in by_length:
        assert {tuple(trace["x"]) for trace in picture.figure["data"]} == {(10, 30, 100, 300, 1000)}
    assert {tuple(trace["x"]) for trace in by_batch.figure["data"]} == {(1, 4, 16, 64)}
