"""A sequence too long for its columns: an overview of it all, and a window that goes with the cursor."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands

SEQUENCE = "abcdBacdabcAdabcdcbd" * 30
TOKENS = "[data-part=tokens] span"


@pytest.fixture
def long(visit):
    with visit(f"/?task=recall&seq={SEQUENCE}#t=237") as page:
        stands(page, step=236, steps=600)
        yield page


def letters(page):
    return "".join(page.locator(TOKENS).all_inner_texts())


def test_a_window_around_the_cursor_is_read_in_both_nets(long):
    shown = letters(long)
    assert 40 <= len(shown) <= 60
    first = 236 - len(shown) // 2
    assert shown == SEQUENCE[first : first + len(shown)]
    expect(long.locator(".tokens .now")).to_have_text([SEQUENCE[236]] * 2)
    expect(long.get_by_test_id("overview")).to_be_visible()


def test_flags_are_underlined_where_they_are_read_and_told_in_the_overview(long):
    strips = long.get_by_test_id("panel").locator(".tokens").all()
    shown = [letter for letter in letters(long) if letter.isupper()]
    assert [strip.locator(".flag").all_inner_texts() for strip in strips] == [shown] * 2
    expect(strips[0].locator(".flag:not(.now)").first).to_have_css("border-bottom-width", "2px")
    flags = [letter for letter in SEQUENCE if letter.isupper()]
    assert long.get_by_test_id("overview").locator(".flags b").all_inner_texts() == flags


def test_the_window_goes_with_the_cursor(long):
    for key, first in (("Home", 0), ("End", 600 - len(letters(long)))):
        long.keyboard.press(key)
        expect(long.locator(".tokens .now").first).to_have_text(SEQUENCE[first if key == "Home" else 599])
        assert letters(long) == SEQUENCE[first : first + len(letters(long))]


def test_a_click_in_the_overview_goes_there(long):
    box = long.locator("[data-part=overview-track]").bounding_box()
    long.mouse.click(box["x"] + 0.75 * box["width"] + 1, box["y"] + 5)
    stands(long, step=450)
    assert SEQUENCE[450] in letters(long)


def test_the_window_is_made_wider_at_its_end_and_stays_so_in_the_link(long, visit):
    before = len(letters(long))
    grip = long.locator("[data-grip=right]").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    long.mouse.move(x, y)
    long.mouse.down()
    long.mouse.move(x + 30, y)
    long.mouse.up()
    wide = len(letters(long))
    assert wide > before
    long.wait_for_url(f"**w={wide}*")
    with visit("/" + long.url.split("/", 3)[3]) as page:
        expect(page.locator(TOKENS)).to_have_count(wide)


def test_a_short_sequence_has_no_overview(visit):
    with visit("/?task=recall") as page:
        expect(page.get_by_test_id("overview")).to_be_hidden()
