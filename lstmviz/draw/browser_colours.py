"""The colours as a browser is given them: CSS variables of either theme, and scales from least to largest."""

from lstmviz.draw import colours, quantities

THEMES: tuple[colours.Theme, ...] = ("light", "dark")
_OF_THE_PAGE = ("RIGHT", "WRONG", "CURSOR", "INK", "FAINT", "LINE", "PAPER")


def variables() -> dict[str, colours.Accent]:
    """CSS variable -> colour: the accents of all quantities, and the page's own."""
    return quantities.accents() | {name.lower(): getattr(colours, name) for name in _OF_THE_PAGE}


def by_theme() -> dict[colours.Theme, dict[str, str]]:
    """Theme -> CSS variable -> colour."""
    return {theme: {name: getattr(accent, theme) for name, accent in variables().items()} for theme in THEMES}


def scales(palette: str) -> dict[colours.Theme, dict[colours.Kind, list[str]]]:
    """Theme -> kind of a quantity -> its colours, evenly from the least value to the largest."""
    kinds: tuple[colours.Kind, ...] = ("gate", "state", "probability")
    scale = colours.PALETTES[palette].scale
    return {theme: {kind: [colour for _, colour in scale(kind, theme)] for kind in kinds} for theme in THEMES}
