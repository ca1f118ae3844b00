"""A file is brought, a layer is picked, and it is stepped, changed and remembered; what is wrong is said."""

import io
import json

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import nn

from lstmviz.app.jobs.workers import shared_workers
from lstmviz.learn.saved_nets.uploaded import load_model
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


def brought(name, data, alphabet=""):
    """The page with this file, and its alphabet, which an embedding waits for."""
    app = opened("your_model")
    app.get("file_uploader")[0].set_value((name, data, "application/octet-stream"))
    app = sound(app.run())
    if alphabet:
        labelled(app.text_area, "Its alphabet").set_value(alphabet)
        app = sound(app.run())
    return app


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


def arrays(module):
    """An NPZ file of a module's weights."""
    buffer = io.BytesIO()
    np.savez(buffer, **{name: value.numpy() for name, value in module.state_dict().items()})
    return buffer.getvalue()


def spelled(text="银行 你好"):
    net = Speller()
    read = net.emb.weight.detach()[[ALPHABET.index(character) for character in text]]
    output, layers = run(net.lstm, read)
    said = torch.from_numpy(output) @ net.fc.weight.double().T + net.fc.bias.double()
    return layers, said.softmax(-1).T.detach().numpy()


def test_an_alphabet_that_the_file_notes_is_taken_from_it():
    noted = {"alphabet": json.dumps(list(ALPHABET))}
    app = brought("speller.safetensors", save(Speller().state_dict(), noted))
    assert json.loads(labelled(app.text_area, "Its alphabet").value) == list(ALPHABET)
    pressed(app, "Open it")
    assert problems(app) == []


def test_a_net_of_two_layers_and_both_directions_is_opened_and_stepped():
    app = brought("speller.safetensors", save(Speller().state_dict()), ALPHABET)
    assert problems(app) == []
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


@pytest.mark.parametrize("symbols", [5, 1])
def test_what_follows_the_readout_is_asked_and_shown(symbols):
    weights = Speller(symbols=symbols).state_dict()
    if symbols == 1:  # a number, of numbers
        del weights["emb.weight"]
    app = brought("speller.safetensors", save(weights), ALPHABET if symbols > 1 else "")
    menu = labelled(app.selectbox, "What follows the readout")
    assert menu.value is False
    menu.set_value(True)
    app = pressed(app, "Open it")
    assert problems(app) == []
    (name,) = {word.partition("=")[2] for word in own(app)}
    stepped = opened("step", task=name, layer="l1")
    head, plane = unpack(scene(stepped))
    model = load_model(name)
    net, read = Speller(symbols=symbols), model.encode(model.tokens(model.first_example))
    said = run(net.lstm, read[:, 0])[0] @ net.fc.weight.detach().double().numpy().T
    expected = torch.sigmoid(torch.from_numpy(said) + net.fc.bias.double()).T.detach().numpy()
    assert np.abs(plane(head["panels"][0]["planes"]["says"]) - expected).max() < 1e-6
    assert "comes a sigmoid" in model.about


def test_numbers_are_typed_drawn_or_those_of_a_file():
    net = nn.LSTM(2, 3)
    data = np.random.default_rng(0).normal(size=(6, 2, 2)).astype("f4")
    weights = {f"rnn.{name}": value for name, value in net.state_dict().items()}
    app = brought("plain.safetensors", save(weights))
    buffer = io.BytesIO()
    np.save(buffer, data)
    app.get("file_uploader")[1].set_value(("data.npy", buffer.getvalue(), ""))
    app = pressed(sound(app.run()), "Open it")
    assert problems(app) == []
    (name,) = {word.partition("=")[2] for word in own(app)}
    assert not [text for text in opened("step", task=name).markdown if text.value.startswith("****")]
    typed = np.array([[0.5, -1], [2, 0.3]])
    for words, read in (
        ({}, data[:, 0]),
        ({"seq": "row 2"}, data[:, 1]),
        ({"seq": "0.5,-1 2,3e-1"}, typed),
    ):
        head, plane = unpack(scene(opened("step", task=name, **words)))
        planes = head["panels"][0]["planes"]
        assert np.abs(plane(planes["inputs"]) - read).max() < 1e-7
        assert np.abs(plane(planes["cell"]) - run(net, read)[1][0]["cell"].T).max() < 1e-6
        assert head["tokens"] == [str(step) for step in range(1, 1 + len(read))]
    assert unpack(scene(opened("step", task=name, seq="sample 7")))[0]["steps"] == 50
    for page in ("what_if", "memory"):
        assert problems(opened(page, task=name)) == []
    (problem,) = problems(opened("step", task=name, seq="1,2 3"))
    assert "Step 2 of the sequence is &#x27;3&#x27;" in problem


