"""What the browser says of every unit, and in which orders it puts them, against NumPy and lstmviz.memory."""

import json

import numpy as np
import pytest

import lstmviz
from lstmviz import Edit, memory
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.nets.cells import CELLS
from tests.conftest import INPUTS, STEPS, numbers, seeded
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node


@pytest.fixture(scope="module")
def in_browser(traced, tmp_path_factory):
    """Of every cell its layer and what the browser says of it; last an LSTM with one hidden value set."""
    layers = [traced(cell).layers[0] for cell in CELLS]
    edited = lstmviz.trace(
        seeded("lstm"), numbers(STEPS, INPUTS), edits=[Edit("hidden", 0.5, units=[1], steps=[2])]
    )
    folder, files = tmp_path_factory.mktemp("scenes"), []
    for at, layer in enumerate([*layers, edited.layers[0]]):
        files.append(folder / str(at))
        files[-1].write_bytes(b"".join(pack(Scene((Panel("", "", layer),), tuple("abcdefg"[:STEPS])))))
    said = json.loads(in_node("units.js", files))
    return dict(zip([*CELLS, "edited"], zip([*layers, None], said, strict=True), strict=True))


def values(layer, name):
    return layer.quantities[name][:, 0].double().numpy()  # (T, H)


@pytest.mark.parametrize("cell", [name for name, cell in CELLS.items() if cell.path])
def test_half_lives_and_saturation_are_those_of_the_gate_that_keeps(in_browser, cell):
    layer, said = in_browser[cell]
    expected = memory.half_life(layer)[:, 0].median(0).values
    np.testing.assert_allclose(said["halfLives"], expected, rtol=1e-5)
    keep = values(layer, CELLS[cell].path.keep)
    assert said["saturated"] == ((keep < 0.1) | (keep > 0.9)).sum(0).tolist()
    assert said["orders"]["half-life"] == np.argsort(-np.array(said["halfLives"]), kind="stable").tolist()
    assert said["orders"]["saturation"] == np.argsort(-np.array(said["saturated"]), kind="stable").tolist()


@pytest.mark.parametrize("cell", CELLS)
def test_correlations_are_numpy_s_and_order_by_their_size(in_browser, cell):
    layer, said = in_browser[cell]
    both = np.vstack([values(layer, "hidden").T, layer.inputs[:, 0].double().numpy().T])
    units = values(layer, "hidden").shape[1]
    expected = np.corrcoef(both)[:units, units:]  # (H, I)
    np.testing.assert_allclose(said["correlations"], expected, atol=1e-5)
    for channel, column in enumerate(np.abs(np.array(said["correlations"])).T):
        assert said["orders"][f"x{channel}"] == np.argsort(-column, kind="stable").tolist()


@pytest.mark.parametrize("cell", [name for name, cell in CELLS.items() if not cell.path])
def test_a_net_without_gates_has_no_such_orders(in_browser, cell):
    _, said = in_browser[cell]
    assert not said["orders"].keys() & {"half-life", "saturation"}
    assert said["orders"]["place"] == sorted(said["orders"]["place"])


@pytest.mark.parametrize("cell", CELLS)
def test_what_arrived_satisfies_the_cell_s_last_equation(in_browser, cell):
    layer, said = in_browser[cell]
    assert said["check"]["put"] == 0
    assert said["check"]["checked"] == layer.quantities["hidden"][:, 0].numel()
    assert said["check"]["most"] < 1e-6


def test_a_value_that_was_set_is_told_apart(in_browser):
    _, said = in_browser["edited"]
    assert said["check"]["put"] == 1
    assert said["check"]["most"] < 1e-6
