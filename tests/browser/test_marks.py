"""One place, marked in all heatmaps at once: where one stands, what is pinned, what is hovered."""

import re

import pytest
from playwright.sync_api import expect

import lstmviz
from lstmviz import memory
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from tests.browser.conftest import stands

PATH = "/?task=anbn&seq=aaabbb"
STEPS, UNITS = 6, 2
QUANTITIES = ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden")


def track(page, figure, row):
    return page.get_by_test_id("panel").nth(figure).locator(".heatmap .track").nth(row)


def cell(page, figure, row, step, unit):
    """The middle of one cell of a heatmap, in pixels."""
    area = track(page, figure, row).bounding_box()
    right, down = (step + 0.5) / STEPS * area["width"], (unit + 0.5) / UNITS * area["height"]
    return area["x"] + right, area["y"] + down


def marked(page, kind, *at):
    """Wait until a kind of mark covers one cell, (step, unit), in all seven heatmaps, or none."""
    marks = page.locator(f".heatmap .{kind}:visible")
    expect(marks).to_have_count(7 if at else 0)
    for number, mark in enumerate(marks.all()):
        figure, row = divmod(number, 6)
        x, y = cell(page, figure, row, *at)
        box = mark.bounding_box()
        assert abs(box["x"] + box["width"] / 2 - x) < 1
        assert abs(box["y"] + box["height"] / 2 - y) < 1


@pytest.mark.parametrize(
    ("figure", "row", "step", "unit"), [(0, 0, 2, 1), (0, 3, 5, 0), (0, 5, 0, 1), (1, 0, 4, 1)]
)
def test_a_click_pins_a_cell(page, figure, row, step, unit):
    page.mouse.move(*cell(page, figure, row, step, unit))
    page.mouse.click(*cell(page, figure, row, step, unit))
    stands(page, step=step, unit=unit, panel=figure)
    expect(page.locator(".pin")).to_contain_text(f"Pinned: unit {unit} at t = {step + 1}")


def test_a_pin_stays_while_one_steps_and_escape_removes_it(page):
    page.mouse.move(*cell(page, 0, 0, 2, 1))
    page.mouse.click(*cell(page, 0, 0, 2, 1))
    page.keyboard.press("End")
    stands(page, step=STEPS - 1)
    expect(page.locator(".pin")).to_contain_text("t = 3")
    page.keyboard.press("Escape")
    expect(page.locator(".pin")).to_be_hidden()


def test_enter_pins_by_keyboard_and_a_button_unpins(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".pin")).to_contain_text("Pinned: unit 0 at t = 2")
    page.get_by_role("button", name="unpin").click()
    expect(page.locator(".pin")).to_be_hidden()


@pytest.mark.parametrize(("figure", "row", "named"), [(0, 2, "candidate g"), (1, 0, "hidden state h")])
def test_hovering_marks_the_cell_in_all_heatmaps_and_tells_its_number(page, figure, row, named):
    marked(page, "hovered")
    page.mouse.move(*cell(page, figure, row, 4, 1))
    marked(page, "hovered", 4, 1)
    expect(page.locator("[data-part=tip]")).to_contain_text(f"{named} of unit 1 at t = 5: ")
    page.mouse.move(5, 5)
    marked(page, "hovered")
    expect(page.locator("[data-part=tip]")).to_be_hidden()


def test_a_pin_is_marked_in_all_heatmaps(page):
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    marked(page, "pinned", 0, 0)
    page.keyboard.press("Escape")
    marked(page, "pinned")


def test_step_and_unit_are_marked_in_all_heatmaps(page):
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    stands(page, step=2, unit=1)
    marked(page, "chosen", 2, 1)


def test_the_cursor_is_one_column_through_everything(page):
    page.keyboard.press("ArrowRight")
    stands(page, step=1)
    for figure in (0, 1):
        x, _ = cell(page, figure, 0, 1, 0)
        panel = page.get_by_test_id("panel").nth(figure)
        for part in (".tokens .now", ".cursor", ".tick.now"):
            box = panel.locator(part).bounding_box()
            assert box["x"] + box["width"] / 2 == pytest.approx(x, abs=1)
        strip, cursor = (panel.locator(part).bounding_box() for part in (".tokens", ".cursor"))
        assert cursor["y"] <= strip["y"] + strip["height"] + 1
        says = panel.locator(".says").bounding_box()
        assert cursor["y"] + cursor["height"] >= says["y"] + says["height"] - 1


def test_what_a_sub_step_has_not_computed_yet_is_not_shown(page):
    for computed, _ in enumerate(QUANTITIES, 1):
        page.keyboard.press("]")
        stands(page, stage=computed)
        expect(page.locator(".heatmap .veil:visible")).to_have_count(6 - computed)
        values = page.get_by_test_id("panel").first.locator(".label > .value").all_inner_texts()
        assert [value != "·" for value in values] == [True] * computed + [False] * (6 - computed)


def test_the_sub_step_lights_its_part_and_its_line(page):
    for stage, quantity in enumerate(QUANTITIES, 1):
        page.keyboard.press("]")
        stands(page, stage=stage)
        lit = page.locator(".equation.lit")
        expect(lit).to_have_count(1)
        assert lit.get_attribute("data-quantity") == quantity
        parts = page.locator(f".diagram [data-stages~='{stage}']")
        assert parts.count() > 0
        expect(page.locator(f".diagram [data-stages~='{stage}'].now")).to_have_count(parts.count())
        expect(page.locator(f".diagram [data-stages~='{stage}'].later")).to_have_count(0)
        expect(page.locator(".equation.later")).to_have_count(6 - stage)


