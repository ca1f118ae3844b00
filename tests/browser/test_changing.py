"""What if, in Chromium: sliders by keyboard, drags on a heatmap, undo, links, and a cursor that stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import at_rest, stands
from tests.browser.navigating import go_to

SECOND_STEP = "/what-if?task=anbn&seq=aaaaaaaabbbbbbbb&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16"


@pytest.fixture
def what_if(visit):
    with visit("/what-if?task=anbn&seq=aaaaaaaabbbbbbbb") as page:
        yield page


def changes(page, pattern):
    """Wait until the address names these changes; commas and semicolons may stand encoded."""
    encoded = pattern.replace(",", "(,|%2C)").replace(";", "(;|%3B)")
    expect(page).to_have_url(re.compile(rf"changes={encoded}(#|&|$)"))


def test_a_slider_is_moved_by_keyboard_and_the_cursor_stays(what_if):
    for _ in range(3):
        what_if.keyboard.press("ArrowRight")
    what_if.get_by_role("button", name="Add", exact=True).click()
    changes(what_if, "forget_gate,set,0,all,t1-16")
    slider = what_if.get_by_role("slider", name="Value")
    slider.focus()
    for value in ("0.01", "0.02", "0.03"):
        what_if.keyboard.press("ArrowRight")
        changes(what_if, f"forget_gate,set,{value},all,t1-16")
        expect(slider).to_be_focused()
    stands(what_if, step=3)
    expect(what_if.locator("[data-value=forget_gate]")).to_have_text("0.03")


PAINTED = """() => {
  window.painted = [];
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    requestAnimationFrame(() => painted.push(this.canvas.closest(".panel").querySelector("h3").textContent));
    return put.apply(this, given);
  };
}"""


def test_a_move_draws_what_changed_and_nothing_else(visit):
    with visit(SECOND_STEP) as page:
        page.evaluate(PAINTED)
        slider = page.get_by_role("slider", name="Value")
        slider.focus()
        page.keyboard.press("ArrowRight")
        changes(page, "forget_gate,set,0.51,u0,t1-16")
        page.wait_for_function("() => painted.length >= 13")
        at_rest(page)
        assert sorted(page.evaluate("painted")) == ["Changed"] * 7 + ["Difference"] * 6


def test_stepping_draws_no_heatmap(visit):
    with visit(SECOND_STEP) as page:
        page.evaluate(PAINTED)
        for key in ("ArrowRight", "End", "ArrowDown", "]", "n"):
            page.keyboard.press(key)
        stands(page, step=15, unit=1)
        assert page.evaluate("painted") == []


def test_a_difference_that_is_nothing_draws_no_panel(what_if):
    expect(what_if.locator(".panel h3")).to_have_text(["Changed", "Untouched"])


def test_what_is_compared_has_one_range_of_colours(visit):
    with visit(f"{SECOND_STEP}#t=9") as page:
        ends = page.locator("[data-quantity=cell] .scale").all_inner_texts()
        assert len(ends) == 3
        assert ends[0] == ends[2]


def test_a_drag_along_a_row_closes_the_gate_there(what_if):
    box = what_if.locator(".heatmap .track").nth(1).bounding_box()  # the input gate, 16 steps of 2 units

    def at(step, unit):
        return box["x"] + (step - 0.5) / 16 * box["width"], box["y"] + (unit + 0.5) / 2 * box["height"]

    what_if.mouse.move(*at(3, 1))
    what_if.mouse.down()
    what_if.mouse.move(*at(5, 1))
    what_if.mouse.move(*at(7, 1))
    what_if.mouse.up()
    changes(what_if, "input_gate,set,0,u1,t3-7")
    expect(what_if.get_by_text("input gate of unit 1 set to 0 at t = 3 to 7")).to_be_visible()


def test_undo_returns_to_the_untouched_run_and_redo_to_the_changed_one(what_if):
    what_if.get_by_role("button", name="Add", exact=True).click()
    changes(what_if, "forget_gate,set,0,all,t1-16")
    what_if.get_by_role("button", name="Undo").click()
    expect(what_if).not_to_have_url(re.compile("changes="))
    what_if.get_by_role("button", name="Redo").click()
    changes(what_if, "forget_gate,set,0,all,t1-16")
    expect(what_if.get_by_text("forget gate of all units set to 0")).to_be_visible()


def test_a_link_shows_the_changed_run_the_difference_and_the_untouched_run(visit):
    with visit(f"{SECOND_STEP}#t=9") as page:
        stands(page, step=8)
        expect(page.locator(".panel h3")).to_have_text(["Changed", "Difference", "Untouched"])
        expect(page.locator("[data-value=forget_gate]")).to_have_text("0.50")
        expect(page.locator(".panel").first).to_contain_text(re.compile(r"changed at [1-9]\d* of 16 steps"))


def test_pages_keep_what_they_stood_at(visit):
    with visit(SECOND_STEP) as page:
        go_to(page, "Step")
        expect(page.locator(".panel h3")).to_have_text(["LSTM", "Vanilla RNN (tanh)"])
        expect(page).to_have_url(re.compile("task=anbn"))
        go_to(page, "What if")
        changes(page, "forget_gate,set,0.5,u0,t1-16")


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_nothing_scrolls_sideways(visit, size):
    with visit(SECOND_STEP, size=size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_ledger_is_drawn_above_its_run(visit):
    with visit("/memory?task=counter&unit=1") as page:
        expect(page.locator(".panel h3")).to_have_text(["Memory of unit 1", "LSTM"])
        page.get_by_text(re.compile("^2: ")).click()
        expect(page.locator(".panel h3").first).to_have_text("Memory of unit 2")
        expect(page).to_have_url(re.compile("unit=2"))


def test_a_weight_is_picked_in_its_heatmap(what_if):
    what_if.locator(".st-key-kind input").click()
    what_if.get_by_role("option", name="one number of weight_hh").click()
    box = what_if.get_by_test_id("chart").locator(".nsewdrag").bounding_box()  # 8 rows of 2 columns
    what_if.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 2.5 / 8 * box["height"])
    expect(what_if.locator(".st-key-row input")).to_have_value("2")
    expect(what_if.locator(".st-key-column input")).to_have_value("1")
    expect(what_if.get_by_text("gate f of unit 0")).to_be_visible()
    what_if.get_by_role("button", name="Add", exact=True).click()
    changes(what_if, r"weight_hh,2,1,-?\d+\.?\d*")
