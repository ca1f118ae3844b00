"""A still picture in pixels: what resvg paints is what the SVG says."""

import builtins
import io

import numpy as np
import pytest
import resvg_py
from PIL import Image

import lstmviz
from lstmviz.draw import painted
from lstmviz.draw.colours import PALETTES
from lstmviz.draw.png import pixels
from lstmviz.draw.still import LEFT, MARGIN


@pytest.fixture
def shown(traced):
    return lstmviz.stepper(traced("rnn"))


def test_a_png_has_the_colours_of_the_numbers_without_smoothing(shown, tmp_path):
    shown.write_png(tmp_path / "x.png", step=2, zoom=1)
    image = np.asarray(Image.open(tmp_path / "x.png"))
    (panel,) = shown.scene.panels
    scale = [colour for _, colour in PALETTES["cividis"].scale("state", "light")]
    expected = pixels(panel.values("hidden"), (-1.0, 1.0), scale)
    column = image[:, MARGIN + LEFT + 5, :3]  # through the first step, away from the frame around another
    rows = [colour for colour, before in zip(column[1:], column, strict=False) if (colour != before).any()]
    wanted = [list(colour) for colour in expected[:, 0, :3]]
    assert wanted == [list(row) for row in rows if list(row) in wanted]


def test_it_is_as_large_as_it_is_asked_for_and_in_the_theme(shown):
    wide = Image.open(io.BytesIO(shown.png(theme="dark", zoom=3)))
    assert wide.width == 3 * 960
    assert wide.getpixel((1, 1))[:3] == (0x0E, 0x11, 0x17)


def test_svg_and_png_files_are_what_is_handed_out(shown, tmp_path):
    shown.write_svg(tmp_path / "x.svg", step=3, theme="dark")
    assert (tmp_path / "x.svg").read_text(encoding="utf-8") == shown.svg(3, "dark")
    shown.write_png(tmp_path / "x.png", step=3)
    assert (tmp_path / "x.png").read_bytes() == shown.png(3)


def test_without_resvg_the_way_to_it_is_told(shown, monkeypatch, tmp_path):
    found = builtins.__import__

    def without(name, *more):
        if name == "resvg_py":
            raise ImportError(name)
        return found(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(lstmviz.InputError, match=r"pip install 'lstmviz\[png\]', or write_svg"):
        shown.png()
    shown.write_svg(tmp_path / "x.svg")


def test_letters_are_never_left_out_for_want_of_a_font(shown, monkeypatch):
    without_fonts = resvg_py.svg_to_bytes
    monkeypatch.setattr(
        resvg_py, "svg_to_bytes", lambda **given: without_fonts(**given, skip_system_fonts=True)
    )
    painted._has_a_font.cache_clear()
    with pytest.raises(lstmviz.InputError, match="no font"):
        shown.png()
    painted._has_a_font.cache_clear()
