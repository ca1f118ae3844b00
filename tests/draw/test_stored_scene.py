"""A stored scene comes back as it was."""

from dataclasses import replace

import numpy as np
import pytest

from lstmviz.draw.derived import derived
from lstmviz.draw.quantities import LEDGER
from lstmviz.draw.scene import Bench, Panel, Question, Readout, Says, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.draw.stored_scene import read_scene, write_scene
from lstmviz.nets.cells import CELLS
from tests.conftest import STEPS

TOKENS = ("a", "<b>", "🧠", "\u2028", "", "é", '"')


@pytest.mark.parametrize("cell", CELLS)
def test_it_packs_to_the_same_bytes(tmp_path, traced, cell):
    layer = traced(cell).layers[0]
    at = np.arange(STEPS) % 2 == 0
    answers = np.linspace(0, 1, 2 * STEPS, dtype=np.float32).reshape(STEPS, 2)
    said = Says(answers, at, ~at, Readout(np.eye(2), np.ones(2)))
    ledger = derived(layer, {"ledger": layer.quantities["hidden"]})
    question = Question(("yes", "no"), at.astype(np.float32), at, 0.5)
    panels = (
        Panel(
            "one",
            "two",
            layer,
            said,
            ("x", "y", "z"),
            checked="by hand",
            tokens=TOKENS[::-1],
            question=question,
        ),
        Panel("left of each write", "", ledger, shown=(LEDGER,)),
    )
    scene = Scene(panels, TOKENS, question, unit=2, bench=Bench({"most": {"changes": 2}}, {"variants": []}))
    retold = replace(scene, tokens=TOKENS[::-1])
    write_scene({"en": scene, "zh": retold}, tmp_path / "scene.npz")
    assert pack(read_scene(tmp_path / "scene.npz", "en")) == pack(scene)
    assert pack(read_scene(tmp_path / "scene.npz", "zh")) == pack(retold)


def test_the_same_scene_makes_the_same_file(tmp_path, traced):
    scene = Scene((Panel("one", "", traced("lstm").layers[0]),), TOKENS)
    for name in ("a.npz", "b.npz"):
        write_scene({"en": scene}, tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
