"""Laptop, hall and phone, light and dark, with a screen reader: everything can be seen, read and named."""

import pytest
from playwright.sync_api import expect

from lstmviz.draw.quantities import PALETTES, PAPER
from lstmviz.learn.tasks import TASKS
from tests.browser.conftest import SIZES, stands
from tests.colour import contrast

TOKENS = TASKS["recall"].first_example
LEGIBLE = """
    .now-at, .target, .stage, .detail, .answer, .panel h3, .bar button, .tokens span:not(.now),
    .equation .numbers, .equation b.value, .term sub,
    [data-testid=stMarkdownContainer] p, .st-key-seq label, .st-key-seq input
"""
# [its colour, the nearest opaque colour below it, its beginning] of every element with a text
COLOURS = """all => all.filter((element) => element.innerText !== '').map((element) => {
  const colour = (below) => getComputedStyle(below).backgroundColor;
  let below = element;
  while (below.parentElement && /rgba/.test(colour(below))) below = below.parentElement;
  return [getComputedStyle(element).color, colour(below), element.outerHTML.slice(0, 90)];
})"""
WIDE = "all => all.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"
PICTURES = """all => all
  .filter((picture) => !picture.closest('[aria-hidden=true]') && !picture.parentElement.closest('[role=img]'))
  .map((picture) => picture.getAttribute('aria-label') ?? '')"""


@pytest.fixture(params=["light", "dark"], scope="module")
def themed(visit, request):
    with visit("/?task=recall#t=28&u=2", color_scheme=request.param) as page:
        yield page, request.param


def test_the_theme_colours_page_and_heatmaps(themed):
    page, theme = themed
    for row, kind in enumerate(["gate", "gate", "state", "state", "gate", "state"]):
        shown = page.evaluate(f"document.querySelector('.figure').data[{row}].colorscale")
        assert [tuple(pair) for pair in shown] == PALETTES["cividis"].scale(kind, theme)
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert contrast(background, getattr(PAPER, theme)) == pytest.approx(1)


def test_all_texts_can_be_read(themed):
    page, theme = themed
    shown = page.eval_on_selector_all(LEGIBLE, COLOURS)
    paper_of = {colour: getattr(PAPER, theme) if "rgba" in colour else colour for _, colour, _ in shown}
    faint = [text for ink, below, text in shown if contrast(ink, paper_of[below]) < 4.5]
    assert len(shown) > 60
    assert not faint


def test_the_token_of_the_step_can_be_read(themed):
    page, _ = themed
    ((ink, paper, _),) = page.eval_on_selector_all(".tokens .now", COLOURS)
    assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(visit, size):
    with visit("/?task=recall", size=size) as page:
        assert page.eval_on_selector_all("html, body, .stMain, .stMainBlockContainer, .lstmviz", WIDE) == []
        width = SIZES[size][0]
        boxes = [box.bounding_box() for box in page.locator(".bar, .figure, .diagram svg, .equations").all()]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width + 1 for box in boxes)


def seen_without_scrolling(page, selector, size):
    boxes = [box.bounding_box() for box in page.locator(selector).all()]
    assert boxes
    return [box for box in boxes if box["y"] < 0 or box["y"] + box["height"] > SIZES[size][1]] == []


@pytest.mark.parametrize("task", ["anbn", "temporal-order", "quotes"])
def test_a_laptop_shows_transport_heatmaps_and_answers_at_once(visit, task):
    with visit(f"/?task={task}", size="laptop") as page:
        for part in (".bar", ".tokens", ".figure", ".answer", ".nsewdrag"):
            assert seen_without_scrolling(page, part, "laptop"), part


@pytest.mark.parametrize("task", ["recall"])
def test_a_hall_shows_diagram_and_equations_too(visit, task):
    with visit(f"/?task={task}#t=30&u=2&s=1", size="hall") as page:
        for part in (".bar", ".figure", ".answer", ".diagram svg", ".equation"):
            assert seen_without_scrolling(page, part, "hall"), part


def test_a_phone_stacks_and_steps(visit):
    with visit("/?task=recall", size="phone", has_touch=True) as page:
        page.get_by_role("button", name="Next step").tap()
        stands(page, step=1)
        tops = [
            page.locator(part).bounding_box()["y"] for part in (".bar", ".tokens", ".diagram", ".equations")
        ]
        assert tops == sorted(tops)
        heights = [button.bounding_box()["height"] for button in page.locator(".bar button").all()]
        assert min(heights) >= 24


def test_every_button_has_a_name(themed):
    page, _ = themed
    buttons = page.locator(".lstmviz button:visible")
    names = [button.get_attribute("aria-label") or button.inner_text().strip() for button in buttons.all()]
    assert len(names) >= 14
    assert all(names)
    assert len(set(names)) == len(names)


def test_every_picture_has_a_text_alternative(themed):
    page, _ = themed
    labels = page.eval_on_selector_all(".lstmviz svg, .lstmviz [role=img]", PICTURES)
    assert len(labels) == 3
    assert all(len(label) > 40 for label in labels)


def test_the_slider_tells_its_place(themed):
    page, _ = themed
    slider = page.get_by_role("slider", name="Step of the sequence")
    expect(slider).to_have_attribute("aria-valuenow", "28")
    expect(slider).to_have_attribute("aria-valuemax", "50")
    expect(slider).to_have_attribute("aria-valuetext", f"step 28 of 50, {TOKENS[27]}")


def test_the_live_region_speaks_once_at_rest(themed):
    page, _ = themed
    spoken = page.locator("[aria-live=polite][data-part=spoken]")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text(f"Step 2 of 50, {TOKENS[1]}. Not asked here.")
    expect(spoken).to_contain_text("LSTM, unit 2: forget gate 0.")


def test_keyboard_focus_is_seen(themed):
    page, _ = themed
    page.get_by_role("button", name="Step back", exact=True).focus()
    page.keyboard.press("Tab")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert page.evaluate("document.activeElement.dataset.act") == "play"
    assert float(width.removesuffix("px")) >= 2
