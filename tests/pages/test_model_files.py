"""Every kind of file that the engine opens, through the page's uploader and its process: the same layer.

`python -m pytest tests/pages/test_model_files.py -k share -s` prints the share.
"""

import subprocess
import sys

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import lstmviz
from lstmviz.app.jobs.workers import shared_workers
from lstmviz.formats.stored_layer import PYTORCH
from lstmviz.learn.saved_nets.uploaded import load_model
from tests.conftest import ROOT
from tests.formats.test_onnx_file import arrays, written
from tests.formats.test_torch_file import Foreign
from tests.pages.opening import opened, problems
from tests.pages.test_your_model import brought, labelled, own, pressed


def saved(path):
    """By torch.save: the format before 1.6, a state_dict, a checkpoint, a whole module."""
    torch.manual_seed(0)
    model = Foreign()
    content = {
        "whole.pt": model,
        "before_1_6.pth": model.state_dict(),
        "lightning.ckpt": {"state_dict": model.state_dict(), "epoch": 3},
        "weights.bin": model.state_dict(),
        "both_ways.pt": model.body[1].state_dict(),
    }[path.name]
    torch.save(content, path, _use_new_zipfile_serialization=path.suffix != ".pth")


def as_arrays(path):
    """By NumPy, under PyTorch's names, or as g2p_en has them."""
    weights = {name: value.numpy() for name, value in nn.GRU(3, 5).state_dict().items()}
    if path.name == "short_names.npz":
        weights = {f"enc_{name[0]}_{name.split('_')[1]}": value for name, value in weights.items()}
    np.savez(path, **weights)


NODES = {
    "lstm.onnx": ("LSTM", 1, {}),
    "gru.onnx": ("GRU", 1, {"linear_before_reset": 1}),
    "rnn.onnx": ("RNN", 1, {}),
    "both_ways.onnx": ("LSTM", 2, {"direction": "bidirectional"}),
    "peepholes.onnx": ("LSTM", 1, {"inputs": ("W", "R", "B", "", "", "", "P")}),
}


def node(path):
    kind, directions, given = NODES[path.name]
    written(path, kind, {**arrays(kind, directions), "P": np.ones((1, 15), "f")}, **given)


def cell(path):
    """As Silero's: the weights of an nn.LSTMCell."""
    save_file({f"lstm_cell.{name}": value for name, value in nn.LSTMCell(3, 5).state_dict().items()}, path)


def both_ways(path):
    save_file(nn.LSTM(3, 5, num_layers=2, bidirectional=True, proj_size=2).state_dict(), path)


KERAS = ("lstm", "both_ways_gru")
FILES = {
    "projected.safetensors": both_ways,
    "cell.safetensors": cell,
    **dict.fromkeys(("whole.pt", "both_ways.pt", "before_1_6.pth", "lightning.ckpt", "weights.bin"), saved),
    **dict.fromkeys(("names.npz", "short_names.npz"), as_arrays),
    **dict.fromkeys(NODES, node),
    **{f"{name}.{suffix}": None for name in KERAS for suffix in ("keras", "h5", "weights.h5")},
}
"""Name -> how it is written; Keras writes its own."""


@pytest.fixture(scope="module", autouse=True)
def processes():
    """Loaded once; ended with the module."""
    shared_workers().get_ready()
    yield
    shared_workers().close()


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path / "kept"))
    monkeypatch.setenv("LSTMVIZ_JOBS", str(tmp_path / "jobs"))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folder in which they all lie."""
    folder = tmp_path_factory.mktemp("files")
    for name, write in FILES.items():
        if write:
            write(folder / name)
    keras = [sys.executable, ROOT / "tests" / "formats" / "keras_models.py", folder, *KERAS]
    subprocess.run(keras, check=True)
    return folder


def by_engine(path):
    """The first layer, and what the file does not say set as the menus of the page begin."""
    (found, *_others) = lstmviz.layers_in(path)
    unsaid = [name for name in PYTORCH[found.kind] if found.settings.get(name) is None]
    return lstmviz.layer(path, found.name, **{name: PYTORCH[found.kind][name][0] for name in unsaid})


def by_page(path):
    """The name of the model that the page made of it."""
    app = brought(path.name, path.read_bytes())
    if [menu for menu in app.selectbox if menu.label.startswith("Embedding")]:
        labelled(app.text_area, "Its alphabet").set_value("abcd")
        app = app.run()
    app = pressed(app, "Open it")
    assert problems(app) == []
    (name,) = {word.partition("=")[2] for word in own(app)}
    return name


@pytest.mark.parametrize("file", FILES)
def test_what_the_engine_opens_the_page_opens_to_the_same_numbers(files, file):
    layer, name = by_engine(files / file), by_page(files / file)
    shown = load_model(name).net.recurrent.state_dict()
    expected = layer.float().state_dict()
    assert {part: value.tolist() for part, value in shown.items()} == {
        part: value.tolist() for part, value in expected.items() if part in shown
    }
    assert not [part for part in expected.keys() - shown.keys() if expected[part].any()]


@pytest.mark.parametrize(
    ("file", "layer"),
    [
        ("both_ways.pt", "l1_reverse"),
        ("both_ways.onnx", "l0_reverse"),
        ("both_ways_gru.keras", "l0_reverse"),
        ("peepholes.onnx", "l0"),
    ],
)
def test_both_directions_and_peepholes_stand_on_all_pages(files, file, layer):
    name = by_page(files / file)
    for page in ("step", "what_if", "memory"):
        assert problems(opened(page, task=name, layer=layer)) == []
    assert problems(opened("units", task=name)) == []


@pytest.mark.filterwarnings("ignore")  # torch.jit is deprecated; its files are there
def test_torchscript_is_refused_with_a_way_out(tmp_path):
    torch.jit.script(nn.Sequential(nn.LSTM(3, 4))).save(tmp_path / "script.pt")
    (problem,) = problems(brought("script.pt", (tmp_path / "script.pt").read_bytes()))
    assert "TorchScript" in problem
    assert "Save" in problem


def test_the_share_that_the_readme_tells():
    says = f"The page opens all {len(FILES)} kinds of files that the engine opens"
    print(f"\n{says}.")
    assert says in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
