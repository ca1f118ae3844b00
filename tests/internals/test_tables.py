"""A layer's numbers in the forms that other libraries take."""

import pytest
import torch
from torch import nn

from lstmviz import InputError, trace
from tests.conftest import numbers


@pytest.fixture
def traced():
    return trace(nn.LSTM(3, 4, bidirectional=True, proj_size=2), numbers(7, 2, 3))


def test_numpy_by_layer_and_quantity(traced):
    arrays = traced.to_numpy()
    assert list(arrays) == ["l0", "l0 reverse"]
    assert (arrays["l0 reverse"]["cell"] == traced.layers[1].cell.numpy()).all()


def test_pandas_has_a_row_for_every_step_batch_and_unit(traced):
    frame = traced.layers[0].to_pandas()
    assert list(frame.columns) == list(traced.layers[0].quantities)
    assert frame.index.names == ["step", "batch", "unit"]
    assert len(frame) == 7 * 2 * 4
    assert frame.loc[(3, 1, 2), "cell"] == traced.layers[0].cell[3, 1, 2]
    assert frame.loc[(3, 1, 3), "hidden"] != frame.loc[(3, 1, 3), "hidden"]  # beyond the projection: NaN


def test_xarray_has_labelled_axes(traced):
    pytest.importorskip("xarray")
    data = traced.layers[0].to_xarray()
    assert data.cell.dims == ("step", "batch", "unit")
    assert data.hidden.dims == ("step", "batch", "projection")
    assert data.forget_gate.attrs["long_name"] == "forget gate"
    assert float(data.cell.sel(step=3, batch=1, unit=2)) == traced.layers[0].cell[3, 1, 2].item()


def test_a_trace_prints_as_a_table(traced):
    lines = str(traced).splitlines()
    assert lines[1].split() == ["layer", "kind", "T", "B", "H", "reads"]
    assert lines[3].split()[:6] == ["l0", "reverse", "LSTM", "7", "2", "4"]
    assert lines[-1] == f"agreement with PyTorch: max |Δ| = {traced.agreement:.0e}"
    assert repr(traced.layers[1]).startswith("LSTM l0 reverse: 7 steps, batch of 2, 4 units")


def test_layers_go_by_name_and_by_position(traced):
    assert traced.layers["l0 reverse"] is traced.layers[1]
    with pytest.raises(InputError, match="no layer 'l1'; there are l0, l0 reverse"):
        traced.layers["l1"]


def test_a_library_that_is_not_installed_is_named(traced, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xarray", None)
    with pytest.raises(InputError, match=r"pip install xarray, or use to_numpy"):
        traced.layers[0].to_xarray()


def test_the_state_at_the_end_of_a_layer(traced):
    h_n = torch.stack([layer.last(layer.hidden) for layer in traced.layers])
    assert torch.equal(h_n, traced.state[0])
