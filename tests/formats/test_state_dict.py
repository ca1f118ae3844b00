"""Layers by the names of their weights: every kind, cells, projections, nested dicts; what is no layer."""

import re

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

import lstmviz
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import RecurrentLayer
from tests.formats.conftest import run

MODULES = {
    "lstm": nn.LSTM(3, 5),
    "deep": nn.LSTM(3, 5, num_layers=2, bidirectional=True),
    "projected": nn.LSTM(3, 5, num_layers=2, bidirectional=True, proj_size=2),
    "one unit": nn.LSTM(1, 1),
    "double": nn.LSTM(3, 5, dtype=torch.float64),
    "bare": nn.GRU(3, 5, bias=False),
    "gru": nn.GRU(3, 5, num_layers=3),
    "rnn": nn.RNN(3, 5, bidirectional=True),
    "peepholes": RecurrentLayer(CELLS["peephole-lstm"], 3, 5),
}


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
@pytest.mark.parametrize("name", MODULES)
def test_a_layer_comes_back_as_it_was(name):
    module = MODULES[name]
    given_activation = {"activation": "tanh"} if isinstance(module, nn.RNN) else {}
    layer = lstmviz.layer(module.state_dict(), **given_activation)
    assert repr(layer) == repr(module)
    x = torch.randn(7, module.input_size, dtype=module.weight_ih_l0.dtype)
    assert torch.equal(run(layer, x), run(module, x))


@pytest.mark.parametrize("cell", [nn.LSTMCell(3, 5), nn.GRUCell(3, 5), nn.RNNCell(3, 5, nonlinearity="relu")])
def test_a_cells_weights_make_a_layer(cell):
    weights = {f"decoder.cell.{name}": value for name, value in cell.state_dict().items()}
    given_activation = {"activation": "relu"} if isinstance(cell, nn.RNNCell) else {}
    x, state = torch.randn(7, 3), None
    for step, hidden in zip(
        x, run(lstmviz.layer(weights, "decoder.cell", **given_activation), x), strict=True
    ):
        state = cell(step[None], state)
        assert torch.allclose(hidden, (state[0] if isinstance(state, tuple) else state)[0], atol=1e-6)


def test_what_is_there_prints_as_a_table():
    model = nn.ModuleDict({"encoder": nn.LSTM(3, 5, 2, bidirectional=True), "head": nn.Linear(10, 2)})
    checkpoint = {"epoch": 3, "model": {**model.state_dict(), "decoder.weight_ih": torch.zeros(3, 3)}}
    lines = str(lstmviz.layers_in(checkpoint)).splitlines()
    assert lines[0].split() == ["name", "kind", "input", "hidden", "layers", "directions", "note"]
    assert lines[1].split() == ["model.encoder", "LSTM", "3", "5", "2", "2"]
    assert re.match("model.decoder.*weight_hh_l0 is missing", lines[2])


def test_arrays_and_half_precision_do_as_well():
    weights = {name: value.half() for name, value in nn.GRU(3, 5).state_dict().items()}
    layer = lstmviz.layer({name: value.numpy() for name, value in weights.items()})
    assert all(torch.equal(value, weights[name].float()) for name, value in layer.state_dict().items())


def test_weights_are_copied_and_no_random_number_is_drawn():
    weights, state = nn.LSTM(3, 5).state_dict(), torch.get_rng_state()
    layer = lstmviz.layer(weights)
    assert torch.equal(torch.get_rng_state(), state)
    before = layer.weight_ih_l0.clone()
    weights["weight_ih_l0"].zero_()
    assert torch.equal(layer.weight_ih_l0, before)


def test_a_wrong_name_is_answered_with_the_right_ones():
    weights = {
        f"{name}.{key}": value for name in ("a", "b") for key, value in nn.GRU(3, 5).state_dict().items()
    }
    for wrong in ({"prefix": "c"}, {}):
        with pytest.raises(lstmviz.InputError, match=r"layer\(source, 'a'\)") as error:
            lstmviz.layer(weights, **wrong)
        assert str(lstmviz.layers_in(weights)) in str(error.value)
    assert lstmviz.layer(weights, "a").hidden_size == 5


def test_a_vanilla_rnns_activation_is_asked_for():
    weights = nn.RNN(3, 5).state_dict()
    with pytest.raises(lstmviz.InputError, match=r"activation='tanh' or activation='relu'"):
        lstmviz.layer(weights)
    assert lstmviz.layer(weights, activation="relu").nonlinearity == "relu"
    with pytest.raises(lstmviz.InputError, match="'gelu'"):
        lstmviz.layer(weights, activation="gelu")
    with pytest.raises(lstmviz.InputError, match="leave it out"):
        lstmviz.layer(weights, activation="tanh", reset_after=True)


def test_nothing_recurrent_a_live_model_and_a_missing_file_are_named():
    with pytest.raises(lstmviz.InputError, match="no weights of an LSTM"):
        lstmviz.layer({"fc.weight": torch.zeros(3, 3)})
    with pytest.raises(lstmviz.InputError, match=r"lstmviz\.record"):
        lstmviz.layers_in(nn.LSTM(3, 5))
    with pytest.raises(lstmviz.InputError, match="not a file"):
        lstmviz.layers_in("nowhere.safetensors")
    with pytest.raises(lstmviz.InputError, match="is a list"):
        lstmviz.layers_in([])


def test_weights_that_are_made_on_the_way_are_no_layer():
    with pytest.warns(FutureWarning):
        module = nn.utils.weight_norm(nn.LSTM(3, 5), "weight_hh_l0")
    with pytest.raises(lstmviz.InputError, match="weight_hh_l0 is missing"):
        lstmviz.layer(module.state_dict())


@given(st.lists(st.lists(st.integers(0, 13), max_size=3), min_size=4, max_size=4))
def test_weights_of_any_shapes_make_a_layer_that_can_be_traced_or_are_refused(shapes):
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    weights = {name: np.zeros(shape, "f") for name, shape in zip(names, shapes, strict=True)}
    try:
        layer = lstmviz.layer(weights, activation="tanh")
    except lstmviz.InputError:
        return
    lstmviz.trace(layer, torch.zeros(2, layer.input_size))
