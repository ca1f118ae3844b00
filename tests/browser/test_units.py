"""The Units page in Chromium: the colours are the palette's, and keys and pointer move, brush and choose."""

import re
from random import choices
from string import ascii_lowercase

import numpy as np
import pytest
from playwright.sync_api import expect

from lstmviz.app.units.corpora import read
from lstmviz.app.units.view import UnitsView
from lstmviz.draw.colours import PALETTES
from lstmviz.draw.png import pixels

WHAT = read(UnitsView(task="quotes"))
PATIENCE = 90_000  # ms; the process that jobs are forked from loads torch first
FIRST = 'she said "hi" to me and i said "oh hello"'


@pytest.fixture(scope="module")
def opened(visit):
    with visit("/units?task=quotes", ready="unit-text") as page:
        yield page


@pytest.fixture
def page(opened):
    """The module's page, as its address alone shows it."""
    at_rest(opened)
    opened.get_by_test_id("unit-text").get_by_role("slider").press("Home")
    yield opened
    assert not opened.watch.faults


def at_rest(page):
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def text(page):
    return page.get_by_test_id("unit-text").get_by_role("slider")


def stands(page, step):
    expect(page.get_by_test_id("unit-text")).to_have_attribute("data-step", str(step))


def rows(page):
    return page.locator(".unit-text .rows li")


def test_every_letter_stands_over_its_value_in_the_palette_s_colour(page):
    expect(page.locator(".unit-text .rows .chosen .name")).to_have_text(re.compile("hidden state"))
    letters = page.eval_on_selector_all(
        ".unit-text .token",
        "all => all.slice(0, 41).map(at => [at.firstChild.data, "
        "getComputedStyle(at.querySelector('i')).backgroundColor])",
    )
    assert "".join(letter for letter, _ in letters) == FIRST
    values = WHAT.corpus.values("hidden", 1)[: len(FIRST)]
    expected = pixels([values], (-1, 1), PALETTES["cividis"].state["light"])[0, :, :3].astype(int)
    found = np.array([[int(part) for part in re.findall(r"\d+", colour)] for _, colour in letters])
    assert np.abs(found - expected).max() <= 1


def test_keys_move_the_cursor_without_the_server_and_the_link_holds_it(page):
    before = len(page.watch.traffic)
    text(page).press("End")
    text(page).press("Home")
    for _ in range(9):
        text(page).press("ArrowRight")
    stands(page, 9)
    page.wait_for_url(re.compile("#t=10$"))
    expect(text(page)).to_have_attribute("aria-valuetext", re.compile(r'step 10 of [\d,]+ · "'))
    href = page.get_by_role("link", name="Step here").get_attribute("href")
    assert "task=quotes" in href
    assert href.endswith("#t=10&u=1")
    said = [one for one in page.watch.traffic[before:] if not re.search("/lib/|favicon", str(one))]
    assert said == []


def test_hover_reads_a_step_and_a_click_moves_there(page):
    letter = page.locator(".unit-text .token").nth(12)
    letter.hover()
    expect(page.locator(".unit-text .reading")).to_contain_text("step 13 of")
    stands(page, 0)
    letter.click()
    stands(page, 12)


def test_another_row_colours_the_text_and_stands_in_the_link(page):
    rows(page).nth(1).locator("button.choose").click()
    expect(rows(page).nth(1)).to_have_class("chosen")
    at_rest(page)
    assert "row=l0.cell.1" in page.url
    expect(page.locator(".unit-text .coloured-by")).to_contain_text("cell state, unit 1")
    rows(page).nth(0).locator("button.choose").click()
    expect(rows(page).nth(0)).to_have_class("chosen")


def test_the_worst_place_of_a_row_is_gone_to(page):
    rows(page).nth(4).get_by_role("button", name="seen worst").click()
    expect(page.get_by_test_id("unit-text")).not_to_have_attribute("data-step", "0")
    at_rest(page)
    page.goto(page.url.split("?")[0] + "?task=quotes")
    expect(page.locator('[data-testid="unit-text"][data-ready]')).to_be_attached()


def test_a_brushed_span_finds_places_alike_and_shift_brushes_too(page):
    letters = page.locator(".unit-text .token")
    letters.nth(34).hover()
    page.mouse.down()
    letters.nth(38).hover()
    page.mouse.up()
    expect(page.get_by_text("steps 35 to 39 are brushed")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"^\d+–\d+$")).first).to_be_visible()
    expect(page.locator(".unit-text .brushed")).to_have_count(5)
    at_rest(page)
    text(page).press("Home")
    page.keyboard.down("Shift")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.up("Shift")
    expect(page.locator(".unit-text .brushed")).to_have_count(4)
    page.get_by_role("button", name="No span").click()
    expect(page.locator(".unit-text .brushed")).to_have_count(0)


def test_numbers_and_ranking_can_be_taken_away(page, tmp_path):
    page.locator(".unit-text .take-away summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Numbers (CSV)").click()
    download.value.save_as(tmp_path / "units.csv")
    lines = (tmp_path / "units.csv").read_text(encoding="utf-8").splitlines()
    assert any("hidden" in line and "forget_gate" in line for line in lines)
    assert any("by_chance" in line for line in lines)


def test_a_long_corpus_is_traced_at_a_click_told_how_far_it_is_and_stopped(visit):
    with visit("/units?task=quotes&size=1000000", ready="unit-text") as page:
        page.get_by_role("button", name=re.compile("Trace this corpus|Go on")).click()
        expect(page.get_by_text(re.compile(r"^\d+%"))).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Stop", exact=True).last.click()
        expect(page.get_by_role("button", name="Go on")).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".unit-text .reading")).to_contain_text(
            f"of {WHAT.corpus.steps}"
        )  # the shorter one meanwhile


def test_a_text_of_ones_own_is_traced_and_asked_another_question(visit):
    line = f'{"".join(choices(ascii_lowercase, k=20))} "said so"\n'  # a text that nobody traced before
    with visit("/units?task=quotes&size=100000", ready="unit-text") as page:
        page.get_by_role("button", name="Your text").click()
        text = {"name": "own.txt", "mimeType": "text/plain", "buffer": (line * 4000).encode()}
        page.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(text)
        page.wait_for_url(re.compile("own="))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Trace this corpus").click()
        expect(page.locator(".unit-text .reading")).to_contain_text("of 100020", timeout=PATIENCE)
        page.get_by_label("Which unit follows").click()
        page.get_by_role("option", name="column in the line").click()
        expect(page.get_by_role("heading", name="column in the line")).to_be_visible()
        expect(rows(page).first).to_contain_text("of the answers change")
        at_rest(page)
        assert "own=" in page.url


def test_in_the_dark_and_on_a_phone_nothing_is_wider_than_the_page(visit):
    with visit("/units?task=recall", ready="unit-text", size="phone", color_scheme="dark") as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        colours = page.eval_on_selector_all(
            ".unit-text .token i", "all => all.slice(0, 20).map(at => at.style.backgroundColor)"
        )
        assert len(set(colours)) > 3