def test_a_net_is_renamed_and_removed_and_its_link_then_says_so():
    app = brought("speller.safetensors", save(Speller().state_dict()), json.dumps(list(ALPHABET)))
    app = pressed(app, "Open it")
    (name,) = {word.partition("=")[2] for word in own(app)}
    labelled(app.text_input, "Title").set_value("**mine** <b>")
    app = sound(app.run())
    assert labelled(app.text_input, "Title").value == "**mine** <b>"
    app = pressed(app, "Remove")
    assert own(app) == []
    assert "there is no" in problems(opened("step", task=name))[0]


WRONG = {
    "an alphabet of another length": ("你好", "has 2 symbols, and the embedding a row for each of 5"),
    "a symbol twice": ("你好银行你", "is there twice"),
    "broken JSON": ('["你"', "is not valid JSON"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_fit_is_said_with_a_way_out_and_costs_nothing(wrong):
    alphabet, said = WRONG[wrong]
    app = brought("speller.safetensors", save(Speller().state_dict()), alphabet)
    app = pressed(app, "Open it")
    (problem,) = problems(app)
    assert said in problem
    assert own(app) == []
    labelled(app.text_area, "Its alphabet").set_value(ALPHABET)
    assert problems(pressed(app, "Open it")) == []


def test_an_embedding_waits_for_the_alphabet_and_who_knows_none_sees_the_symbols_numbers():
    app = brought("speller.safetensors", save(Speller().state_dict()))
    assert "Open it" not in [button.label for button in app.button]
    assert "The embedding has 5 rows" in " ".join(text.value for text in app.markdown)
    app = pressed(pressed(app, "Call the symbols by their numbers, 0 to 4"), "Open it")
    assert problems(app) == []
    (name,) = {word.partition("=")[2] for word in own(app)}
    stepped = opened("step", task=name, seq="304")
    assert problems(stepped) == []
    head, plane = unpack(scene(stepped))
    output = run(Speller().lstm, Speller().emb.weight.detach()[[3, 0, 4]])[1][0]["cell"]
    assert head["tokens"] == ["3", "0", "4"]
    assert np.abs(plane(head["panels"][0]["planes"]["cell"]) - output.T).max() < 1e-6


def test_what_was_said_of_a_file_is_not_taken_for_the_next():
    app = brought("speller.safetensors", save(Speller().state_dict()), ALPHABET)
    labelled(app.text_input, "A first sequence").set_value("你好")
    labelled(app.text_input, "A name for it").set_value("mine")
    app = sound(app.run())
    app.get("file_uploader")[0].set_value(("bare.npz", arrays(nn.GRU(3, 5)), ""))
    app = sound(app.run())
    assert labelled(app.selectbox, "Layer to open").options == ["GRU"]
    assert labelled(app.text_area, "Its alphabet").value == ""
    typed = [labelled(app.text_input, label).value for label in ("A first sequence", "A name for it")]
    assert typed == ["", "bare"]
    app = pressed(app, "Open it")
    (name,) = {word.partition("=")[2] for word in own(app)}
    assert "The layer 'GRU' of the file 'bare.npz'" in load_model(name).about


def test_a_refused_file_leaves_the_one_before():
    app = brought("speller.safetensors", save(Speller().state_dict()))
    app.get("file_uploader")[0].set_value(("<b>evil</b>.pt", b"cos\nsystem\n(S'touch canary'\ntR.", ""))
    app = sound(app.run())
    (problem,) = problems(app)
    assert "&lt;b&gt;evil&lt;/b&gt;.pt: The file is refused" in problem
    assert ". Save the net’s weights anew" in problem
    assert labelled(app.selectbox, "Layer to open").options == ["lstm"]


def test_it_is_set_against_a_known_output():
    app = brought("speller.safetensors", save(Speller().state_dict()), ALPHABET)
    app = pressed(app, "Open it")
    net, typed = Speller(), labelled(app.text_input, "The input").value
    with torch.no_grad():
        read = net.emb(torch.tensor([[ALPHABET.index(character)] for character in typed]))
        hidden = net.lstm(read)[0][:, 0]
    for known in (hidden, net.fc(hidden).detach(), hidden[-1:]):
        lines = "\n".join(",".join(f"{number:.9g}" for number in step) for step in (known + 0.25).tolist())
        labelled(app.text_area, "Its output").set_value(lines)
        app = pressed(app, "Compare")
        assert "The largest difference is **0.25**." in [text.value for text in app.markdown]
    labelled(app.text_area, "Its output").set_value("1,2,3")
    assert "Give as many numbers, or the last line alone" in problems(pressed(app, "Compare"))[0]
