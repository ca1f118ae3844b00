"""Laptop, hall and phone, light and dark, with a screen reader: everything can be seen, read and named."""

from itertools import pairwise

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
    .now-at, .target, .stage, .detail, .score, .answer, .panel h2, .bar button, .tokens span:not(.now),
    .answers span, .label .name, .gloss, .label .value, .end, .tick, .legend span, .checked,
    .equation .written, .equation .sum, .equation b.value, .term sub,
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
CLIPPED = """all => all
  .filter((box) => box.scrollWidth > 1.5 * box.clientWidth || box.scrollHeight > box.clientHeight + 1)
  .map((box) => box.textContent)"""
PICTURES = """all => all
  .filter((picture) => !picture.closest('[aria-hidden=true]') && !picture.parentElement.closest('[role=img]'))
  .map((picture) => picture.getAttribute('aria-label') ?? '')"""


# [its size on the screen, it] of every text that is seen
SIZES_OF_TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(".lstmviz"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    const seen = element.checkVisibility({ visibilityProperty: true }) && !element.closest(".spoken, math");
    if (!text || !seen) continue;
    const scale = element.getScreenCTM?.().a ?? 1;
    found.push([parseFloat(getComputedStyle(element).fontSize) * scale, text]);
  }
  return found;
}"""
BELOW = """(height) => [...document.querySelectorAll(".lstmviz :is(canvas, svg, .equation, .legend)")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().bottom > height + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""
# texts that are drawn over others
OVERLAPS = """(selector) => {
  const boxes = [...document.querySelectorAll(`.lstmviz :is(${selector})`)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim())
    .map((one) => [one.getBoundingClientRect(), one.textContent]);
  const apart = (a, b) => a.right < b.left + 1 || a.bottom < b.top + 6;
  const over = ([a], [b]) => !apart(a, b) && !apart(b, a);
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => over(one, other))
    .map((other) => [one[1], other[1]]));
}"""

# texts of headings, bar, legend and caption that are not whole: clipped, or higher than their line
CUT = """() => [...document.querySelectorAll(".lstmviz :is(.bar, .heading, .legend, .caption) *")]
  .filter((one) => one.matches("h2, p, span"))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim())
  .filter((one) => {
    const over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > 1.3 * one.clientHeight;
    const clips = getComputedStyle(one).overflowX !== "visible" && over;
    const heading = one.closest(".heading");
    return clips || (heading && one.offsetHeight > heading.offsetHeight + 2);
  })
  .map((one) => one.textContent)"""


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
        parts = page.locator(".bar, .track:visible, .diagram:visible svg, .equations:visible")
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
        assert page.evaluate(CUT) == []


HEADS = ".bar :is(button, summary, .now-at > *), .heading :is(h2, .detail, .order, .score, .answer, button)"
CROWDED = ["/train", "/train?lang=zh", "/what-if?changes=forget_gate,set,0.5,u0,t1-20", "/?task=anbn#u=3"]


@pytest.mark.parametrize("path", CROWDED)
@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_what_stands_beside_a_long_title_is_whole_or_gives_way(visit, path, size):
    with visit(path, size=size) as page:
        assert page.locator(".lstmviz").locator(".bar, .heading").evaluate_all(WIDE) == []
        assert page.evaluate(OVERLAPS, HEADS) == []
        assert page.evaluate(CUT) == []


LAPTOPS = {"laptop": (1280, 800), "laptop with a browser's bars": (1280, 680)}


@pytest.mark.parametrize("size", LAPTOPS.values(), ids=LAPTOPS)
def test_a_laptop_shows_all_of_the_default_without_scrolling(visit, size):
    with visit("/?task=recall#t=12", viewport=dict(zip(("width", "height"), size, strict=True))) as page:
        lstm, rnn = page.get_by_test_id("panel").all()
        side = page.locator(".side")
        shown = [
            *lstm.locator("canvas").all(),
            *rnn.locator("canvas").all(),
            *page.get_by_test_id("answers").all(),
            side.get_by_test_id("diagram").locator("svg"),
            *side.locator(".equation").all(),
            page.locator(".legend"),
        ]
        assert len(shown) == 7 + 2 + 2 + 1 + 6 + 1  # a canvas a quantity and one a net for what it says
        boxes = [one.bounding_box() for one in shown]
        assert all(box["y"] >= 0 and box["y"] + box["height"] <= size[1] for box in boxes)
        edges = [(box["y"], box["y"] + box["height"]) for box in boxes[-8:]]  # diagram, equations, legend
        assert all(end <= start + 1 for (_, end), (start, _) in pairwise(edges))
        top = page.locator(".st-key-task").bounding_box()["y"]
        assert page.get_by_test_id("strip").bounding_box()["y"] - top <= 136
        assert page.get_by_test_id("strip").bounding_box()["y"] <= 196


def test_no_two_texts_of_diagram_and_equations_lie_on_each_other(visit):
    with visit("/?task=recall#t=12", viewport={"width": 1280, "height": 680}) as page:
        for step in (1, 5, 12, 20):
            page.evaluate(f"location.hash = '#t={step}&u=7'")
            stands(page, step=step - 1)
            assert (
                page.evaluate(OVERLAPS, ".diagram text, .equation .written, .equation :is(.sum, .result)")
                == []
            )


ZOOMS = {"1080": (1920, 1080, 1), "2160": (3840, 2160, 1), "150 %": (1280, 720, 1.5), "200 %": (960, 540, 2)}


@pytest.mark.parametrize(("width", "height", "scale"), ZOOMS.values(), ids=ZOOMS)
@pytest.mark.parametrize("both", ["", "b"], ids=["one net's cell", "both nets' cells"])
def test_every_text_of_the_picture_alone_is_a_hall_s(visit, width, height, scale, both):
    link = "/?task=recall&seq=abcdBacdabcAdabcdcbd#t=12"
    with visit(link, viewport={"width": width, "height": height}, device_scale_factor=scale) as page:
        for key in filter(None, ["f", both]):
            page.keyboard.press(key)
        expect(page.locator(".lstmviz.alone.hall.beside")).to_be_visible()
        expect(page.locator(".question")).to_have_text("Which letter was flagged last?")
        expect(page.locator(".diagram:visible")).to_have_count(2 if both else 1)
        sizes = page.evaluate(SIZES_OF_TEXTS)
        assert len(sizes) > 120
        assert [one for one in sizes if one[0] < 0.025 * height - 0.2] == []
        assert page.evaluate(BELOW, height) == []
        assert page.evaluate(CUT) == []
        expect(page.locator(".legend .checked")).to_contain_text("states against PyTorch’s: max |Δ|")
        transport = page.get_by_role("button", name="Next step").bounding_box()
        assert min(transport["width"], transport["height"]) >= 0.04 * height
        page.keyboard.press("Escape")
        expect(page.locator(".lstmviz.alone")).to_have_count(0)


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


def test_a_phone_stacks_and_steps(visit):
    with visit("/?task=recall", size="phone", has_touch=True) as page:
        page.get_by_role("button", name="Next step").tap()
        stands(page, step=1)
        tops = [
            page.locator(f"{part}:visible").first.bounding_box()["y"]
            for part in (".bar", ".tokens", ".diagram", ".equations")
        ]
        assert tops == sorted(tops)
        heights = [button.bounding_box()["height"] for button in page.locator(".bar button:visible").all()]
        assert min(heights) >= 24


def test_a_thumb_reaches_unit_net_pin_and_sub_step_and_a_lens_shows_the_row(visit):
    inputs = TASKS["recall"].encode(TASKS["recall"].tokens(TOKENS))
    layer = lstmviz.trace(shipped.load("recall", "lstm").net.recurrent, inputs).layers[0]
    with visit(f"/?task=recall&seq={TOKENS}#t=28&u=2", size="phone", has_touch=True) as page:
        heatmap = page.locator(".heatmap canvas").first.bounding_box()
        assert heatmap["y"] + heatmap["height"] < page.locator(".controls").bounding_box()["y"]
        lens = page.locator("[data-part=lens]")
        shown = [float(text.replace("−", "-")) for text in lens.locator(".cells b").all_inner_texts()]
        assert shown == pytest.approx(layer.forget_gate[24:31, 0, 2].tolist(), abs=0.00501)
        assert lens.locator(".cells i").all_inner_texts() == list(TOKENS[24:31])
        page.get_by_role("button", name="The unit below").tap()
        stands(page, unit=3)
        page.get_by_role("button", name="Pin the marked cell").tap()
        expect(page.locator(".pin")).to_contain_text("Pinned: unit 3 at t = 28")
        page.get_by_role("button", name="Next sub-step").tap()
        stands(page, stage=1)
        page.get_by_role("button", name="The other net").tap()
        stands(page, panel=1)
        box = page.locator("[data-quantity=candidate] .track").bounding_box()
        page.touchscreen.tap(box["x"] + 5, box["y"] + box["height"] - 2)
        stands(page, panel=0, unit=7)
        expect(lens).to_contain_text("candidate, unit 7")


def test_a_phone_s_slider_and_its_caption_are_whole_in_every_language(visit):
    with visit("/what-if?task=recall&lang=zh", size="phone") as page:
        assert page.evaluate(CUT) == []
        slider, bench, steps, bar = (
            page.locator(part).bounding_box()["width"]
            for part in (".slider", "[data-testid=changes]", ".controls .steps", ".controls")
        )
        assert slider > 0.9 * bench
        assert steps > 0.9 * bar


ROWS = """all => all.map((control) => Math.round(control.getBoundingClientRect().top / 8))"""


@pytest.mark.parametrize("path", ["/?task=recall", "/memory", "/what-if?task=recall"])
@pytest.mark.parametrize("width", [1280, 820, 390])
def test_no_control_stands_alone_in_a_row(visit, path, width):
    with visit(path, viewport={"width": width, "height": 844}) as page:
        rows = page.locator(".st-key-choices > *:not(.st-key-seq)").evaluate_all(ROWS)
        assert len(rows) >= 3
        assert len(set(rows)) == 1 or (width < 621 and min(map(rows.count, rows[:-1])) > 1)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_units_are_compared_with_stands_in_a_row_of_its_own(visit, width):
    with visit("/units", ready="unit-text", viewport={"width": width, "height": 844}) as page:
        rows = [page.locator(f".st-key-{key} > *").evaluate_all(ROWS) for key in ("choices", "compared")]
        assert all(max(map(row.count, row)) > 1 for row in rows)
        assert len(set(rows[1])) == (1 if width > 620 else 2)


def test_tokens_wider_than_a_column_lie_on_no_other(visit):
    with visit("/?task=adding#t=13") as page:
        strip = page.get_by_test_id("strip")
        assert strip.locator("span").all_inner_texts() == list(
            TASKS["adding"].tokens(TASKS["adding"].first_example)
        )
        assert strip.locator("span").evaluate_all(CLIPPED) == []
        assert page.evaluate(BELOW, SIZES["laptop"][1]) == []


@pytest.mark.parametrize("size", ["laptop", "hall", "phone"])
def test_an_answer_of_several_letters_is_whole(visit, size):
    with visit("/real-nets", size=size) as page:
        answers = page.locator(".answers span:not(:empty)")
        assert len(answers.all_inner_texts()[0]) > 1
        assert (
            answers.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length")
            == 0
        )


# answers that are written alike though they are not the same
UNTOLD = """all => {
  const meant = new Map(all.map((one) => [one.textContent, one.title]));
  return all.filter((one) => meant.get(one.textContent) !== one.title).map((one) => one.title);
}"""


@pytest.mark.parametrize("keys", ["", "f"], ids=["laptop", "hall"])
@pytest.mark.parametrize(
    ("task", "written"),
    [("quotes", {"inside": "i", "outside": "o"}), ("temporal-order", {"XY": "XY"}), ("anbn", {"end": "e"})],
)
def test_an_answer_wider_than_a_column_is_told_from_the_others(visit, task, written, keys):
    size = "hall" if keys else "laptop"
    with visit(f"/?task={task}&lang=en#t=50", size=size) as page:
        if keys:
            page.keyboard.press(keys)
            expect(page.locator(".lstmviz.alone.hall")).to_be_visible()
        for name, text in written.items():
            expect(page.locator(f'.answers span[title="{name}"]').first).to_have_text(text)
        answers = page.locator(".lstmviz .answers span[title]")
        assert answers.evaluate_all(UNTOLD) == answers.evaluate_all(CLIPPED) == []
        told = page.locator(".legend .short")
        assert told.is_visible() == (keys != "" and task != "temporal-order")
        if told.is_visible():
            assert all(f"{short}: {name}" in told.inner_text() for name, short in written.items())


WORDS = ".stMarkdown :is(p, li):visible, .stRadio p:visible"  # a question and its answers, what is told
LINES = "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"


@pytest.mark.parametrize("path", ["/?task=recall", "/story", "/story?lang=zh"])
@pytest.mark.parametrize(("height", "scale"), [(1080, 1), (2160, 1), (540, 2)])
def test_a_hall_reads_what_a_page_asks_and_tells(visit, path, height, scale):
    size = {"width": height * 16 // 9, "height": height}
    with visit(path, viewport=size, device_scale_factor=scale) as page:
        sizes = page.locator(WORDS).evaluate_all(LINES)
        assert len(sizes) >= (1 if path == "/?task=recall" else 5)
        assert min(sizes) >= 0.018 * height


def test_a_hall_reads_a_sequence_that_is_long_for_it(visit):
    with visit("/?task=quotes#t=30", size="hall") as page:
        page.keyboard.press("f")
        expect(page.locator(".lstmviz.alone.hall.long")).to_be_visible()
        assert [one for one in page.evaluate(SIZES_OF_TEXTS) if one[0] < 0.025 * 1080 - 0.2] == []
        assert page.evaluate(OVERLAPS, ".overview-name, .tick") == []
        assert page.evaluate(BELOW, 1080) == []


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
    expect(spoken).to_contain_text(f"Step 2 of 50, {TOKENS[1]}. No question is asked at this step.")
    expect(spoken).to_contain_text("LSTM, unit 2: forget gate 0.")


def test_keyboard_focus_is_seen(themed):
    page, _ = themed
    page.get_by_role("button", name="Step back", exact=True).focus()
    page.keyboard.press("Tab")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert page.evaluate("document.activeElement.dataset.act") == "play"
    assert float(width.removesuffix("px")) >= 2


STATES = """() => {
  const colours = (selector) => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
    return [color, backgroundColor];
  };
  const borderOf = (selector) => getComputedStyle(document.querySelector(selector)).borderLeftColor;
  return {
    pressed: colours(".lstmviz button[aria-pressed=true]"),
    loose: colours(".lstmviz button[aria-pressed=false]"),
    now: colours(".tokens .now"),
    token: colours(".tokens span:not(.now)"),
    lit: borderOf(".equation.lit"),
    dark: borderOf(".equation:not(.lit)"),
  };
}"""


def test_forced_colours_tell_what_is_pressed_and_where_one_stands(visit):
    with visit("/?task=recall#t=12&s=2", forced_colors="active") as page:
        shown = page.evaluate(STATES)
        assert shown["pressed"] != shown["loose"]
        assert shown["now"] != shown["token"]
        assert shown["lit"] != shown["dark"]
        assert all(contrast(*shown[name]) >= 4.5 for name in ("pressed", "now"))
        background = page.locator(".legend i.gates").evaluate("i => getComputedStyle(i).backgroundImage")
        assert "gradient" in background


def test_forced_colours_tell_which_change_and_variant_is_at_hand(visit):
    changes = "forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16;input_gate%2Cset%2C1%2Cu1%2Ct2-5|"
    with visit(f"/what-if?task=recall&changes={changes}", forced_colors="active") as page:
        for place in (".chips", ".variants"):
            pressed, loose = (
                page.locator(f"{place} button[aria-pressed={one}]").first for one in ("true", "false")
            )
            background = "one => getComputedStyle(one).backgroundColor"
            assert pressed.evaluate(background) != loose.evaluate(background)
