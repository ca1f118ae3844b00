"""What the presets of the Inside-a-cell page say is true, by torch.nn in float64."""

import json
import re

import numpy as np
import pytest

from lstmviz.draw import inside
from lstmviz.draw.inside.presets import PRESETS
from lstmviz.draw.quantities import quantities_of
from lstmviz.nets.cells import CELLS
from tests import one_unit


def computed(name):
    """Inputs, the LSTM's quantities and the RNN's hidden states of a preset, as arrays."""
    preset = inside.content()["presets"][name]
    lstm, rnn = one_unit.run(preset["numbers"], preset["inputs"])
    return (
        np.array(preset["inputs"]),
        {quantity: np.array(values) for quantity, values in lstm.items()},
        np.array(rnn),
    )


def test_remember_forever():
    x, lstm, rnn = computed("remember")
    assert (lstm["forget_gate"] > 0.9999).all()
    pulse = int(x.argmax())
    assert pulse + 1 == 4
    assert lstm["input_gate"][pulse] > 0.98
    assert np.delete(lstm["input_gate"], pulse).max() < 0.013
    kept = lstm["cell"][pulse:]
    assert kept[0] == pytest.approx(np.tanh(2), abs=0.02)
    assert np.abs(kept / kept[0] - 1).max() < 0.02  # within 2 % after 16 distracting steps
    assert rnn[pulse] > 0.75
    assert rnn[-1] < 0.4 * rnn[pulse]
    assert np.ptp(rnn[pulse + 2 :]) > 0.4  # it wanders with every small input


def test_forget_always():
    x, lstm, rnn = computed("forget")
    assert (lstm["forget_gate"] < 1e-4).all()
    np.testing.assert_allclose(lstm["cell"], np.tanh(1.5 * x), atol=1e-4)
    np.testing.assert_allclose(lstm["cell"], rnn, atol=1e-4)
    numbers = inside.content()["presets"]["forget"]["numbers"]
    assert numbers["uh"] == 0
    raised, _ = one_unit.run(numbers | {"bf": 12}, list(x))
    assert np.abs(np.array(raised["cell"]) - rnn).max() > 1  # memory appears


def test_overwrite():
    x, lstm, rnn = computed("overwrite")
    pulses = np.flatnonzero(x)
    assert len(pulses) == 4
    assert (lstm["forget_gate"][pulses] < 0.01).all()
    assert (lstm["input_gate"][pulses] > 0.99).all()
    held = x[np.maximum.accumulate(np.where(x > 0, np.arange(len(x)), 0))]
    np.testing.assert_allclose(lstm["cell"], np.tanh(held / 2), atol=0.015)
    after = rnn[pulses[1:] - 1]
    assert (after > 0.4).all()  # the old value still stands there, and goes into the new one:
    assert (np.abs(rnn[pulses[1:]] - np.tanh(x[pulses[1:]])) > 0.015).all()


def test_count():
    x, lstm, rnn = computed("count")
    np.testing.assert_allclose(lstm["cell"], np.cumsum(x), atol=0.001)
    h = {int(count): value for count, value in zip(np.cumsum(x), lstm["hidden"], strict=True)}
    assert h[2] - h[1] > 0.2
    assert h[6] - h[3] < 0.005
    pulses = np.flatnonzero(x)
    assert rnn[pulses[-1]] < rnn[pulses[1]]  # six pulses look like fewer than two did


def test_detect_an_edge():
    x, lstm, _ = computed("edge")
    rises = np.flatnonzero(np.diff(x, prepend=0) > 0)
    assert len(rises) == 4
    assert (lstm["hidden"][rises] > 0.75).all()
    assert np.delete(lstm["hidden"], rises).max() < 0.025
    assert (lstm["output_gate"][x == 0] < 0.01).all()
    longer = [rise + 1 for rise in rises if rise + 1 < len(x) and x[rise + 1]]
    assert (lstm["forget_gate"][longer] < 0.02).all()
    assert (np.abs(lstm["cell"][longer]) < 0.02).all()
    assert (lstm["cell"][rises - 1] > 0.99).all()


def of_other_cell(name):
    """Inputs and quantities of a preset of another cell than the LSTM, the numbers, and the RNN's states."""
    preset = inside.content()["presets"][name]
    found = one_unit.run_cell(preset["cell"], preset["numbers"], preset["inputs"])
    _, rnn = one_unit.run(preset["numbers"], preset["inputs"])
    return np.array(preset["inputs"]), {key: np.array(values) for key, values in found.items()}, np.array(rnn)


