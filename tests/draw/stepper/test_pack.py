"""What pack() writes, another program reads back: the trace's numbers to the last bit, words as text."""

import json
import re
import struct
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_sequence

from lstmviz import trace
from lstmviz.draw.colours import INK, PALETTES, RIGHT, WRONG
from lstmviz.draw.derived import derived
from lstmviz.draw.quantities import LEDGER, accents, quantities_of
from lstmviz.draw.scene import Bench, Panel, Question, Readout, Says, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.draw.stepper.described_cell import described
from lstmviz.draw.stepper.pack import pack
from lstmviz.draw.stepper.pieces import NAME
from lstmviz.nets.cells import CELLS
from tests.colour import channels, contrast, luminance
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
    """(head, plane), plane([piece, offset, rows, columns]) being the array at that place."""
    message = message if isinstance(message, bytes) else b"".join(message)
    head, floats, at = {}, [], 0
    while at < len(message):
        begin = at + NAME + 4
        (length,) = struct.unpack_from("<I", message, begin - 4)
        head |= json.loads(message[begin : begin + length].decode(), parse_constant=strict)
        (size,) = struct.unpack_from("<I", message, begin + length)
        at = begin + length + 4 + size
        assert length % 4 == size % 4 == 0
        floats.append(np.frombuffer(message[at - size : at], "<f4"))
    for panel in head["panels"]:
        panel.update(head["cells"][panel["described"]])
    return head, lambda place: floats[place[0]][place[1] :][: place[2] * place[3]].reshape(place[2:])


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
        assert same_bits(planes["h0"], layer.h0)
        for name, weight in layer.weights.parts.items():
            assert same_bits(planes[name], np.atleast_2d(weight))
        assert head["panels"][0]["blocks"] == list(CELLS[cell].blocks)


def test_the_head_names_what_is_drawn(traced):
    head, _ = panels_of(traced("lstm").layers[0])
    (panel,) = head["panels"]
    assert (head["steps"], head["tokens"], head["question"]) == (STEPS, list(TOKENS), None)
    assert [quantity["name"] for quantity in panel["quantities"]] == [
        line.name for line in quantities_of("lstm")
    ]
    assert [line["quantity"] for line in panel["equations"]] == [line.name for line in quantities_of("lstm")]
    assert set(head["scales"]) == set(head["colours"]) == {"light", "dark"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("palette", PALETTES)
def test_scales_go_from_closed_to_open_and_from_minus_over_zero_to_plus(traced, palette, theme):
    head, _ = unpack(pack(Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS), palette))
    scales, paper = head["scales"][theme], head["colours"][theme]["paper"]
    assert luminance(scales["gate"][0]) < luminance(scales["gate"][-1])
    red, _, blue = channels(scales["state"][0])
    assert red >= blue  # minus is warm, or black
    red, _, blue = channels(scales["state"][-1])
    assert blue >= red
    assert contrast(scales["probability"][0], paper) < 1.1 < 3 < contrast(scales["probability"][-1], paper)


def test_colours_are_those_of_their_theme(traced):
    head, _ = unpack(pack(Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS)))
    for theme in ("light", "dark"):
        colours = head["colours"][theme]
        assert (colours["ink"], colours["right"]) == (getattr(INK, theme), getattr(RIGHT, theme))
        assert colours["wrong"] == getattr(WRONG, theme)
        for name, accent in accents().items():
            assert colours[name] == getattr(accent, theme)
        assert contrast(colours["ink"], colours["paper"]) > 10


def spans_of(*panels):
    head, _ = unpack(pack(Scene(panels, TOKENS)))
    return [{line["name"]: line["span"] for line in panel["quantities"]} for panel in head["panels"]]


def test_what_is_compared_has_one_range(traced):
    plain = traced("lstm").layers[0]
    grown = trace(seeded("lstm"), 9 * numbers(STEPS, INPUTS)).layers[0]
    one, other = spans_of(Panel("one", "", plain), Panel("other", "", grown))
    (alone,) = spans_of(Panel("one", "", plain))
    assert one == other
    assert one["cell"][1] >= float(grown.cell.abs().max()) > alone["cell"][1]


