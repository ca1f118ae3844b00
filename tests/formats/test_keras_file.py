"""Keras' three files, written by Keras itself on its torch backend, against its own hidden states."""

import itertools
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch

import lstmviz
from tests.formats.conftest import run

FILES = ("keras", "h5", "weights.h5")
NAMES = {
    "both_ways": "bidirectional",
    "both_ways_gru": "bidirectional_1",
    "gru": "gru",
    "gru_no_bias": "gru_1",
    "no_bias": "lstm_1",
    "relu": "simple_rnn_1",
}
UNSAID = {
    "lstm": {"activation": "tanh", "recurrent_activation": "sigmoid"},
    "gru": {"activation": "tanh", "recurrent_activation": "sigmoid"},
    "simple_rnn": {"activation": "tanh"},
    "relu": {"activation": "relu"},
    "no_bias": {"activation": "tanh", "recurrent_activation": "sigmoid"},
    "gru_no_bias": {"activation": "tanh", "recurrent_activation": "sigmoid", "reset_after": True},
    "both_ways": {"activation": "tanh", "recurrent_activation": "sigmoid"},
    "both_ways_gru": {"activation": "tanh", "recurrent_activation": "sigmoid"},
    "double": {"activation": "tanh", "recurrent_activation": "sigmoid"},
}


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A folder of files of Keras, and the hidden states that Keras gave, by the model's name."""
    folder = tmp_path_factory.mktemp("keras")
    subprocess.run([sys.executable, Path(__file__).with_name("keras_models.py"), folder], check=True)
    return folder, dict(np.load(folder / "hidden.npz"))


@pytest.mark.parametrize(("name", "file"), [*itertools.product(UNSAID, FILES)])
def test_a_layer_gives_what_keras_gave(models, name, file):
    folder, hidden = models
    said = UNSAID[name] if file == "weights.h5" else {}
    layer = lstmviz.layer(folder / f"{name}.{file}", **said)
    x = hidden["x"].astype(hidden[name].dtype)
    assert torch.allclose(run(layer, x), torch.tensor(hidden[name]), atol=2e-6)


@pytest.mark.parametrize("file", FILES)
def test_layers_have_the_names_of_keras_summary(models, file):
    for name, shown in NAMES.items():
        assert [one.name for one in lstmviz.layers_in(models[0] / f"{name}.{file}")] == [shown]


@pytest.mark.parametrize("file", FILES)
def test_the_cells_of_a_stack_are_layers_each(models, file):
    folder, hidden = models
    said = UNSAID["lstm"] if file == "weights.h5" else {}
    given = hidden["x"]
    for found in lstmviz.layers_in(folder / f"stack.{file}"):
        given = run(lstmviz.layer(folder / f"stack.{file}", found.name, **said), given)
    assert torch.allclose(given, torch.tensor(hidden["stack"]), atol=2e-6)


@pytest.mark.parametrize("file", ["keras", "h5"])
def test_a_layer_that_reads_from_the_end_or_merges_says_so(models, file):
    folder, hidden = models
    path = folder / f"backwards.{file}"
    assert "from the end" in str(lstmviz.layers_in(path))
    turned = run(lstmviz.layer(path), hidden["x"][::-1].copy())
    assert torch.allclose(turned, torch.tensor(hidden["backwards"]), atol=2e-6)
    path = folder / f"merged.{file}"
    assert "merged by sum" in str(lstmviz.layers_in(path))
    both = run(lstmviz.layer(path), hidden["x"])
    assert torch.allclose(both[:, :4] + both[:, 4:], torch.tensor(hidden["merged"]), atol=2e-6)


@pytest.mark.parametrize("file", ["keras", "h5"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hard", "recurrent_activation='hard_sigmoid'"),
        ("reset_before", "reset_after=False"),
        ("one_way_hard", "activation='mixed'"),
    ],
)
def test_what_pytorch_would_compute_otherwise_is_refused(models, name, reason, file):
    with pytest.raises(lstmviz.InputError, match=reason):
        lstmviz.layer(models[0] / f"{name}.{file}")


def test_weights_alone_ask_for_what_they_do_not_say(models):
    path = models[0] / "hard.weights.h5"
    with pytest.raises(lstmviz.InputError, match=r"layer\(\.\.\., activation='tanh'\)"):
        lstmviz.layer(path)
    with pytest.raises(lstmviz.InputError, match="recurrent_activation='sigmoid'"):
        lstmviz.layer(path, activation="tanh")
    with pytest.raises(lstmviz.InputError, match="hard_sigmoid"):
        lstmviz.layer(path, activation="tanh", recurrent_activation="hard_sigmoid")
    with pytest.raises(lstmviz.InputError, match="leave reset_after out"):  # the bias tells
        lstmviz.layer(models[0] / "reset_before.weights.h5", reset_after=True, **UNSAID["gru"])


def test_what_contradicts_the_config_is_refused(models):
    with pytest.raises(lstmviz.InputError, match="leave activation out"):
        lstmviz.layer(models[0] / "lstm.keras", activation="relu")


def test_files_from_before_keras_3(tmp_path):
    """As chars2vec's: lstm_1/lstm_1/kernel:0, by Keras 2.2."""
    rng = np.random.default_rng(0)
    arrays = {"kernel:0": (3, 16), "recurrent_kernel:0": (4, 16), "bias:0": (16,)}
    with h5py.File(tmp_path / "old.h5", "w") as file:
        for name, shape in arrays.items():
            file.create_dataset(f"lstm_1/lstm_1/{name}", data=rng.normal(size=shape).astype("f"))
    assert [one.name for one in lstmviz.layers_in(tmp_path / "old.h5")] == ["lstm_1"]
    layer = lstmviz.layer(tmp_path / "old.h5", **UNSAID["lstm"])
    with h5py.File(tmp_path / "old.h5") as file:
        assert np.array_equal(layer.weight_ih_l0.detach().numpy().T, file["lstm_1/lstm_1/kernel:0"][()])


def test_without_h5py_the_install_line_is_named(models, monkeypatch):
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(lstmviz.InputError, match=r"pip install 'lstmviz\[keras\]'"):
        lstmviz.layers_in(models[0] / "lstm.h5")
