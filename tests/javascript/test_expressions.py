"""The browser's evaluation of every equation against the layer's own numbers, and the text against itself."""

import json
import math

import numpy as np
import pytest

from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.nets.cells import CELLS
from tests.conftest import STEPS
from tests.javascript.node import in_node, needs_node

pytestmark = [
    pytest.mark.filterwarnings("ignore:LSTM with projections"),
    needs_node,
]
FUNCTIONS = {"σ": lambda x: 1 / (1 + math.exp(-x)), "tanh": math.tanh, "relu": lambda x: max(0.0, x)}
CASES = [(name, {}) for name in CELLS]
CASES += [(name, {"bidirectional": True}) for name, cell in CELLS.items() if cell.module]
CASES += [("lstm", {"proj_size": 2}), ("gru", {"bias": False})]


@pytest.fixture(scope="module")
def in_browser(traced, tmp_path_factory):
    """For every case the last layer of the trace, and what the browser says of its equations."""
    folder, layers, files = tmp_path_factory.mktemp("scenes"), [], []
    for at, (cell, given) in enumerate(CASES):
        layers.append(traced(cell, **given).layers[-1])
        files.append(folder / str(at))
        scene = Scene((Panel("", "", layers[-1]),), tuple("abcdefg"[:STEPS]))
        files[-1].write_bytes(b"".join(pack(scene)))
    scenes = json.loads(in_node("expressions.js", files))
    return [(layer, panels[0]) for layer, panels in zip(layers, scenes, strict=True)]


@pytest.mark.parametrize("case", range(len(CASES)), ids=[f"{cell} {given}" for cell, given in CASES])
def test_every_equation_gives_the_layers_own_numbers(in_browser, case):
    layer, lines = in_browser[case]
    assert [line["quantity"] for line in lines] == list(layer.quantities)
    for line in lines:
        expected = layer.quantities[line["quantity"]][:, 0].T
        np.testing.assert_allclose(line["values"], expected, atol=1e-6, err_msg=line["quantity"])


@pytest.mark.parametrize("case", range(len(CASES)), ids=[f"{cell} {given}" for cell, given in CASES])
def test_the_written_equation_and_its_sum_give_them_too(in_browser, case):
    layer, lines = in_browser[case]
    for line in lines:
        for unit, step in np.ndindex(np.shape(line["texts"])):
            expected = layer.quantities[line["quantity"]][step, 0, unit].item()
            text, total = line["texts"][unit][step], line["sums"][unit][step]
            assert value(text) == pytest.approx(expected, abs=0.005 * (text.count(".") + 1)), text
            if total:
                assert value(total) == pytest.approx(expected, abs=0.006), total


def value(text):
    """Of "σ(0.31 + 0.20) · 0.20"."""
    return eval(text.translate(str.maketrans({"−": "-", "·": "*"})), dict(FUNCTIONS))