def test_every_third_pulse():
    x, cell, _ = of_other_cell("third")
    thirds = np.flatnonzero(x)[2::3]
    assert len(thirds) == 3
    assert (cell["hidden"][thirds] > 0.85).all()
    assert np.delete(cell["hidden"], thirds).max() < 0.1
    assert (cell["cell"][thirds] > 2.9).all()
    assert (cell["forget_gate"][thirds[:-1] + 1] < 0.01).all()
    assert cell["cell"][thirds[1] + 1] < 0.1  # no pulse comes then
    preset = inside.content()["presets"]["third"]
    never = one_unit.run_cell("peephole-lstm", preset["numbers"] | {"po": 0}, preset["inputs"])
    assert max(never["output_gate"]) < 1e-4


def test_keep_or_renew():
    x, gru, rnn = of_other_cell("renew")
    pulses = np.flatnonzero(x)
    assert (gru["update_gate"][x == 0] > 0.99).all()
    assert (gru["update_gate"][pulses] < 0.01).all()
    np.testing.assert_allclose(gru["hidden"][pulses], np.tanh(x[pulses]), atol=0.01)
    held = x[np.maximum.accumulate(np.where(x > 0, np.arange(len(x)), 0))]
    np.testing.assert_allclose(gru["hidden"], np.tanh(held), atol=0.02)
    assert (np.abs(rnn[pulses[1:]] - np.tanh(x[pulses[1:]])) > 0.015).all()


def test_shares_of_one():
    x, cell, _ = of_other_cell("shares")
    pulses = np.flatnonzero(x)
    assert (cell["input_share"][pulses] > 0.99).all()
    assert (cell["forget_share"][x == 0] > 0.99).all()
    np.testing.assert_allclose(cell["hidden"][pulses], 2 * x[pulses], atol=0.02)
    assert (cell["hidden"][pulses] > 1).all()
    held = 2 * x[np.maximum.accumulate(np.where(x > 0, np.arange(len(x)), 0))]
    np.testing.assert_allclose(cell["hidden"], held, atol=0.1)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_within_what_a_visitor_may_set(name):
    preset = inside.content()["presets"][name]
    assert all(abs(value) <= inside.LIMITS["weight"] for value in preset["numbers"].values())
    assert all(abs(value) <= inside.LIMITS["input"] for value in preset["inputs"])
    assert len(preset["inputs"]) == 20
    assert 0 <= preset["step"] < len(preset["inputs"])
    assert preset["cell"] in inside.content()["cells"]


SLIDERS = {
    "lstm": "wf uf bf wi ui bi wg ug bg wo uo bo",
    "peephole-lstm": "wf uf bf pf wi ui bi pi wg ug bg wo uo bo po",
    "gru": "wr ur br wz uz bz wn un bn vn",
    "min-lstm": "wf bf wi bi wg bg",
    "rnn": "wh uh bh",
    "relu-rnn": "wh uh bh",
}
FORMULAS = {
    ("lstm", "f"): "σ(w x + u h + b)",
    ("gru", "n"): "tanh(w x + b + r(u h + b′))",
    ("peephole-lstm", "o"): "σ(w x + u h + b + p c)",
    ("min-lstm", "g"): "w x + b",
    ("relu-rnn", "h"): "relu(w x + u h + b)",
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_has_a_slider_for_every_number_that_its_equations_read(name):
    groups = inside.content()["cells"][name]["groups"]
    keys = [part + group["letter"] for group in groups for part in group["parts"]]
    assert keys == SLIDERS[name].split()
    weights = {part["weight"] for group in groups for part in group["parts"].values()}
    assert weights <= set(CELLS[name].shapes(1, 1))
    for preset in inside.content()["presets"].values():
        assert set(keys) <= set(preset["numbers"])


@pytest.mark.parametrize(("name", "letter"), FORMULAS)
def test_what_the_numbers_go_into_is_told(name, letter):
    (group,) = (one for one in inside.content()["cells"][name]["groups"] if one["letter"] == letter)
    assert group["formula"] == FORMULAS[name, letter]


def test_what_is_sent_is_strict_json():
    text = json.dumps(inside.content(), allow_nan=False)
    assert json.loads(text) == inside.content()
    assert len(text) < 60_000


def test_every_cell_is_shown_with_the_vocabulary_of_everything():
    cells = inside.content()["cells"]
    assert list(cells) == list(CELLS)
    for name, panel in cells.items():
        assert panel["cell"] == name
        names = [line.name for line in quantities_of(panel["cell"])]
        assert [line["name"] for line in panel["quantities"]] == names
        assert [line["quantity"] for line in panel["equations"]] == names
        assert panel["diagram"].startswith("<svg")


def test_every_colour_has_both_themes_and_no_other_file_names_one():
    assert "--forget_gate: light-dark(#" in inside.style()
    files = [*inside.FOLDER.glob("*.js"), inside.STYLE]
    assert files
    for file in files:
        assert not re.findall(
            r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|rgba?\(|hsl", file.read_text(encoding="utf-8")
        ), file
