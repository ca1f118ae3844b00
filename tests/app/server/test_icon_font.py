"""What is sent in place of Streamlit's icons draws every one that Streamlit names, as the whole font does."""

import pytest
import streamlit
from fontTools.ttLib import TTFont

from lstmviz.app.server.icon_font import CUT
from lstmviz.app.server.icon_font.__main__ import STREAMLIT, ligatures, named


@pytest.fixture(scope="module")
def cut():
    assert CUT, f"Streamlit is {streamlit.__version__} now: python -m lstmviz.app.server.icon_font"
    [font] = CUT.values()
    return font


def test_the_cut_font_draws_each_icon_as_the_whole_one_does(cut):
    whole, ours = TTFont(STREAMLIT / "static" / "static" / "media" / cut.name), TTFont(cut)
    of_whole, of_ours = ligatures(whole), ligatures(ours)
    wanted = named() & of_whole.keys()
    assert {"keyboard_double_arrow_left", "expand_more", "more_vert"} <= wanted
    for name in wanted:
        theirs, mine = of_whole[name], of_ours[name]
        assert whole["glyf"][theirs].getCoordinates(whole["glyf"]) == ours["glyf"][mine].getCoordinates(
            ours["glyf"]
        )
        assert whole["hmtx"][theirs] == ours["hmtx"][mine]


def test_it_is_sent_in_place_of_the_whole_one(cut, get):
    answer, body = get(f"/static/media/{cut.name}")
    assert answer.headers["Content-Type"] == "font/woff2"
    assert body == cut.read_bytes()
    assert len(body) < 20_000
