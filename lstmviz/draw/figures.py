"""What all pictures share: the look of a figure in one theme, and the range that a heatmap's colours span."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstmviz.draw.colours import PALETTES, Accent, Kind, Theme
from lstmviz.draw.quantities import Quantity

Figure = dict[str, Any]  # as plotly.js reads it; plotly's classes are 20 times as slow
SMALLEST = 1e-3  # of a range
STILL = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}


@dataclass(frozen=True)
class Look:
    """How a figure is coloured."""

    palette: str = "cividis"
    theme: Theme = "light"

    def colour(self, accent: Accent) -> str:
        """The accent's colour in this theme."""
        return accent.light if self.theme == "light" else accent.dark

    def scale(self, kind: Kind) -> list[tuple[float, str]]:
        """The palette's scale for this kind of quantity."""
        return PALETTES[self.palette].scale(kind, self.theme)


def value_range(quantity: Quantity, *values: np.ndarray) -> tuple[float, float]:
    """The range that colours span: 0…limit for a gate, ±limit for a state; the data's where there is none.

    What is compared is given together, so that equal colours are equal numbers.
    """
    limit = quantity.limit or _round_up(max(SMALLEST, *map(_largest, values)))
    return (0.0 if quantity.kind == "gate" else -limit), limit


def _largest(values: np.ndarray) -> float:
    return float(np.abs(values[np.isfinite(values)]).max(initial=0))


def _round_up(value: float) -> float:
    """The next number of two digits, so that a range can be read and nothing is clipped."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return float(f"{math.ceil(value / unit - 1e-9) * unit:.2g}")
