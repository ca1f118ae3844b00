"""The vocabulary of colours: legible in both themes, readable without colour, named in one place."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from lstmviz.draw import colours
from lstmviz.draw.colours import INK, PALETTES, PAPER, RIGHT, WRONG, faded
from lstmviz.draw.quantities import LEDGER, accents, quantities_of, translated
from lstmviz.nets.cells import CELLS
from tests.colour import channels, contrast, luminance

ROOT = Path(__file__).parents[2]
THEMES = ("light", "dark")
ACCENTS = {line.title: line.accent for cell in CELLS for line in quantities_of(cell)} | {
    name: getattr(colours, name) for name in ("RIGHT", "WRONG", "CURSOR", "INK", "FAINT")
}
SCALES = [
    (name, kind, theme) for name in PALETTES for kind in ("gate", "state", "probability") for theme in THEMES
]


def shipped():
    """All files of ours that could name a colour."""
    endings = ("py", "js", "css", "svg", "html")
    found = [path for ending in endings for path in ROOT.glob(f"lstmviz/**/*.{ending}")]
    ours = [path for path in found if path.parent.name != "plotly"]
    return [ROOT / "app.py", *ROOT.glob("pages/*.py"), *ours]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ACCENTS)
def test_every_accent_can_be_read_on_paper(name, theme):
    assert contrast(getattr(ACCENTS[name], theme), getattr(PAPER, theme)) >= 4.5


@pytest.mark.parametrize("cell", CELLS)
def test_a_quantity_is_all_that_its_cell_declares(cell):
    shown, declared = quantities_of(cell), CELLS[cell].quantities
    for field in ("name", "symbol", "title", "kind", "limit", "gloss", "meaning"):
        assert [getattr(one, field) for one in shown] == [getattr(one, field) for one in declared]
    assert [one.accent for one in shown] == [colours.ACCENTS[one.accent] for one in declared]
    assert all(accents()[one.name] in ACCENTS.values() for one in shown)


def test_a_faded_colour_is_the_same_colour():
    assert faded("#0180ff", 0.25) == "rgba(1,128,255,0.25)"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [name for name in PALETTES if name != "grey"])
def test_minus_is_warm_and_plus_is_blue_and_zero_is_next_to_paper_in_either_theme(name, theme):
    paper = getattr(PAPER, theme)
    scale = [colour for _, colour in PALETTES[name].scale("state", theme)]
    zero = len(scale) // 2
    warmth = [red - blue for red, _, blue in map(channels, scale)]
    assert min(warmth[:zero]) > 0 > max(warmth[zero + 1 :])
    assert contrast(scale[zero], paper) < 1.5 < 4.5 < min(contrast(scale[at], paper) for at in (0, -1))


@pytest.mark.parametrize("theme", THEMES)
def test_right_is_blue_and_wrong_is_orange(theme):
    red, _, blue = channels(getattr(RIGHT, theme))
    assert blue > red
    red, _, blue = channels(getattr(WRONG, theme))
    assert red > blue


@pytest.mark.parametrize(("name", "kind", "theme"), SCALES)
def test_scales_run_from_0_to_1(name, kind, theme):
    positions, colours = zip(*PALETTES[name].scale(kind, theme), strict=True)
    assert (positions[0], positions[-1]) == (0, 1)
    assert all(earlier < later for earlier, later in pairwise(positions))
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize("name", PALETTES)
def test_gates_open_from_dark_to_light_so_that_they_print_in_grey(name):
    brightness = [luminance(colour) for _, colour in PALETTES[name].scale("gate", "light")]
    assert all(earlier < later for earlier, later in pairwise(brightness))
    assert contrast(PALETTES[name].gate[0], PALETTES[name].gate[-1]) > 10


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PALETTES)
def test_zero_is_grey_and_the_signs_are_told_apart(name, theme):
    colours = [colour for _, colour in PALETTES[name].scale("state", theme)]
    assert len(colours) % 2 == 1
    zero = channels(colours[len(colours) // 2])
    assert max(zero) - min(zero) <= 12
    assert colours[0] != colours[-1]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: str(path.relative_to(ROOT)))
def test_colours_are_named_in_one_file_only(path):
    before = "[\"']" if path.suffix == ".py" else ""  # elsewhere in Python: the number of an issue
    literal = rf"{before}#(?:[0-9a-f]{{8}}|[0-9a-f]{{6}}|[0-9a-f]{{3,4}})\b|\b(?:rgb|hsl)a?\((?!0,0,0,0\))"
    found = re.findall(literal, path.read_text(encoding="utf-8"), re.IGNORECASE)
    assert bool(found) == (path.name == "colours.py"), found


@pytest.mark.parametrize("theme", THEMES)
def test_streamlit_writes_with_the_same_ink_on_the_same_paper(theme):
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][theme]
    assert settings["textColor"] == getattr(INK, theme)
    assert settings["backgroundColor"] == getattr(PAPER, theme)
    assert contrast(settings["textColor"], settings["secondaryBackgroundColor"]) >= 4.5
    assert contrast(settings["primaryColor"], settings["backgroundColor"]) >= 4.5


def test_in_english_a_quantity_is_called_as_it_is_declared():
    assert translated(LEDGER) == LEDGER
