"""The Inside-a-cell page's browser side, and the Python that feeds it: words, ranges, diagrams, presets.

No trace is packed here: a cell of one unit is twelve numbers, and the browser runs it itself, by the
equations that it shows (cell_run.js).
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lstmviz.draw.equations import in_symbols
from lstmviz.draw.inside.presets import ELSEWHERE, PRESETS, Preset
from lstmviz.draw.notation import in_own_letters
from lstmviz.draw.standalone import standalone
from lstmviz.draw.stepper import style_with
from lstmviz.draw.stepper.described_cell import described
from lstmviz.languages import N_, for_browser
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS, Cell, Quantity
from lstmviz.nets.cells.expression import Affine, nodes

FOLDER = Path(__file__).parent
STYLE = FOLDER / "inside.css"

# What a visitor may set: ranges that saturate every gate and still leave a slider fine enough.
LIMITS = {"weight": 12, "input": 2, "steps": 40}
BEGINS, BESIDE = "lstm", "rnn"  # the cell that the page begins with, and the one beside whatever is chosen
SHOWN = tuple(name for name, cell in CELLS.items() if cell.diagram)


@dataclass(frozen=True)
class Part:
    """One number of a block of weights: in links and on sliders it stands before the block's letter, "wf"."""

    weight: str  # the weight of the layer that it is
    symbol: str
    words: str


PARTS = {
    "w": Part("weight_ih", "w", N_("weight of the input")),
    "u": Part("weight_hh", "u", N_("weight of the hidden state before")),
    "b": Part("bias_ih", "b", N_("bias")),
    "v": Part("bias_hh", "b′", N_("bias of what is read of the hidden state")),
}


def style() -> str:
    """The stylesheet of the page: the stepper's, this page's, and every colour in both themes."""
    return style_with(STYLE, ".one-unit")


def empty_page() -> str:
    """The page without content, which the browser fills."""
    return standalone("draw/inside/inside.js", style(), b"", "lstmviz", is_json=True)


@in_own_letters
def content() -> dict[str, Any]:
    """Everything else the browser needs, as JSON."""
    cells = {name: _cell(CELLS[name]) for name in SHOWN}
    groups = [group for cell in cells.values() for group in cell["groups"]]
    keys = [part + group["letter"] for group in groups for part in group["parts"]]
    return {
        "spoken": for_browser(),
        "limits": LIMITS,
        "beside": BESIDE,
        "cells": cells,
        "presets": {name: _preset(preset, keys) for name, preset in PRESETS.items()},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return described(cell.name) | {
        "title": _(cell.title),
        "quantities": [
            {
                "name": line.name,
                "symbol": line.symbol,
                "title": _(line.title),
                "meaning": _(line.meaning),
                "kind": line.kind,
                "limit": line.limit,
            }
            for line in cell.quantities
        ],
        "shapes": {name: list(shape) for name, shape in cell.shapes(1, 1).items()},
        "groups": [_group(cell, line) for line in cell.quantities if line.name in cell.blocks],
    }


def _group(cell: Cell, quantity: Quantity) -> dict[str, Any]:
    """The numbers of one block of weights, a slider each, and what they go into."""
    return {
        "letter": quantity.symbol,
        "quantity": quantity.name,
        "title": _(cell.title if cell.blocks == ("hidden",) else quantity.title),
        "formula": _formula(cell, quantity.name),
        "parts": {
            part: asdict(one) | {"words": _(one.words)} for part, one in _parts(cell, quantity.name).items()
        },
    }


def _parts(cell: Cell, block: str) -> dict[str, Part]:
    """Of PARTS those that the cell's equations read of the block; and its peephole, if it has one."""
    every = [node for equation in cell.equations for node in nodes(equation.expression)]
    halves = {node.part for node in every if isinstance(node, Affine) and node.block == block}
    read = {"w": {"both", "input"}, "u": {"both", "recurrent"}, "b": {"both", "input"}, "v": {"recurrent"}}
    parts = {part: one for part, one in PARTS.items() if halves & read[part]}
    for peephole in cell.peepholes:
        if peephole.quantity == block:
            parts["p"] = Part(peephole.name, "p", N_("peephole, weight of the cell state"))
    return parts


def _formula(cell: Cell, quantity: str) -> str:
    """How the numbers are used, in their letters: "σ(w x + u h + b)"."""
    symbols = re.sub(r"_\S+", "", in_symbols(cell.equation(quantity).expression, cell))
    for old, new in (("W", "w"), ("U", "u"), (" · ", " "), (" ( ", "("), (" )", ")")):
        symbols = symbols.replace(old, new)
    return symbols


def _preset(preset: Preset, keys: Sequence[str]) -> dict[str, Any]:
    """The numbers by their names in links: "wf" is the weight of the input in the forget gate."""
    numbers = {
        part + letter: value
        for letter, values in preset.numbers.items()
        for part, value in zip("wubp", values, strict=False)
    }
    return {
        "title": _(preset.title),
        "look_for": _(preset.look_for),
        "cell": preset.cell,
        "numbers": {key: numbers.get(key, ELSEWHERE.get(key[0], 0.0)) for key in keys},
        "inputs": list(preset.inputs),
        "step": preset.step,
    }
