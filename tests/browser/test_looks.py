"""Laptop, hall and phone, light and dark, with a screen reader: everything can be seen, read and named."""

import numpy as np
import pytest
from playwright.sync_api import expect

import lstmviz
from lstmviz.draw.colours import PALETTES, PAPER
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from tests.browser.conftest import SIZES, stands
from tests.colour import channels, contrast

TOKENS = TASKS["recall"].example("one flag")
LEGIBLE = """
    .now-at, .target, .stage, .detail, .score, .answer, .panel h3, .bar button, .tokens span:not(.now),
    .answers span, .label .name, .gloss, .label .value, .end, .tick, .legend span, .checked,
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
    with visit(f"/?task=recall&seq={TOKENS}#t=28&u=2", color_scheme=request.param) as page:
        yield page, request.param


def corner(page, quantity, row):
    """The colour of a row's first value, as the canvas has it."""
    script = """([quantity, row]) => {
      const canvas = document.querySelector(`[data-quantity="${quantity}"] canvas`);
      return [...canvas.getContext("2d").getImageData(0, row, 1, 1).data];
    }"""
    return page.evaluate(script, [quantity, row])


@pytest.mark.parametrize(
    ("quantity", "kind", "span"), [("forget_gate", "gate", (0, 1)), ("hidden", "state", (-1, 1))]
)
def test_the_theme_colours_page_and_heatmaps(themed, quantity, kind, span):
    page, theme = themed
    inputs = TASKS["recall"].encode(TASKS["recall"].tokens(TOKENS))
    layer = lstmviz.trace(shipped.load("recall", "lstm").net.recurrent, inputs).layers[0]
    colours = [channels(colour) for _, colour in PALETTES["cividis"].scale(kind, theme)]
    for unit in range(8):
        share = (float(layer.quantities[quantity][0, 0, unit]) - span[0]) / (span[1] - span[0])
        expected = [
            np.interp(share * (len(colours) - 1), range(len(colours)), one)
            for one in zip(*colours, strict=True)
        ]
        assert corner(page, quantity, unit) == pytest.approx([*expected, 255], abs=2)
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert contrast(background, getattr(PAPER, theme)) == pytest.approx(1)


def test_all_texts_can_be_read(themed):
    page, theme = themed
    shown = page.eval_on_selector_all(LEGIBLE, COLOURS)
    paper_of = {colour: getattr(PAPER, theme) if "rgba" in colour else colour for _, colour, _ in shown}
    faint = [text for ink, below, text in shown if contrast(ink, paper_of[below]) < 4.5]
    assert len(shown) > 200
    assert not faint


def test_the_token_of_the_step_can_be_read(themed):
    page, _ = themed
    marked = page.eval_on_selector_all(".tokens .now", COLOURS)
    assert len(marked) == 2
    assert all(contrast(ink, paper) >= 4.5 for ink, paper, _ in marked)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(visit, size):
    with visit("/?task=recall", size=size) as page:
        assert page.eval_on_selector_all("html, body, .stMain, .stMainBlockContainer, .lstmviz", WIDE) == []
        width = SIZES[size][0]
        parts = page.locator(".bar, .track:visible, .diagram svg, .equations")
        boxes = [box.bounding_box() for box in parts.all()]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width + 1 for box in boxes)


def seen_without_scrolling(page, selector, size):
    boxes = [box.bounding_box() for box in page.locator(selector).all()]
    assert boxes
    return [box for box in boxes if box["y"] < 0 or box["y"] + box["height"] > SIZES[size][1]] == []


PARTS = (
    ".bar",
    "[data-testid=strip]",
    ".track",
    ".answer",
    "[data-testid=answers]",
    ".diagram svg",
    ".equation",
)


@pytest.mark.parametrize("task", ["recall", "anbn", "temporal-order", "quotes"])
@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_everything_is_seen_without_scrolling(visit, task, size):
    with visit(f"/?task={task}#t=3&s=1", size=size) as page:
        for part in PARTS:
            assert seen_without_scrolling(page, part, size), part


@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_the_picture_alone_fills_the_screen_and_the_page_comes_back(visit, size):
    with visit("/?task=recall#t=3", size=size) as page:
        page.keyboard.press("f")
        expect(page.locator(".lstmviz.alone")).to_be_visible()
        box = page.get_by_test_id("stepper").bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, *SIZES[size])
        for part in (*PARTS, ".legend"):
            assert seen_without_scrolling(page, part, size), part
        page.keyboard.press("ArrowRight")
        stands(page, step=3)
        page.keyboard.press("f")
        expect(page.locator(".lstmviz.alone")).to_have_count(0)
        expect(page.locator(".st-key-seq input")).to_be_visible()


WRITTEN = (
    ".tokens span, .answers span, .label .name, .label .value, .gloss, .panel h3, .equation .numbers, .now-at"
)


def test_a_hall_reads_it_from_the_last_row(visit):
    with visit("/?task=recall&seq=abcdBacdabcAdabcdcbd#t=12", size="hall") as page:
        page.keyboard.press("f")
        sizes = page.eval_on_selector_all(
            WRITTEN, "all => all.map((one) => [parseFloat(getComputedStyle(one).fontSize), one.className])"
        )
        assert len(sizes) > 60
        assert [one for one in sizes if one[0] < 0.025 * SIZES["hall"][1] - 0.1] == []


def test_a_phone_stacks_and_steps(visit):
    with visit("/?task=recall", size="phone", has_touch=True) as page:
        page.get_by_role("button", name="Next step").tap()
        stands(page, step=1)
        tops = [
            page.locator(part).first.bounding_box()["y"]
            for part in (".bar", ".tokens", ".diagram", ".equations")
        ]
        assert tops == sorted(tops)
        heights = [button.bounding_box()["height"] for button in page.locator(".bar button:visible").all()]
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
    assert len(labels) == 10  # six heatmaps and one, what each net says, the diagram
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