def test_symbols_in_place_of_numbers(page):
    page.get_by_role("button", name="symbols").click()
    expect(page.locator(".equation math").first).to_be_visible()
    expect(page.locator(".equation .numbers").first).to_be_hidden()
    page.get_by_role("button", name="symbols").click()
    expect(page.locator(".equation .numbers").first).to_be_visible()


CARDS = {
    "label": ".label .forget_gate",
    "node of the diagram": ".diagram .gate.forget_gate",
    "term of an equation": ".equation .value.forget_gate",
}


@pytest.mark.parametrize("place", CARDS.values(), ids=CARDS)
def test_a_card_tells_what_a_quantity_means_and_its_value_now(page, place):
    card = page.locator("[data-part=card]")
    expect(card).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.locator(place).first.hover()
    expect(card).to_contain_text("1 keeps, 0 drops")
    value = page.locator(".equation[data-quantity=forget_gate] .value").last.inner_text()
    expect(card).to_contain_text(f"unit 0, t = 2: {value}")
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_a_label_shows_its_card_by_keyboard_and_escape_closes_only_that(page):
    page.keyboard.press("Enter")
    page.locator(".label .cell").focus()
    expect(page.locator("[data-part=card]")).to_contain_text("The memory")
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=card]")).to_be_hidden()
    expect(page.locator(".pin")).to_be_visible()


def test_a_card_leads_by_hand_and_by_key_to_what_if_where_its_gate_stays_open(visit):
    with visit("/?task=recall#t=12") as page:
        card = page.locator("[data-part=card]")
        page.locator(".label .cell").hover()
        link = card.get_by_role("link", name="What if it were 0?")
        link.hover()  # the card stays while the pointer is in it
        expect(link).to_have_attribute("href", re.compile(r"changes=cell%2Cset%2C0%2Cu7%2Ct12-12#t=12&u=7$"))
        page.locator(".label .forget_gate").focus()
        page.keyboard.press("Enter")
        expect(card.get_by_role("link", name="What if it stayed open?")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/what-if?**")
        expect(page.get_by_test_id("panel").first).to_contain_text("forget gate of unit 7 set to 1 at t = 12")
        stands(page, step=11, unit=7)
        page.locator(".label .forget_gate").first.hover()
        expect(card).to_contain_text("1 keeps, 0 drops")
        expect(card.get_by_role("link")).to_have_count(0)  # the bench is at hand


ROW_COLOURS = """([panel, quantity]) => {
  const canvas = document.querySelectorAll("[data-testid=panel]")[panel]
    .querySelector(`[data-quantity=${quantity}] canvas`);
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return Array.from({ length: height }, (_, row) => [...data.slice(4 * row * width, 4 * (row + 1) * width)]);
}"""


def test_units_stand_by_their_half_life_and_the_link_keeps_it(visit):
    inputs = TASKS["recall"].encode(TASKS["recall"].tokens(TASKS["recall"].first_example))
    layer = lstmviz.trace(shipped.load("recall", "lstm").net.recurrent, inputs).layers[0]
    order = memory.half_life(layer)[:, 0].median(0).values.argsort(descending=True).tolist()
    with visit("/?task=recall") as page:
        placed = {at: page.evaluate(ROW_COLOURS, at) for at in ((0, "forget_gate"), (1, "hidden"))}
        page.get_by_role("combobox", name="Order of the units").select_option("by half-life")
        page.wait_for_url("**o=half-life*")
        rows = placed[0, "forget_gate"]
        assert page.evaluate(ROW_COLOURS, (0, "forget_gate")) == [rows[unit] for unit in order]
        assert page.evaluate(ROW_COLOURS, (1, "hidden")) == placed[1, "hidden"]  # an RNN has no half-life
        page.evaluate("document.activeElement.blur()")
        box = page.locator("[data-quantity=forget_gate] .track").first.bounding_box()
        page.mouse.click(box["x"] + 5, box["y"] + 3)
        stands(page, unit=order[0])
        page.keyboard.press("ArrowDown")
        stands(page, unit=order[1])
        link = page.url.split("/", 3)[3]
    with visit("/" + link) as page:
        assert page.evaluate(ROW_COLOURS, (0, "forget_gate")) == [rows[unit] for unit in order]
        kept = (layer.forget_gate[:, 0, order[1]] < 0.1) | (layer.forget_gate[:, 0, order[1]] > 0.9)
        expect(page.locator("[data-part=stats]")).to_contain_text(f"at {kept.sum()} of {len(kept)} steps")


RAN = """() => {
  window.ran = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.classList?.contains("flow")) ran.push(node.textContent);
  }).observe(document.querySelector(".lstmviz"), { childList: true, subtree: true });
}"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_number_of_a_sub_step_runs_along_its_wire(visit, motion):
    with visit(PATH, reduced_motion=motion) as page:
        page.evaluate(RAN)
        for stage in range(1, 7):
            page.keyboard.press("]")
            stands(page, stage=stage)
        values = page.get_by_test_id("panel").first.locator(".label > .value").all_inner_texts()
        assert page.evaluate("ran") == (values if motion == "no-preference" else [])
        expect(page.locator(".flow")).to_have_count(0)
