"""Streamlit's icons are drawn, not spelled, by the font that is sent in place of its own."""

from lstmviz.app.server.icon_font.__main__ import named

WIDTHS = """async names => {
    const family = "'Material Symbols Rounded'";
    await document.fonts.load(`20px ${family}`);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `20px ${family}`;
    return Object.fromEntries(names.map(name => [name, Math.round(pen.measureText(name).width)]));
}"""
NOT_IN_THE_WHOLE_ONE = {"icon_name", "star_filled"}


def test_every_icon_takes_one_square(page):
    widths = page.evaluate(WIDTHS, sorted(named()))
    assert {name for name, width in widths.items() if width != 20} == NOT_IN_THE_WHOLE_ONE
