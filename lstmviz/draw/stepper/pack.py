"""Scene -> bytes, the one place where arrays become what the browser reads.

In pieces, of which the next scene of a page may share the first: what the page says of cells, colours and
changes, the numbers of each panel, and the rest. A piece is its name (16 letters, others for other content),
four bytes of length, a JSON head, four bytes of length, and float32 planes: all little-endian and aligned to
four bytes. The last head names the pieces that it goes "with", and says where each plane begins:
{"planes": {"forget_gate": [piece, offset in floats, rows, columns]}}.
"""

import json
import re
import struct
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from lstmviz.draw import colours, equations, quantities
from lstmviz.draw.figures import value_range
from lstmviz.draw.notation import letters, notation
from lstmviz.draw.scene import Array, Panel, Question, Scene
from lstmviz.languages import for_browser, spoken
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS, Cell

THEMES: tuple[colours.Theme, ...] = ("light", "dark")
COLOURS = ("RIGHT", "WRONG", "CURSOR", "INK", "FAINT", "LINE", "PAPER")
NAME = 16  # letters of a piece's name
DRAWN = re.compile(r'aria-label="([^"]*)"')  # what a drawing says aloud
DIAGRAMS = Path(__file__).parent / "cells"


class Planes:
    """Float32 arrays laid end to end, piece after piece, each with its place; equal ones lie there once."""

    def __init__(self) -> None:
        self.pieces: list[list[Array]] = [[]]
        self.places: dict[tuple[tuple[int, ...], bytes], list[int]] = {}

    def begin(self) -> None:
        """Another piece, in which what is not there yet comes to lie."""
        self.pieces.append([])

    def add(self, array: Any) -> list[int]:
        """Append an array of one or two dimensions; returns [piece, offset, rows, columns]."""
        plane = np.ascontiguousarray(np.atleast_2d(np.asarray(array, dtype="<f4")))
        content = plane.shape, plane.tobytes()
        if content not in self.places:
            piece = self.pieces[-1]
            self.places[content] = [len(self.pieces) - 1, sum(one.size for one in piece), *plane.shape]
            piece.append(plane)
        return self.places[content]


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
        "colours": {theme: _colours(theme) for theme in THEMES},
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
    first = [_piece(head, arrays) for head, arrays in zip([page, *numbers], planes.pieces, strict=False)]
    return *first, _piece(rest | {"with": [piece[:NAME].decode() for piece in first]}, planes.pieces[-1])


def _piece(head: dict[str, Any], arrays: list[Array]) -> bytes:
    text = json.dumps(head, allow_nan=False, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    floats = b"".join(array.tobytes() for array in arrays)
    content = struct.pack("<I", len(text)) + text + struct.pack("<I", len(floats)) + floats
    return blake2b(content, digest_size=NAME // 2).hexdigest().encode() + content


def variables() -> dict[str, colours.Accent]:
    """CSS variable -> colour: the accents of all quantities, and the page's own."""
    return quantities.accents() | {name.lower(): getattr(colours, name) for name in COLOURS}


def _colours(theme: colours.Theme) -> dict[str, str]:
    return {name: getattr(accent, theme) for name, accent in variables().items()}


def scales(palette: str) -> dict[colours.Theme, dict[colours.Kind, list[str]]]:
    """Theme -> kind of a quantity -> its colours, evenly from the least value to the largest."""
    kinds: tuple[colours.Kind, ...] = ("gate", "state", "probability")
    scale = colours.PALETTES[palette].scale
    return {theme: {kind: [colour for _, colour in scale(kind, theme)] for kind in kinds} for theme in THEMES}


def _question(question: Question | None, scene: Scene, planes: Planes) -> dict[str, Any] | None:
    if question is None:
        return None
    return {
        "text": question.text,
        "answers": question.answers,
        "shown": scene.answers_shown(question),
        "targets": planes.add(question.targets),
        "span": _number_span(scene) if not question.answers else [0, 1],
        "asked": planes.add(question.asked),
        "tolerance": question.tolerance,
    }


def _number_span(scene: Scene) -> list[float]:
    """From the least to the largest number that is right or that a net says, 0 among them."""
    assert scene.question is not None
    said = [panel.says.values for panel in scene.panels if panel.says]
    numbers = np.concatenate([scene.question.targets.ravel(), *(values.ravel() for values in said)])
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


def _quantity(line: quantities.Quantity, panel: Panel, scene: Scene) -> dict[str, Any]:
    """A row of the picture. What several panels show alike has one range, so that its colours compare."""
    return {
        "name": line.name,
        "symbol": _symbol(line, CELLS[panel.cell]),
        "title": line.title,
        "meaning": line.meaning,
        "gloss": line.gloss if panel.shown is None else "",
        "kind": line.kind,
        "span": value_range(line, *scene.alike(line)),
        "limit": line.limit,
        "row": line.row,
        "height": line.height,
    }


def _symbol(line: quantities.Quantity, cell: Cell) -> str:
    """In the letters of this run, where it is a quantity of the cell."""
    return notation().symbol(cell, line.name) if line.name in cell.order else line.symbol


def _described_panel(panel: Panel) -> dict[str, Any]:
    """What is derived from a run has no cell of its own; gates given by hand have no weights to show."""
    weights = panel.layer.weights.parts
    return described(panel.cell, "weight_hr" in weights, panel.shown is None and bool(weights))


def described(name: str, projected: bool = False, computes: bool = True) -> dict[str, Any]:
    """What the browser is told of a cell: how its weights are laid out, its equations, its diagram."""
    return dict(_described(CELLS[name], projected, computes, spoken(), letters()))


@cache
def _described(cell: Cell, projected: bool, computes: bool, language: str, written: str) -> dict[str, Any]:
    return {
        "cell": cell.name,
        "blocks": list(cell.blocks),
        "keep": cell.path.keep if cell.path and computes else "",
        "initial": {state: cell.initial(state) for state in cell.states},  # the planes in which states begin
        "diagram": _diagram(cell) if computes else "",
        "equations": [asdict(line) for line in equations.of(cell.name, projected)] if computes else [],
        "expressions": equations.expressions(cell.name) if computes else {},
    }


def _diagram(cell: Cell) -> str:
    """The drawing in the letters of this run, its text alternative in its language."""
    svg = (DIAGRAMS / cell.diagram).read_text(encoding="utf-8") if cell.diagram else ""
    for quantity in cell.order:
        svg = _relettered(svg, cell, quantity)
    return DRAWN.sub(lambda says: f'aria-label="{escape(_(says[1]))}"', svg)


def _relettered(svg: str, cell: Cell, quantity: str) -> str:
    """The names of a quantity in a drawing, in the letters of this run."""
    own, other = cell.quantity(quantity).symbol, notation().symbol(cell, quantity)

    def renamed(name: re.Match[str]) -> str:
        if notation().turned(quantity) and name[2] == f"1−{own}":
            return name[1] + other.removeprefix("1−")
        return name[1] + name[2].replace(own, other)

    return re.sub(rf'(<text class="name[^"]*\b{quantity}\b[^"]*"[^>]*>)([^<]+)', renamed, svg)


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
