"""The vocabulary of everything shown: symbol, name, range and accent of each quantity.

A quantity has an accent, the colour of its symbol in labels, diagram and equations; its heatmap cells take
their colours from the palette's scale of its kind (draw/colours.py).
"""

from dataclasses import dataclass, replace
from functools import cache

from lstmviz.draw.colours import ACCENTS, GOLD, Accent, Kind
from lstmviz.languages import N_, spoken
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS, Cell


@dataclass(frozen=True)
class Quantity:
    """One thing computed at every step for every unit."""

    name: str  # the attribute of a layer
    symbol: str
    title: str
    kind: Kind
    limit: float | None  # a gate lies in 0…limit, a state in ±limit; None: as far as the data goes
    accent: Accent
    row: str = "unit"  # what a row of its heatmap is
    height: int = 1  # of its heatmap, against the others
    gloss: str = ""  # at most 18 letters on what it does
    meaning: str = ""  # one sentence


def quantities_of(cell: str) -> tuple[Quantity, ...]:
    """What a cell, a key of `nets.cells.CELLS`, computes, in the order in which it computes it."""
    return _quantities_of(CELLS[cell], spoken())


@cache
def _quantities_of(cell: Cell, language: str) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(
            line.name,
            line.symbol,
            _(line.title),
            line.kind,
            line.limit,
            ACCENTS[line.accent],
            gloss=_(line.gloss),
            meaning=_(line.meaning),
        )
        for line in cell.quantities
    )


def translated(quantity: Quantity) -> Quantity:
    """The quantity as it is called in the language of this run."""
    return replace(quantity, title=_(quantity.title), row=_(quantity.row))


def accents() -> dict[str, Accent]:
    """The accent of every quantity that there is, by its name."""
    return {line.name: line.accent for cell in CELLS for line in quantities_of(cell)}


# Not of a cell, but of its memory: what each step wrote and is left of it.
LEDGER = Quantity(
    "ledger", "m", N_("left of each write"), "state", None, GOLD, row=N_("the write of t ="), height=6
)

# Nor of a cell: the sound that one reads, its levels from the loudest down, its frequencies from the highest.
SOUND = Quantity("sound", "x", N_("sound"), "gate", 1.0, GOLD, row=N_("level"))
SPECTRUM = Quantity("spectrum", "S", N_("spectrum"), "gate", 1.0, GOLD, row=N_("frequency"), height=2)
