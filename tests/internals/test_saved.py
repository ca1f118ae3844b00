"""trace.save and load_trace: what comes back is what was kept, to the bit."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_sequence

import lstmviz
from lstmviz import Edit, InputError, trace
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import recurrent_layer
from tests.conftest import numbers


def there_and_back(traced, tmp_path):
    traced.save(tmp_path / "trace.npz")
    return lstmviz.load_trace(tmp_path / "trace.npz")


def assert_same(one, other):
    assert one.agreement == other.agreement
    for kept, again in zip(one.layers, other.layers, strict=True):
        assert (kept.name, kept.kind, kept.reverse) == (again.name, again.kind, again.reverse)
        assert list(kept.quantities) == list(again.quantities)
        assert all(torch.equal(values, again.quantities[name]) for name, values in kept.quantities.items())
        assert all(torch.equal(values, again.weights[name]) for name, values in kept.weights.parts.items())
        assert torch.equal(kept.inputs, again.inputs)
        assert torch.equal(kept.previous_hidden, again.previous_hidden)


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell(cell, tmp_path):
    traced = trace(recurrent_layer(cell, 3, 4), numbers(7, 2, 3))
    again = there_and_back(traced, tmp_path)
    assert_same(traced, again)
    assert torch.equal(traced.output, again.output)


def test_packed_in_both_directions_with_edits(tmp_path):
    x = pack_sequence([numbers(3, 3), numbers(5, 3)], enforce_sorted=False)
    edits = [Edit("cell", [1.0, 2.0], layer=1, units=[0, 2], steps=[1]), Edit("input_gate", 0.5)]
    traced = trace(nn.LSTM(3, 4, bidirectional=True, proj_size=2), x, edits=edits)
    again = there_and_back(traced, tmp_path)
    assert_same(traced, again)
    assert isinstance(again.output, PackedSequence)
    assert torch.equal(again.output.data, traced.output.data)
    assert again.layers[1].edits[0].value.tolist() == [1.0, 2.0]


def test_float64(tmp_path):
    traced = trace(nn.GRU(3, 4).double(), numbers(7, 2, 3).double())
    assert there_and_back(traced, tmp_path).layers[0].update_gate.dtype == torch.float64


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\3\4 and no more"),
        lambda path: np.savez(path, head=np.arange(3)),
        lambda path: np.savez(path, head=np.frombuffer(b"{}", np.uint8)),
        lambda path: np.savez(path, head=np.array([{}], dtype=object)),
    ],
    ids=["empty", "cut", "no JSON", "no layers", "pickle"],
)
def test_what_is_no_trace_is_refused(write, tmp_path):
    write(tmp_path / "odd.npz")
    with pytest.raises(InputError, match=r"odd\.npz is not a trace, or not whole"):
        lstmviz.load_trace(tmp_path / "odd.npz")


def test_a_file_that_is_not_there():
    with pytest.raises(InputError, match="not a trace"):
        lstmviz.load_trace("nowhere.npz")
