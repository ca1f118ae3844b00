"""A net from elsewhere, of two layers that read from both ends, on Step, What if and Memory."""

import numpy as np
import pytest
import torch
from torch import nn

from lstmviz.app.root import ROOT
from lstmviz.app.subjects import MODELS
from lstmviz.learn.model import SymbolModel
from lstmviz.learn.subject import Example
from lstmviz.nets.sequence import AssembledNet
from tests.draw.stepper.test_pack import unpack
from tests.pages.opening import changed, opened, problems, scene, sound
from tests.reference import run

LAYERS = ("l0", "l0_reverse", "l1", "l1_reverse")


def assembled(readout=True):
    torch.manual_seed(5)
    recurrent = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
    net = AssembledNet(recurrent, nn.Linear(8, 2) if readout else None, nn.Embedding(5, 3))
    return net.eval().requires_grad_(False)


class Tones(SymbolModel):
    name, title, typed = "tones", "Tones", "Type 你, 好, 银, 行 or a space."
    question = "Which tone?"
    alphabet = tuple("你好银行 ")
    answers = ("high", "falling")
    examples = (Example("a bank", "银行 你好"), Example("walking", "行行行"))
    layers = LAYERS
    about = "Weights of nobody, *drawn* at random."

    def __init__(self, **given):
        self.made = assembled(**given)

    @property
    def net(self):
        return self.made


@pytest.fixture
def model(monkeypatch):
    model = Tones()
    monkeypatch.setitem(MODELS, "tones", model)
    return model


def run_of(model, text):
    """Every layer's cell by PyTorch's suffix, (H, T), and what is answered, (K, T), in float64."""
    net = model.net
    read = net.embedding.weight[[model.alphabet.index(character) for character in text]]
    output, layers = run(net.recurrent, read)
    said = torch.from_numpy(output) @ net.readout.weight.double().T + net.readout.bias.double()
    cells = {name: layer["cell"].T for name, layer in zip(LAYERS, layers, strict=True)}
    return cells, said.softmax(-1).T.numpy()


def near(plane, expected):
    assert np.abs(plane - expected).max() < 1e-6


@pytest.mark.parametrize("layer", LAYERS)
def test_step_shows_any_layer_in_either_direction(model, layer):
    app = opened("step", task="tones", layer=layer)
    assert problems(app) == []
    head, plane = unpack(scene(app))
    cells, said = run_of(model, model.first_example)
    (panel,) = head["panels"]
    near(plane(panel["planes"]["cell"]), cells[layer])
    near(plane(panel["planes"]["says"]), said)
    assert panel["reverse"] is layer.endswith("reverse")
    assert "".join(head["tokens"]) == "银行 你好"


def test_another_layer_stands_beside_or_nothing(model):
    head, plane = unpack(scene(opened("step", task="tones", layer="l1", beside="l0_reverse")))
    cells, _ = run_of(model, model.first_example)
    one, other = head["panels"]
    near(plane(one["planes"]["cell"]), cells["l1"])
    near(plane(other["planes"]["cell"]), cells["l0_reverse"])
    assert [panel["title"] for panel in head["panels"]] == ["LSTM, layer 1", "LSTM, layer 0, from the end"]


@pytest.mark.parametrize("layer", LAYERS)
def test_what_if_changes_the_layer_that_is_looked_at(model, layer):
    app = opened("what_if", task="tones", layer=layer)
    assert problems(app) == []
    app = changed(app, "forget_gate,set,1,u2,t2-3;forget-bias,1;weight_hh,0,0,2;token,5,银")
    assert problems(app) == []
    head, plane = unpack(scene(app))
    untouched, variant = head["panels"]
    cells, said = run_of(model, model.first_example)
    near(plane(untouched["planes"]["cell"]), cells[layer])
    near(plane(untouched["planes"]["says"]), said)
    assert (plane(variant["planes"]["forget_gate"])[2, 1:3] == 1).all()
    assert np.abs(plane(variant["planes"]["says"]) - said).max() > 1e-4
    whole = model.net.recurrent.get_parameter(f"weight_hh_{layer}")
    near(plane(untouched["planes"]["weight_hh"]), whole.numpy())


@pytest.mark.parametrize("layer", LAYERS)
def test_the_browser_is_told_how_answers_follow_from_the_last_layer(model, layer):
    head, plane = unpack(scene(opened("what_if", task="tones", layer=layer)))
    planes = head["panels"][0]["planes"]
    assert ("readout_weight" in planes) is layer.startswith("l1")
    if layer.startswith("l1"):
        said = plane(planes["readout_weight"]) @ plane(planes["hidden"]) + plane(planes["readout_bias"]).T
        near(torch.from_numpy(said).softmax(0).numpy(), run_of(model, model.first_example)[1])


@pytest.mark.parametrize("layer", LAYERS)
def test_memory_sums_to_the_cell(model, layer):
    app = opened("memory", task="tones", layer=layer, unit="1")
    assert problems(app) == []
    head, plane = unpack(scene(app))
    ledger, below = head["panels"]
    writes, cell = plane(ledger["planes"]["ledger"]), plane(below["planes"]["cell"])[1]  # (1 + T, T), (T,)
    near(np.nansum(writes, axis=0), cell)
    (read, left) = (-1, -1) if layer.endswith("reverse") else (0, 1)  # the step that is read first
    written = [plane(below["planes"][name])[1, read] for name in ("input_gate", "candidate")]
    assert writes[left, read] == pytest.approx(np.prod(written), abs=1e-6)
    assert np.isnan(writes[1:]).sum() == len(cell) * (len(cell) - 1) / 2  # what is not read yet


@pytest.mark.parametrize("page", ["step", "what_if", "memory"])
def test_a_net_that_answers_nothing_is_stepped_too(monkeypatch, page):
    mute = Tones(readout=False)
    mute.name = "mute"
    monkeypatch.setitem(MODELS, "mute", mute)
    app = opened(page, task="mute", layer="l1")
    assert problems(app) == []
    head, _ = unpack(scene(app))
    assert head["question"] is None
    assert all("says" not in panel["planes"] for panel in head["panels"])


def test_its_origin_is_shown_as_text(model):
    app = opened("step", task="tones")
    assert model.about in [text.value for text in app.get("text")]


def test_a_page_without_models_comes_back_to_its_own_task(model):
    app = opened("step", task="tones", layer="l1")
    app.switch_page(str(ROOT / "pages" / "train.py"))
    sound(app.run())
    assert app.session_state["task"] == "recall"


def test_a_link_to_a_layer_that_is_not_there_says_so(model):
    (problem,) = problems(opened("step", task="tones", layer="l2"))
    assert "choose one of l0, l0_reverse, l1, l1_reverse" in problem