def test_what_is_derived_keeps_a_range_of_its_own(traced):
    plain = traced("lstm").layers[0]
    grown = trace(seeded("lstm"), 1.01 * numbers(STEPS, INPUTS)).layers[0]
    ledger = derived(plain, {"ledger": grown.cell - plain.cell})
    spans = spans_of(Panel("one", "", plain), Panel("other", "", ledger, shown=(LEDGER,)))
    most = float((grown.cell - plain.cell).abs().max())
    assert most <= spans[1]["ledger"][1] <= 1.11 * most < spans[0]["cell"][1]


def test_the_question_tells_targets_from_what_is_asked(traced):
    asked, targets = np.arange(STEPS) % 2 == 0, np.full(STEPS, 3, np.float32)
    question, says = Question((), targets, asked), Says(np.full((STEPS, 1), -2, np.float32), asked)
    head, plane = unpack(pack(Scene((Panel("one", "", traced("rnn").layers[0], says),), TOKENS, question)))
    assert same_bits(plane(head["question"]["targets"])[0], targets)
    assert same_bits(plane(head["question"]["asked"])[0], asked)
    assert head["question"]["span"] == [-2, 3]


def test_what_is_derived_has_neither_diagram_nor_equations(traced):
    layer = traced("lstm").layers[0]
    ledger = derived(layer, {"ledger": layer.cell})
    panels = (Panel("one", "", layer), Panel("other", "", ledger, shown=(LEDGER,)))
    head, _ = unpack(pack(Scene(panels, TOKENS)))
    assert [bool(panel["diagram"]) for panel in head["panels"]] == [True, False]
    assert [len(panel["equations"]) for panel in head["panels"]] == [6, 0]


def test_planes_lie_end_to_end(traced):
    message = pack(Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS))
    head, _ = unpack(message)
    places = sorted({tuple(place) for place in head["panels"][0]["planes"].values()})
    ends = [offset + rows * columns for _, offset, rows, columns in places]
    assert {piece for piece, *_ in places} == {1}
    assert [offset for _, offset, _, _ in places] == [0, *ends[:-1]]
    assert len(message[1]) == NAME + 4 + len("{}  ") + 4 + 4 * ends[-1]


def test_only_the_pieces_of_what_is_another_are_others(traced):
    one, other = traced("lstm").layers[0], trace(seeded("lstm"), 2 * numbers(STEPS, INPUTS)).layers[0]
    before, after = (
        pack(Scene((Panel("one", "", one), Panel("two", "", two)), TOKENS)) for two in (one, other)
    )
    assert [before[at] == after[at] for at in range(4)] == [True, True, False, False]
    names = [piece[:NAME].decode() for piece in after]
    assert len(set(names)) == 4
    assert unpack(after)[0]["with"] == names[:-1]


def test_what_panels_share_is_sent_once(traced):
    layer = traced("lstm").layers[0]
    head, _ = unpack(pack(Scene((Panel("one", "", layer), Panel("two", "", layer)), TOKENS)))
    assert len(head["cells"]) == 1
    assert head["panels"][0]["planes"] == head["panels"][1]["planes"]


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
    assert not any(word in page for word in ("<img", "<script>alert", "\0"))


@pytest.mark.parametrize("cell", CELLS)
def test_every_diagram_is_as_wide_as_the_layout_counts_on(cell):
    """It is drawn as high as its own units say; wider ones would be too small to read (layout.js)."""
    width, height = re.match(r'<svg viewBox="0 0 (\d+) (\d+)" ', described(cell)["diagram"]).groups()
    assert int(width) == 600
    assert int(height) <= 160


def test_the_head_says_where_one_begins_what_can_be_changed_and_in_which_language(traced):
    layer, bench = traced("lstm").layers[0], Bench({"forms": {"forget_gate": {}}}, {"variants": [[]]})
    head, _ = unpack(pack(Scene((Panel("one", "", layer),), TOKENS, unit=2, bench=bench)))
    assert (head["unit"], head["changeable"], head["changed"]) == (2, bench.changeable, bench.changed)
    assert head["spoken"]["language"] == "en"
    assert set(head["spoken"]) == {"language", "texts"}


ANSWERS = ("yes", "no")


