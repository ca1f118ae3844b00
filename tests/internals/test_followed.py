"""What cannot be followed is refused by its full name, with a way out; here each way is gone."""

import os

import pytest
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import prune

import lstmviz
from lstmviz.errors import InputError
from tests.conftest import numbers

X = numbers(7, 5)
LSTM = nn.LSTM(5, 6)


def refused(call):
    """What the error says."""
    with pytest.raises(InputError) as error:
        call()
    return str(error.value)


def is_the_lstm(layer):
    return torch.equal(lstmviz.trace(layer, X).output, lstmviz.trace(LSTM, X).output)


@pytest.mark.parametrize("ask", [lambda it: lstmviz.trace(it, X), lstmviz.record], ids=["trace", "record"])
def test_a_state_dict_or_a_path_becomes_a_layer(ask, tmp_path):
    path = tmp_path / "model.safetensors"
    save_file({f"encoder.{name}": weight for name, weight in LSTM.state_dict().items()}, path)
    for source, named in ((LSTM.state_dict(), "collections.OrderedDict"), (str(path), "is a str")):
        said = refused(lambda source=source: ask(source))
        assert named in said
        assert "lstmviz.layer(source, name)" in said
        assert "lstmviz.layers_in(source)" in said
        (found,) = lstmviz.layers_in(source)
        assert is_the_lstm(lstmviz.layer(source, found.name))


def test_a_cell_is_recorded():
    cell = nn.LSTMCell(5, 6)
    said = refused(lambda: lstmviz.trace(cell, X))
    assert "torch.nn.modules.rnn.LSTMCell" in said
    assert "lstmviz.record(module)" in said
    with torch.no_grad(), lstmviz.record(cell) as recording:
        state = None
        for x in X[:, None]:
            state = cell(x, state)
    assert len(recording.joined("").layers[0].cell) == 7


def test_layers_inside_a_model_are_recorded_by_the_names_that_are_told():
    model = nn.Sequential(LSTM)
    said = refused(lambda: lstmviz.trace(model, X))
    assert said.endswith("traces those inside: '0'.")
    with lstmviz.record(model) as recording:
        model(X)
    assert len(recording["0"]) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_torchscript_becomes_a_layer_by_its_state_dict():
    scripted = torch.jit.script(LSTM)
    for ask in (lambda: lstmviz.trace(scripted, X), lambda: lstmviz.record(scripted)):
        assert "make a layer of its state_dict with lstmviz.layer" in refused(ask)
    assert is_the_lstm(lstmviz.layer(scripted.state_dict()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")
@pytest.mark.parametrize("make", ["quantizable", "quantized"])
def test_what_is_made_for_8_bits_is_followed_as_it_was_before(make):
    plain = nn.Sequential(nn.LSTM(5, 6))
    if make == "quantizable":
        model = torch.ao.nn.quantizable.LSTM(5, 6)
    else:
        model = torch.ao.quantization.quantize_dynamic(plain, {nn.LSTM})
    said = refused(lambda: lstmviz.record(model))
    assert "torch.ao.nn.quantiz" in said
    assert "record the model that it was made from" in said
    with lstmviz.record(plain) as recording:
        plain(X)
    assert len(recording["0"]) == 1


def test_a_keras_layer_or_model_comes_from_its_file(tmp_path):
    os.environ["KERAS_BACKEND"] = "torch"
    keras = pytest.importorskip("keras")
    model = keras.Sequential(
        [keras.Input((7, 5)), keras.layers.LSTM(6, return_sequences=True, name="memory")]
    )
    for made in (model, model.layers[0]):
        said = refused(lambda made=made: lstmviz.record(made))
        assert "keras.src." in said
        assert 'lstmviz.layer("model.keras", name)' in said
    model.save(tmp_path / "model.keras")
    layer = lstmviz.layer(tmp_path / "model.keras", "memory")
    with torch.no_grad():
        expected = torch.as_tensor(model(X[None].numpy())).cpu()[0]
    assert torch.allclose(lstmviz.trace(layer, X).output, expected, atol=1e-6)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize(
    "make",
    [
        lambda lstm: nn.utils.spectral_norm(lstm, "weight_hh_l0").eval(),
        lambda lstm: nn.utils.weight_norm(lstm, "weight_hh_l0"),
        lambda lstm: prune.l1_unstructured(lstm, "weight_hh_l0", 0.5),
    ],
    ids=["spectral norm", "weight norm", "pruned"],
)
def test_weights_that_a_hook_makes_need_no_way_out(make):
    """Once the gradients sent people to module.to() and to the wrong norm."""
    lstm = make(nn.LSTM(5, 6))
    lstm(X)
    assert lstmviz.gradients.jacobian(lstm, X).log10_full.shape == (7,)
