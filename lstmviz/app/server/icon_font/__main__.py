"""Cut the icon font of the installed Streamlit to the icons that Streamlit names."""

import re
from pathlib import Path
from shutil import rmtree

import streamlit
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

from lstmviz.app.server.icon_font import FOLDER

STREAMLIT = Path(streamlit.__file__).parent
NAME = re.compile(r":material/(\w+)")


def main() -> None:
    """Write the font that the server sends, in place of the one before."""
    [whole] = STREAMLIT.glob("static/static/media/MaterialSymbols-Rounded.*.woff2")
    options = Options(
        flavor="woff2", layout_closure=False
    )  # the letters of names lead to every icon there is
    font = load_font(whole, options)
    icons = ligatures(font)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(icons), glyphs=[icons[name] for name in named() & icons.keys()])
    subsetter.subset(font)
    for before in FOLDER.glob("*/"):
        rmtree(before)
    folder = FOLDER / streamlit.__version__
    folder.mkdir()
    save_font(font, folder / whole.name, options)


def named() -> set[str]:
    """Every icon that a script or a module of Streamlit names."""
    scripts = *STREAMLIT.glob("static/static/js/*.js"), *STREAMLIT.rglob("*.py")
    return {name for script in scripts for name in NAME.findall(script.read_text("utf-8"))}


def ligatures(font: TTFont) -> dict[str, str]:
    """The glyph that each name, written out in the font's letters, is drawn as."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters[glyph] for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, group in getattr(table, "ExtSubTable", table).ligatures.items()
        for ligature in group
    }


if __name__ == "__main__":
    main()
