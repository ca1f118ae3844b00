"""Real nets in the browser: stepped, with many answers and many units; and a sound over its LSTM."""

import numpy as np
import pytest
from playwright.sync_api import expect

from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.real_nets import REAL_NETS
from lstmviz.real_nets.silero_vad.sound import RATE, write_wav
from tests.browser.conftest import stands
from tests.browser.test_axe import RUN, axe

__all__ = ["axe"]  # a fixture

READINGS = ".says .letters span"


def test_both_directions_are_stepped_and_answer_where_they_are_asked(visit):
    with visit("/real-nets?seq=他在银行行走#t=5") as page:
        stands(page, step=4, steps=8)
        expect(page.locator(".readings rt")).to_have_text(["háng ✓", "xíng ✓"])
        expect(page.locator(READINGS)).to_have_count(2 * 5)  # the likeliest of 876, in each direction
        expect(page.locator("[data-testid=answers] span").nth(4)).to_have_text("háng")
        expect(page.locator("[data-testid=answers] span").nth(3)).to_have_text("")
        page.keyboard.press("ArrowRight")
        stands(page, step=5)


def test_an_overview_is_as_low_for_many_units_as_for_few(visit):
    with visit("/?task=silero-vad") as page:
        stands(page, steps=281)
        assert page.locator(".overview canvas").bounding_box()["height"] == pytest.approx(32, abs=1)


def test_a_visitor_s_recording_is_stepped_under_its_waveform(visit, tmp_path):
    mine = tmp_path / "mine.wav"
    mine.write_bytes(write_wav(0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)))
    with visit("/real-nets?net=silero-vad") as page:
        stands(page, steps=281)
        page.locator("input[type=file]").set_input_files(mine)
        stands(page, steps=32)
        expect(page.locator("[data-quantity=sound] canvas")).to_have_count(1)


@pytest.mark.parametrize("net", [net for net in REAL_NETS if net != RealNetsView.task])
def test_axe_finds_nothing_on_the_nets_that_one_chooses(visit, axe, net):
    with visit(f"/real-nets?net={net}", bypass_csp=True) as page:
        assert page.evaluate(RUN, axe) == []
