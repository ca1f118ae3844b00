"""Numbers that one takes away: what NumPy and Python's csv read are the scene's own, to the last bit."""

import csv

import numpy as np
import pytest

from lstmviz.app.memory.scene import remembered
from lstmviz.app.memory.view import MemoryView
from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.nets.cells import CELLS
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node
HOSTILE = ('"', ",", "\n", "#", "𝒳é", "", " a ")
SCENES = [*CELLS, "twice the same title", "recall", "adding", "memory"]


@pytest.fixture(scope="module")
def taken(traced, tmp_path_factory):
    """Scene, NPZ and lines of the CSV, by name."""
    folder = tmp_path_factory.mktemp("taken")
    scenes = {cell: Scene((Panel(cell, "", traced(cell).layers[0]),), HOSTILE) for cell in CELLS}
    twice = [Panel("LSTM", "", traced("lstm", num_layers=2).layers[layer]) for layer in (0, 1)]
    scenes["twice the same title"] = Scene(tuple(twice), HOSTILE)
    scenes |= {task: stepper(StepView(task)).scene for task in ("recall", "adding")}
    scenes["memory"] = remembered(MemoryView("recall", "abAbaB"))[0].scene
    for name, scene in scenes.items():
        (folder / name).write_bytes(b"".join(pack(scene)))
    in_node("files_of_numbers.js", (folder / name for name in scenes))
    return {name: (scene, *_read(folder / name)) for name, scene in scenes.items()}


def _read(path):
    with np.load(f"{path}.npz", allow_pickle=False) as file:
        arrays = dict(file)
    with open(f"{path}.csv", newline="", encoding="utf-8") as file:
        lines = file.read().split("\r\n")
    assert [line[:2] for line in lines[:3]] == ["# "] * 3
    return arrays, list(csv.DictReader("\r\n".join(lines[3:]).splitlines(keepends=True)))


def titles(scene):
    """Of every panel, as the files have it."""
    seen = [panel.title for panel in scene.panels]
    return [title if at == seen.index(title) else f"{title} 2" for at, title in enumerate(seen)]


@pytest.mark.parametrize("name", SCENES)
def test_every_number_comes_back_to_the_last_bit(taken, name):
    scene, arrays, rows = taken[name]
    for panel, title in zip(scene.panels, titles(scene), strict=True):
        for quantity in panel.quantities:
            values = panel.values(quantity.name)
            assert arrays[f"{title}/{quantity.name}"].dtype == np.float32
            np.testing.assert_array_equal(arrays[f"{title}/{quantity.name}"], values)
            of_it = [row for row in rows if row["of"] == title and row[quantity.row.removesuffix(" =")]]
            written = np.array([row[quantity.name] or "nan" for row in of_it], np.float32)
            np.testing.assert_array_equal(written.reshape(values.shape), values)


@pytest.mark.parametrize("name", SCENES)
def test_the_labels_of_the_axes_stand_beside_them(taken, name):
    scene, arrays, rows = taken[name]
    assert arrays["sequence/token"].tolist() == list(scene.tokens)
    assert [row["token"] for row in rows if row["of"] == "sequence"] == list(scene.tokens)
    for panel, title in zip(scene.panels, titles(scene), strict=True):
        assert arrays[f"{title}/step"].tolist() == list(range(1, scene.steps + 1))
        for quantity in panel.quantities:
            axis = arrays[f"{title}/{quantity.row.removesuffix(' =')}"]
            assert axis.tolist() == list(range(len(panel.values(quantity.name))))


@pytest.mark.parametrize("name", ["recall", "adding"])
def test_what_the_nets_say_and_what_is_right(taken, name):
    scene, arrays, _ = taken[name]
    for panel in scene.panels:
        said = arrays[f"{panel.title}/says"]
        np.testing.assert_array_equal(said if said.ndim == 2 else said[None], panel.says.values.T)
    question, right = scene.question, arrays["sequence/right_answer"]
    if question.answers:
        expected = [
            question.answers[int(at)] if asked else ""
            for at, asked in zip(question.targets, question.asked, strict=True)
        ]
        assert right.tolist() == expected
    else:
        np.testing.assert_array_equal(right, np.where(question.asked, question.targets, np.nan))


def test_the_head_says_what_when_and_where(taken):
    _, arrays, _ = taken["lstm"]
    link = "https://example.org/?task=recall#t=2"
    assert arrays["about"].tolist() == ["Two nets, one “task”", link, "2026-11-27"]
