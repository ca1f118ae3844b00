"""What the browser compares has the range of colours that Python gives it, whatever the numbers."""

import json

import numpy as np
import pytest

from lstmviz.draw.derived import derived
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.nets.cells import CELLS
from tests.conftest import STEPS
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node
SIZES = [0.0, *np.geomspace(1e-7, 1e7, 57).tolist(), 0.01, 0.1, 1.0, 10.0, 99.0, 0.25, 7.5]
BEYOND = [np.nan, np.inf, -np.inf]


def sized(layer, size, seed):
    """The layer's quantities with numbers of a size, its largest among them, and some that are no numbers."""
    draw = np.random.default_rng(seed)
    made = {}
    for name, values in layer.quantities.items():
        numbers = draw.uniform(-size, size, values.shape).astype(np.float32)
        numbers.flat[: len(BEYOND) + 1] = [-size, *BEYOND]
        made[name] = numbers
    return derived(layer, made)


@pytest.mark.parametrize("cell", CELLS)
def test_a_range_that_the_browser_finds_is_the_one_that_is_packed(tmp_path, traced, cell):
    layer, shown = traced(cell).layers[0], quantities_of(cell)
    files = [tmp_path / str(at) for at in range(len(SIZES))]
    for at, (file, size) in enumerate(zip(files, SIZES, strict=True)):
        runs = [sized(layer, size, at), sized(layer, size / 3, at + 1)]
        panels = tuple(Panel("", "", run, shown=shown) for run in runs)
        file.write_bytes(b"".join(pack(Scene(panels, tuple("x" * STEPS)))))
    for size, ranges in zip(SIZES, json.loads(in_node("ranges.js", files)), strict=True):
        assert [one["found"] for one in ranges] == [one["sent"] for one in ranges], size
