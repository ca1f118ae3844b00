"""One place, marked in all heatmaps at once: where one stands, what is pinned, what is hovered."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands

PATH = "/?task=anbn&seq=aaabbb"
STEPS, UNITS = 6, 2
QUANTITIES = ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden")
SHAPES = "[...document.querySelectorAll('.figure')].map(({ layout: { shapes } }) => shapes"
REST = [1 + 6, 1 + 1]  # the cursor's column, and its cell in every heatmap: six of the LSTM, one of the RNN


def cell(page, figure, row, step, unit):
    """The middle of one cell of a heatmap, in pixels."""
    area = page.locator(".figure").nth(figure).locator(".nsewdrag").nth(row).bounding_box()
    right, down = (step + 0.5) / STEPS * area["width"], (unit + 0.5) / UNITS * area["height"]
    return area["x"] + right, area["y"] + down


def shapes(page, expected):
    """Wait until so many marks are drawn on each figure."""
    page.wait_for_function(f"expected => String({SHAPES}.length)) === String(expected)", arg=expected)


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


@pytest.mark.parametrize(("figure", "row"), [(0, 2), (1, 0)])
def test_hovering_marks_the_cell_in_all_heatmaps(page, figure, row):
    shapes(page, REST)
    page.mouse.move(*cell(page, figure, row, 4, 1))
    shapes(page, [REST[0] + 6, REST[1] + 1])
    expect(page.locator(".figure").nth(figure).locator(".hoverlayer")).to_contain_text("unit 1 at t = 5")
    page.mouse.move(5, 5)
    shapes(page, REST)


def test_a_pin_is_marked_in_all_heatmaps(page):
    page.keyboard.press("Enter")
    shapes(page, [REST[0] + 6, REST[1] + 1])
    page.keyboard.press("Escape")
    shapes(page, REST)


def test_the_cursor_is_one_column_through_everything(page):
    page.keyboard.press("ArrowRight")
    stands(page, step=1)
    assert page.evaluate(f"{SHAPES}[0]).map(({{ x0, x1 }}) => [x0, x1])") == [[1.5, 2.5], [1.5, 2.5]]
    token = page.locator(".tokens .now").bounding_box()
    for figure in (0, 1):
        x, _ = cell(page, figure, 0, 1, 0)
        assert token["x"] + token["width"] / 2 == pytest.approx(x, abs=1)


def test_the_sub_step_lights_its_part_and_its_line(page):
    for stage, quantity in enumerate(QUANTITIES, 1):
        page.keyboard.press("]")
        stands(page, stage=stage)
        lit = page.locator(".equation.lit")
        expect(lit).to_have_count(1)
        assert lit.get_attribute("data-quantity") == quantity
        expect(page.locator(f".diagram [data-stages~='{stage}']:not(.dim)").first).to_be_attached()
        expect(page.locator(f".diagram [data-stages~='{stage}'].dim")).to_have_count(0)
        expect(page.locator(".diagram .dim").first).to_be_attached()


def test_symbols_in_place_of_numbers(page):
    page.get_by_role("button", name="symbols").click()
    expect(page.locator(".equation math").first).to_be_visible()
    expect(page.locator(".equation .numbers").first).to_be_hidden()
    page.get_by_role("button", name="numbers", exact=True).click()
    expect(page.locator(".equation .numbers").first).to_be_visible()
