"""A file is brought, a layer is picked, and it is stepped, changed and remembered; what is wrong is said."""

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import nn

from lstmviz.app.jobs.runner import shared_workers
from tests.draw.stepper.test_pack import unpack
from tests.pages.opening import opened, problems, scene, sound
from tests.reference import run

ALPHABET = "你好银行 "


class Speller(nn.Module):
    """Two layers, both directions, between an embedding and a readout of the next character."""

    def __init__(self, symbols=5):
        super().__init__()
        torch.manual_seed(3)
        self.emb = nn.Embedding(symbols, 3)
        self.lstm = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
        self.fc = nn.Linear(8, symbols)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("LSTMVIZ_KEPT", str(tmp_path / "kept"))
    monkeypatch.setenv("LSTMVIZ_JOBS", str(tmp_path / "jobs"))


@pytest.fixture(scope="module", autouse=True)
def processes():
    """Loaded once; ended with the module."""
    shared_workers().get_ready()
    yield
    shared_workers().close()


def brought(name, data):
    app = opened("your_model")
    app.get("file_uploader")[0].set_value((name, data, "application/octet-stream"))
    return sound(app.run())


def labelled(widgets, label):
    (found,) = (widget for widget in widgets if widget.label.startswith(label))
    return found


def pressed(app, label):
    labelled(app.button, label).click()
    return sound(app.run())


def links(app):
    return [link.proto for link in app.get("page_link")]


def own(app):
    """The names of the visitor's nets, off the links to them."""
    return list(dict.fromkeys(link.query_string for link in links(app) if "=" in link.query_string))


def spelled(text="银行 你好"):
    net = Speller()
    read = net.emb.weight.detach()[[ALPHABET.index(character) for character in text]]
    output, layers = run(net.lstm, read)
    said = torch.from_numpy(output) @ net.fc.weight.double().T + net.fc.bias.double()
    return layers, said.softmax(-1).T.detach().numpy()


def test_a_net_of_two_layers_and_both_directions_is_opened_and_stepped():
    app = brought("speller.safetensors", save(Speller().state_dict()))
    assert problems(app) == []
    labelled(app.text_area, "Its alphabet").set_value(ALPHABET)
    labelled(app.text_input, "A first sequence").set_value("银行 你好")
    app = pressed(app, "Open it")
    assert problems(app) == []
    (name,) = {word.partition("=")[2] for word in own(app)}
    layers, said = spelled()
    for layer, quantities in zip(("l0", "l0_reverse", "l1", "l1_reverse"), layers, strict=True):
        stepped = opened("step", task=name, layer=layer)
        assert problems(stepped) == []
        head, plane = unpack(scene(stepped))
        assert np.abs(plane(head["panels"][0]["planes"]["cell"]) - quantities["cell"].T).max() < 1e-6
        assert np.abs(plane(head["panels"][0]["planes"]["says"]) - said).max() < 1e-6
        assert head["question"]["answers"] == list(ALPHABET)
    for page in ("what_if", "memory"):
        assert problems(opened(page, task=name, layer="l1_reverse")) == []
