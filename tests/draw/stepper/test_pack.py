"""What pack() writes, another program reads back: the trace's numbers to the last bit, words as text."""

import json
import struct

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_sequence

from lstmviz import trace
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import Panel, Question, Says, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.draw.stepper.pack import pack
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN, INPUTS, STEPS, numbers, seeded

TOKENS = tuple("abcdefg")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"'`",
    "🧠é",
    "\0\u2028",
    "<img src=x onerror=alert(1)>",
    "&lt;",
    "$scene",
)


def strict(constant):
    raise AssertionError(f"{constant} is not JSON")


def unpack(message):
    """(head, plane), plane([offset, rows, columns]) being the array at that place."""
    (length,) = struct.unpack_from("<I", message)
    assert length % 4 == 0
    head = json.loads(message[4 : 4 + length].decode(), parse_constant=strict)
    floats = np.frombuffer(message, "<f4", offset=4 + length)
    return head, lambda place: floats[place[0] :][: place[1] * place[2]].reshape(place[1:])


def panels_of(*layers, tokens=TOKENS, question=None, says=None, row=0):
    panels = tuple(Panel("one", "", layer, says, row=row) for layer in layers)
    head, plane = unpack(pack(Scene(panels, tokens, question)))
    return head, [{name: plane(place) for name, place in panel["planes"].items()} for panel in head["panels"]]


def same_bits(one, other):
    other = np.ascontiguousarray(other, dtype=np.float32)
    return one.shape == other.shape and one.tobytes() == other.tobytes()


@pytest.mark.parametrize("given", [{}, {"bidirectional": True, "num_layers": 2}], ids=["plain", "deep"])
@pytest.mark.parametrize("cell", CELLS)
def test_every_plane_is_the_trace_s_array(traced, cell, given):
    layers = traced(cell, **given).layers
    head, panels = panels_of(*layers)
    assert [panel["reverse"] for panel in head["panels"]] == [layer.reverse for layer in layers]
    for planes, layer in zip(panels, layers, strict=True):
        for name, values in layer.quantities.items():
            assert same_bits(planes[name], values[:, 0].T)
        assert same_bits(planes["inputs"], layer.inputs[:, 0])
        assert all(same_bits(planes[name], getattr(layer, name)) for name in ("weight_ih", "weight_hh", "h0"))
        assert all(same_bits(planes[name][0], getattr(layer, name)) for name in ("bias_ih", "bias_hh"))


def test_the_head_names_what_is_drawn(traced):
    head, _ = panels_of(traced("lstm").layers[0])
    (panel,) = head["panels"]
    assert (head["steps"], head["tokens"], head["question"]) == (STEPS, list(TOKENS), None)
    assert [quantity["name"] for quantity in panel["quantities"]] == [
        line.name for line in quantities_of("lstm")
    ]
    assert [line["quantity"] for line in panel["equations"]] == [line.name for line in quantities_of("lstm")]
    assert set(panel["figures"]) == set(head["colours"]) == {"light", "dark"}


def test_planes_lie_end_to_end(traced):
    message = pack(Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS))
    head, _ = unpack(message)
    places = sorted(head["panels"][0]["planes"].values())
    ends = [offset + rows * columns for offset, rows, columns in places]
    assert [offset for offset, _, _ in places] == [0, *ends[:-1]]
    assert len(message) == 4 + struct.unpack_from("<I", message)[0] + 4 * ends[-1]


@pytest.mark.parametrize(("row", "length"), [(0, 3), (1, 5)])
def test_a_packed_sequence_loses_its_padding(row, length):
    sequences = pack_sequence([numbers(3, INPUTS), numbers(5, INPUTS)], enforce_sorted=False)
    layer = trace(seeded("lstm"), sequences).layers[0]
    _, (planes,) = panels_of(layer, tokens=TOKENS[:length], row=row)
    assert same_bits(planes["cell"], layer.cell[:length, row].T)
    assert same_bits(planes["inputs"], layer.inputs[:length, row])


def test_the_row_of_a_batch_starts_from_its_own_state():
    h0, c0 = numbers(1, 2, HIDDEN, seed=1), numbers(1, 2, HIDDEN, seed=2)
    layer = trace(seeded("lstm"), numbers(STEPS, 2, INPUTS), (h0, c0)).layers[0]
    _, (planes,) = panels_of(layer, row=1)
    assert same_bits(planes["h0"], h0[:, 1])
    assert same_bits(planes["c0"], c0[:, 1])


@pytest.mark.filterwarnings("ignore:LSTM with projections")
def test_a_projection_has_fewer_hidden_rows(traced):
    layer = traced("lstm", proj_size=2).layers[0]
    head, (planes,) = panels_of(layer)
    assert (planes["hidden"].shape, planes["cell"].shape) == ((2, STEPS), (HIDDEN, STEPS))
    assert "hr" in head["panels"][0]["equations"][-1]["symbols"]


def test_a_net_without_biases_sends_none(traced):
    _, (planes,) = panels_of(traced("gru", bias=False).layers[0])
    assert not {"bias_ih", "bias_hh", "c0"} & set(planes)


def test_right_and_wrong_are_marked_only_where_asked(traced):
    asked = np.array([False, True, True, True, False, True, True])
    right = np.array([True, True, False, True, False, False, True])
    targets = np.arange(STEPS, dtype=np.float32) % 2
    question, says = Question(("a", "b"), targets, asked), Says(np.full((STEPS, 2), 0.5, np.float32), right)
    _, (planes,) = panels_of(traced("rnn").layers[0], question=question, says=says)
    assert same_bits(planes["says"], says.values.T)
    assert same_bits(planes["right"][0], np.where(asked & right, targets, np.nan))
    assert same_bits(planes["wrong"][0], np.where(asked & ~right, targets, np.nan))


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, -0.0, 1e-45])
def test_odd_numbers_come_through(traced, number):
    values = np.full((STEPS, 1), number, np.float32)
    question = Question((), np.zeros(STEPS, np.float32), np.ones(STEPS, bool))
    says = Says(values, np.ones(STEPS, bool))
    _, (planes,) = panels_of(traced("rnn").layers[0], question=question, says=says)
    assert same_bits(planes["says"], values.T)


def test_the_same_scene_gives_the_same_bytes_and_another_palette_others(traced):
    scene = Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS)
    assert pack(scene) == pack(scene)
    assert pack(scene, "grey") != pack(scene)


def test_a_trace_is_left_as_it_was(traced):
    run = traced("lstm")
    cell = run.layers[0].cell.clone()
    panels_of(run.layers[0])
    assert torch.equal(run.layers[0].cell, cell)


def test_hostile_tokens_stay_text(traced):
    scene = Scene((Panel(HOSTILE[0], HOSTILE[4], traced("rnn").layers[0]),), HOSTILE)
    head, _ = unpack(pack(scene))
    assert tuple(head["tokens"]) == HOSTILE
    assert (head["panels"][0]["title"], head["panels"][0]["detail"]) == (HOSTILE[0], HOSTILE[4])
    page = Stepper(scene).html()
    assert not any(word in page for word in ("alert(1)", "<img src=x", "🧠", "\0"))
