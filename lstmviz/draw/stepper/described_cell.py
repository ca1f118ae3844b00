"""What the browser is told of a cell: how its weights are laid out, its equations, its diagram."""

import re
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from lstmviz.draw import equations
from lstmviz.draw.notation import letters, notation
from lstmviz.languages import gettext as _
from lstmviz.languages import spoken
from lstmviz.nets.cells import CELLS, Cell

DIAGRAMS = Path(__file__).parent / "cells"
_SAID = re.compile(r'aria-label="([^"]*)"')  # what a drawing says aloud


def described(name: str, projected: bool = False, computes: bool = True) -> dict[str, Any]:
    """The cell of a name, a key of CELLS, in the letters and the language of this run.

    projected: its hidden state is; computes: False for gates given by hand, which no equation made.
    """
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
    return _SAID.sub(lambda says: f'aria-label="{escape(_(says[1]))}"', svg)


def _relettered(svg: str, cell: Cell, quantity: str) -> str:
    """The names of a quantity in a drawing, in the letters of this run."""
    own, other = cell.quantity(quantity).symbol, notation().symbol(cell, quantity)

    def renamed(name: re.Match[str]) -> str:
        if notation().turned(quantity) and name[2] == f"1−{own}":
            return name[1] + other.removeprefix("1−")
        return name[1] + name[2].replace(own, other)

    return re.sub(rf'(<text class="name[^"]*\b{quantity}\b[^"]*"[^>]*>)([^<]+)', renamed, svg)
