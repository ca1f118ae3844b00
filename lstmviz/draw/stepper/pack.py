"""Scene -> bytes, the one place where arrays become what the browser reads.

The pieces are what the page says of cells, colours and changes, the numbers of each panel, and the rest. The
last head names the pieces that it goes "with", and says where each plane begins:
{"planes": {"forget_gate": [piece, offset in floats, rows, columns]}}.
"""

from typing import Any

import numpy as np

from lstmviz.draw.browser_colours import by_theme, scales
from lstmviz.draw.figures import value_range
from lstmviz.draw.quantities import Quantity
from lstmviz.draw.scene import Panel, Question, Scene
from lstmviz.draw.stepper.described_cell import described
from lstmviz.draw.stepper.pieces import NAME, Planes, piece
from lstmviz.languages import for_browser
from lstmviz.nets.cells import CELLS


def pack(scene: Scene, palette: str = "cividis") -> tuple[bytes, ...]:
    """Everything the stepper needs for this scene: what the page says, a piece a panel, and the rest."""
    planes, panels = Planes(), []
    cells: list[dict[str, Any]] = []
    for panel in scene.panels:
        planes.begin()
        cell = _described_panel(panel)
        if cell not in cells:
            cells.append(cell)
        panels.append(_panel(panel, scene, planes) | {"described": cells.index(cell)})
    planes.begin()
    page = {
        "spoken": for_browser(),
        "colours": by_theme(),
        "scales": scales(palette),
        "cells": cells,
        "changeable": scene.bench and scene.bench.changeable,
    }
    rest = {
        "steps": scene.steps,
        "tokens": scene.tokens,
        "unit": scene.unit,
        "changed": scene.bench and scene.bench.changed,
        "question": _question(scene.question, scene, planes),
        "panels": panels,
    }
    numbers: list[dict[str, Any]] = [{} for _ in panels]
    first = [piece(head, arrays) for head, arrays in zip([page, *numbers], planes.pieces, strict=False)]
    return *first, piece(rest | {"with": [one[:NAME].decode() for one in first]}, planes.pieces[-1])


def _question(question: Question | None, scene: Scene, planes: Planes) -> dict[str, Any] | None:
    if question is None:
        return None
    return {
        "text": question.text,
        "answers": question.answers,
        "shown": scene.answers_shown(question),
        "targets": planes.add(question.targets),
        "span": _number_span(question, scene) if not question.answers else [0, 1],
        "asked": planes.add(question.asked),
        "tolerance": question.tolerance,
        "flags": question.flags,
    }


def _number_span(question: Question, scene: Scene) -> list[float]:
    """From the least to the largest number that is right or that a net says, 0 among them."""
    said = [panel.says.values for panel in scene.panels if panel.says]
    numbers = np.concatenate([question.targets.ravel(), *(values.ravel() for values in said)])
    numbers = numbers[np.isfinite(numbers)]
    return [float(numbers.min(initial=0)), float(numbers.max(initial=1e-3))]


def _panel(panel: Panel, scene: Scene, planes: Planes) -> dict[str, Any]:
    return {
        "title": panel.title,
        "detail": panel.detail,
        "channels": panel.channels,
        "reverse": panel.layer.reverse,
        "units": panel.units,
        "quantities": [_quantity(line, panel, scene) for line in panel.quantities],
        "checked": panel.checked,
        **({"tokens": panel.tokens} if panel.tokens else {}),
        "changing": panel.changing,
        **({"question": _question(panel.question, scene, planes)} if panel.question else {}),
        "planes": _panel_planes(panel, panel.question or scene.question, planes),
    }


def _quantity(line: Quantity, panel: Panel, scene: Scene) -> dict[str, Any]:
    """A row of the picture. What several panels show alike has one range, so that its colours compare."""
    return {
        "name": line.name,
        "symbol": panel.symbol(line),
        "title": line.title,
        "meaning": line.meaning,
        "gloss": line.gloss if panel.shown is None else "",
        "kind": line.kind,
        "span": value_range(line, *scene.alike(line)),
        "limit": line.limit,
        "row": line.row,
        "height": line.height,
    }


def _described_panel(panel: Panel) -> dict[str, Any]:
    """What is derived from a run has no cell of its own; gates given by hand have no weights to show."""
    weights = panel.layer.weights.parts
    return described(panel.cell, "weight_hr" in weights, panel.shown is None and bool(weights))


def _panel_planes(panel: Panel, question: Question | None, planes: Planes) -> dict[str, list[int]]:
    layer = panel.layer
    places = {line.name: planes.add(panel.values(line.name)) for line in panel.quantities}
    places["inputs"] = planes.add(panel.cut(layer.inputs))  # (T, I)
    for state, begin in layer.initial.items():
        places[CELLS[layer.kind].initial(state)] = planes.add(np.asarray(begin)[panel.row])  # (1, H)
    for name, weight in layer.weights.parts.items():
        places[name] = planes.add(np.asarray(weight))
    if panel.says and question:
        places |= _says_planes(panel, question, planes)
    return places


def _says_planes(panel: Panel, question: Question, planes: Planes) -> dict[str, list[int]]:
    says = panel.says
    assert says is not None
    marks = {"right": question.asked & says.right, "wrong": question.asked & ~says.right}
    places = {
        "says": planes.add(says.values.T),  # (K, T)
        **{name: planes.add(np.where(at, question.targets, np.nan)) for name, at in marks.items()},
    }
    if says.changed is not None:
        answers = says.values.argmax(-1) if question.answers else says.values[:, 0]
        places["changed"] = planes.add(np.where(says.changed, answers, np.nan))
    if says.readout is not None:
        places["readout_weight"] = planes.add(says.readout.weight)  # (K, H)
        places["readout_bias"] = planes.add(says.readout.bias)  # (1 or T, K)
    return places