@pytest.mark.parametrize("answers", [ANSWERS, ()], ids=["words", "numbers"])
def test_all_that_is_asked_and_answered_is_packed(traced, answers):
    layer, steps = traced("lstm").layers[0], np.arange(STEPS)
    asked, right = steps >= 2, steps % 2 == 0
    values = np.stack([steps / 10, 1 - steps / 10], axis=-1) if answers else steps[:, None] / 10
    values, targets = values.astype(np.float32), (steps % 2 if answers else steps / 7).astype(np.float32)
    readout = Readout(np.arange(2 * HIDDEN, dtype=np.float32).reshape(2, HIDDEN), np.array([0.5, -0.5]))
    says = Says(values, right, changed=steps > 2, readout=readout)
    question = Question(answers, targets, asked, "Which one?", tolerance=0.25, flags=("b",))
    head, (planes,) = panels_of(layer, question=question, says=says)
    told = head["question"]
    assert (told["text"], told["answers"], told["tolerance"]) == ("Which one?", list(answers), 0.25)
    assert told["flags"] == ["b"]
    assert same_bits(planes["says"], values.T)
    for name, at in {"right": asked & right, "wrong": asked & ~right}.items():
        assert same_bits(planes[name], np.where(at, targets, np.nan)[None])
    said = values.argmax(-1) if answers else values[:, 0]
    assert same_bits(planes["changed"], np.where(steps > 2, said, np.nan)[None])
    assert same_bits(planes["readout_weight"], readout.weight)
    assert same_bits(planes["readout_bias"], readout.bias[None])
    head, (planes,) = panels_of(layer, question=question, says=Says(values, right))
    assert not {"changed", "readout_weight", "readout_bias"} & set(planes)


@pytest.mark.parametrize(
    ("targets", "said", "span"),
    [
        ([0.5, 2.0], [1.0, 1.5], [0, 2]),
        ([-3.0, -1.0], [-2.0, -4.0], [-4, 0.001]),
        ([0, 0], [0, 0], [0, 0.001]),
    ],
)
def test_numbers_span_all_that_is_right_or_said_and_zero(traced, targets, said, span):
    layer = traced("lstm").layers[0]
    few = np.full(STEPS - 2, targets[0])
    values = np.concatenate([[np.nan], few[1:], said]).astype(np.float32)[:, None]
    question = Question((), np.concatenate([few, targets]).astype(np.float32), np.ones(STEPS, bool))
    panel = Panel("one", "", layer, Says(values, np.ones(STEPS, bool)), question=question)
    head, _ = unpack(pack(Scene((panel,), TOKENS, question)))
    assert head["question"]["span"] == pytest.approx(span)
    assert head["panels"][0]["question"]["span"] == pytest.approx(span)  # one scale for all panels


def test_what_is_no_number_never_gets_into_the_head(traced):
    with pytest.raises(ValueError, match="JSON"):
        pack(
            Scene(
                (Panel("one", "", traced("lstm").layers[0]),),
                TOKENS,
                bench=Bench({}, {"value": float("nan")}),
            )
        )


@pytest.mark.parametrize("shown", [False, True], ids=["computed", "derived"])
def test_a_panel_and_its_rows_say_all_that_they_were_declared_with(traced, shown):
    layer = traced("lstm").layers[0]
    lines = tuple(replace(line, limit=None) for line in quantities_of("lstm")) if shown else None
    question = Question(ANSWERS, np.zeros(STEPS, np.float32), np.ones(STEPS, bool), "And here?")
    panel = Panel(
        "one", "8 units", layer, channels=("a", "b"), shown=lines, checked="against PyTorch",
        tokens=tuple("hgfedcb"), changing="/what-if?changes=", question=question,
    )  # fmt: skip
    head, _ = unpack(pack(Scene((panel, Panel("two", "", layer)), TOKENS)))
    told, plain = head["panels"]
    for name in ("title", "detail", "checked", "changing"):
        assert told[name] == getattr(panel, name)
    assert (told["channels"], told["tokens"], told["units"]) == (["a", "b"], list("hgfedcb"), HIDDEN)
    assert (told["question"]["text"], told["question"]["span"]) == ("And here?", [0, 1])
    assert not {"tokens", "question"} & set(plain)
    assert bool(told["equations"]) == bool(told["diagram"]) == (not shown)
    for row, line in zip(told["quantities"], panel.quantities, strict=True):
        for name in ("name", "symbol", "title", "meaning", "kind", "limit", "row", "height"):
            assert row[name] == getattr(line, name)
        assert row["gloss"] == ("" if shown else line.gloss)
    assert any(line.gloss for line in quantities_of("lstm"))
