"""The pages of claims in Chromium: every size and theme, clicks, long work that is watched and stopped."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from lstmviz.app.navigation import address_of
from lstmviz.claims import CLAIMS
from lstmviz.claims.claim import points_of
from lstmviz.draw.colours import INK, PAPER
from tests.browser.conftest import SIZES
from tests.colour import contrast

WIDE = "all => all.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"
PRIMARY = '[data-testid="stBaseButton-primary"]'
WRITTEN = {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}
BUTTON = """(primary) => {
  const button = document.querySelector(primary);
  return [getComputedStyle(button.querySelector("p")).color, getComputedStyle(button).backgroundColor];
}"""
ON_CELLS = ".heatmap-label text"
HIGH = "all => all.map((text) => parseFloat(getComputedStyle(text).fontSize))"
DRAWN = '[data-testid="chart"][data-ready]'
FIRST = next(iter(CLAIMS.values()))
STORED = CLAIMS["multilayer"]
LONG, MINUTES = CLAIMS["how-far-back"], {"far": "1000"}


def at(claim, **words):
    said = "&".join(f"{name}={word}" for name, word in words.items())
    return f"/{address_of(claim.page)}?claim={claim.name}&{said}"


@pytest.fixture(scope="module")
def tour(visit):
    """One browser that goes from claim to claim."""
    with visit(at(FIRST), ready="chart") as page:
        yield page


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_claim_is_drawn_and_said(tour, server, claim):
    tour.goto(server + at(claim, guess="shown"))
    expect(tour.get_by_text("When it holds.")).to_be_visible(timeout=30_000)
    expect(tour.locator(DRAWN).first).to_be_visible()
    for chart in tour.get_by_test_id("chart").all():
        assert len(chart.get_attribute("aria-label")) > 40
        expect(chart.locator(".main-svg").first).to_be_attached()
    assert not tour.watch.faults


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_a_wide_picture_stands_alone_and_its_cells_can_be_read(visit, size):
    with visit(at(CLAIMS["where-it-serves"], guess="shown"), size=size, ready="chart") as page:
        expect(page.locator(DRAWN)).to_have_count(7, timeout=30_000)
        tops = [round(chart.bounding_box()["y"]) for chart in page.get_by_test_id("chart").all()]
        assert sorted(Counter(tops).values()) == ([1, 3, 3] if size == "laptop" else [1] * 7)
        assert min(page.eval_on_selector_all(ON_CELLS, HIGH)) >= 10


@pytest.mark.parametrize("name", ["lstm-solves-vanishing", "how-far-back"])
def test_a_phone_shows_where_the_first_picture_begins(visit, name):
    with visit(at(CLAIMS[name]), size="phone", ready="chart") as page:
        box = page.locator(DRAWN).first.bounding_box()
        assert box["y"] + box["height"] / 4 < page.viewport_size["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_s_theme_colours_the_picture(visit, theme):
    with visit(at(STORED), ready="chart", color_scheme=theme) as page:
        shown = page.evaluate("document.querySelector('[data-testid=chart]').layout.font.color")
        assert shown == getattr(INK, theme)
        expect(page.locator(PRIMARY).locator("p")).to_have_css("color", WRITTEN[theme])
        ink, paper = page.evaluate(BUTTON, PRIMARY)
        assert contrast(ink, paper) >= 4.5
        background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert contrast(background, getattr(PAPER, theme)) == pytest.approx(1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("claim", [FIRST, STORED], ids=lambda claim: claim.name)
def test_nothing_scrolls_sideways(visit, claim, size):
    with visit(at(claim, guess="shown"), size=size, ready="chart") as page:
        assert page.eval_on_selector_all("html, body, .stMain, .stMainBlockContainer", WIDE) == []
        for box in [chart.bounding_box() for chart in page.get_by_test_id("chart").all()]:
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= SIZES[size][0] + 1


def test_a_click_adds_a_point_and_another_takes_it_away(visit):
    claim = CLAIMS["perceptron"]
    with visit(at(claim, guess="shown"), ready="chart") as page:
        plane = page.locator(".nsewdrag").first.bounding_box()
        corner = plane["x"] + 0.9 * plane["width"], plane["y"] + 0.1 * plane["height"]
        before = page.get_by_label("x,y,class").input_value()
        page.mouse.click(*corner)
        typed = page.get_by_label("x,y,class")
        expect(typed).not_to_have_value(before)
        added = typed.input_value()
        assert len(points_of(added)) == len(points_of(before)) + 1
        page.mouse.click(*corner)
        expect(typed).not_to_have_value(added)
        assert typed.input_value() == before


def test_a_guess_is_part_of_the_link(visit):
    with visit(at(STORED), ready="chart") as page:
        page.get_by_text(STORED.options[0], exact=True).click()
        expect(page.get_by_text("When it holds.")).to_be_visible()
        page.wait_for_url("**guess=1**")
        page.reload()
        expect(page.get_by_text("When it holds.")).to_be_visible()


def test_back_returns_to_the_claim_before_with_its_guess(visit):
    with visit(at(STORED, guess="1"), ready="chart") as page:
        page.get_by_role("button", name=re.compile("^Next: ")).click()
        expect(page.get_by_text("Guess first")).to_be_visible()
        page.go_back()
        expect(page.get_by_text(f"“{STORED.statement}”")).to_be_visible()
        expect(page.get_by_text("When it holds.")).to_be_visible()


def test_long_work_is_watched_survives_a_reload_and_is_stopped(visit):
    with visit(at(LONG, guess="shown", **MINUTES), ready="chart") as page:
        begin = page.get_by_role("button", name=re.compile("Run it here|Go on"))
        stop = page.get_by_role("button", name="Stop")
        expect(begin.or_(stop)).to_be_visible()
        if stop.is_visible():  # the work of a try before this one, which failed
            stop.click()
        begin.click()
        expect(page.get_by_text("made on this server")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.reload()
        expect(page.get_by_role("progressbar")).to_be_visible(timeout=30_000)
        stop.click()
        expect(page.get_by_role("button", name="Go on")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)
