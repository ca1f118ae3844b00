"""Every colour: the accents, the palettes of the heatmaps, and what charts and marks are drawn in.

No other file names a colour. A palette is an entry of PALETTES: menus, links and tests follow.
"""

from dataclasses import dataclass
from typing import Literal

from lstmviz.languages import N_
from lstmviz.nets.cells import CELLS

Kind = Literal["gate", "state", "probability"]
Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Accent:
    """A colour that keeps a contrast of 4.5 to 1 or more on the page, in either theme."""

    light: str
    dark: str


_ORANGE = Accent("#b33f00", "#ff9d6e")
_GREEN = Accent("#006b4a", "#4ccfa0")
_PURPLE = Accent("#8b3275", "#e79ed2")
GOLD = Accent("#725500", "#e6c453")
_SKY = Accent("#005f8c", "#6cc1f2")
_INDIGO = Accent("#3f3d9c", "#b3b5ff")

# By the names under which the cells of nets/cells ask for them.
ACCENTS: dict[str, Accent] = {
    "orange": _ORANGE,
    "green": _GREEN,
    "purple": _PURPLE,
    "gold": GOLD,
    "sky": _SKY,
    "indigo": _INDIGO,
}


@dataclass(frozen=True)
class Palette:
    """The colour scales of the heatmaps: from closed to open, and from −limit over 0 to +limit."""

    title: str
    gate: tuple[str, ...]
    state: dict[Theme, tuple[str, ...]]  # zero is the page's own neutral grey

    def scale(self, kind: Kind, theme: Theme) -> list[tuple[float, str]]:
        """As Plotly wants it: (position 0…1, colour) pairs."""
        colours = {"gate": self.gate, "state": self.state[theme], "probability": _PROBABILITY[theme]}[kind]
        return [(index / (len(colours) - 1), colour) for index, colour in enumerate(colours)]


def _colours(codes: str) -> tuple[str, ...]:
    return tuple(codes.split())


# From impossible to certain: paper to grey, so that the marks of right and wrong stand out on it.
_PROBABILITY: dict[Theme, tuple[str, ...]] = {
    "light": _colours("#ffffff #8d93a1"),
    "dark": _colours("#0e1117 #7d8494"),
}

# Cividis (Nuñez, Anderton & Renslow 2018) reads the same with and without colour blindness.
_CIVIDIS = _colours("#00224e #123570 #3b496c #575d6d #707173 #8a8678 #a59c74 #c3b369 #e1cc55 #fee838")

PALETTES: dict[str, Palette] = {
    "cividis": Palette(
        N_("cividis, orange–blue"),
        _CIVIDIS,
        {
            "light": _colours("#8a3800 #c9691b #eda968 #f7dcc0 #f1f1f1 #c3daf0 #71a9dc #2b73b8 #0b3f7c"),
            "dark": _colours("#ffc18a #f08a3c #b9601f #6f4023 #2a2d34 #244a75 #2f76bd #62a8ea #b4d8ff"),
        },
    ),
    "viridis": Palette(
        N_("viridis, red–blue"),
        _colours("#440154 #472d7b #3b528b #2c728e #21918c #28ae80 #5ec962 #addc30 #fde725"),
        {
            "light": _colours("#67001f #b2182b #d6604d #f4a582 #f1f1f1 #92c5de #4393c3 #2166ac #053061"),
            "dark": _colours("#ffb3a7 #f0705f #b53f3c #6b2f33 #2a2d34 #24506e #2f81b5 #69b3e0 #bfe2fb"),
        },
    ),
    "grey": Palette(
        N_("greyscale"),
        _colours("#101010 #3a3a3a #646464 #8e8e8e #b9b9b9 #e4e4e4 #ffffff"),
        {
            "light": _colours("#000000 #3f3f3f #7f7f7f #bfbfbf #ffffff"),
            "dark": _colours("#000000 #3f3f3f #7f7f7f #bfbfbf #ffffff"),
        },
    ),
}

# What stands side by side in charts, where each also has a dash, a marker or a place of its own.
NETS: dict[str, Accent] = {
    **{name: ACCENTS[cell.accent] for name, cell in CELLS.items()},
    "feed-forward": _SKY,
    "convolution": _PURPLE,
    "window": _ORANGE,
    "attention": _SKY,
}
SECOND = _SKY  # the second of two nets of the same cell
ACTIVATIONS: dict[str, Accent] = {"sigmoid": _ORANGE, "tanh": _INDIGO, "relu": _GREEN, "maxout": _PURPLE}
CLASSES: dict[str, Accent] = {"a": _SKY, "b": _ORANGE}  # of points; also told by their shapes


def faded(colour: str, opacity: float) -> str:
    """A colour of this file, to be seen through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


# Right or wrong is told by shape as well as by colour: a dot, a cross.
RIGHT = Accent("#005f8c", "#6cc1f2")
WRONG = Accent("#b33f00", "#ff9d6e")
CURSOR = Accent("#d6006c", "#ff5fa8")
INK = Accent("#1c1f26", "#f2f3f5")
FAINT = Accent("#5b616e", "#a3aab8")
LINE = Accent("#c9cdd6", "#434956")
PAPER = Accent("#ffffff", "#0e1117")
