"""A lecture in a real browser: the card, what is veiled, the keys, the hall, the speaker's window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import stands

STOP = "/?task=recall&seq=abcdBacdabcAdabcdcbd&lecture=tour&stop={}"


def card(page):
    return page.locator(".st-key-lecture_card")


def at_stop(page, number, of=8):
    expect(card(page)).to_contain_text(f"stop {number} of {of}")


def test_what_is_not_guessed_is_veiled_and_cannot_be_stepped_to(visit):
    with visit(STOP.format(3)) as page:
        stands(page, step=10, unit=7)
        veiled = page.locator(".veiled").first
        expect(veiled).to_be_visible()
        page.keyboard.press("End")
        stands(page, step=10)
        card(page).get_by_text("They close").click()
        stands(page, step=11)
        expect(card(page)).to_contain_text("Right. All eight close")
        expect(veiled).to_be_hidden()
        page.keyboard.press("End")
        stands(page, step=19)


def leaves_in_sight(page, net):
    """Whether the card lies beside or below what it points at, of that net, and within the window."""
    card_box, pointed, of = (
        one.bounding_box()
        for one in (card(page), page.locator(".lecture-pointer"), page.get_by_test_id("panel").nth(net))
    )
    right, bottom = card_box["x"] + card_box["width"], card_box["y"] + card_box["height"]
    beside = card_box["x"] >= pointed["x"] + pointed["width"] or right <= pointed["x"]
    below = card_box["y"] >= pointed["y"] + pointed["height"]
    window = page.viewport_size
    inside = card_box["x"] >= 0 and right <= window["width"] and bottom <= window["height"]
    return (beside or below) and inside and of["x"] <= pointed["x"] and of["y"] <= pointed["y"]


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize(("stop", "net"), [(3, 0), (5, 1)])
def test_the_card_leaves_what_it_points_at_in_sight(visit, until, size, stop, net):
    with visit(STOP.format(stop), size=size) as page:
        expect(page.locator(".lecture-pointer")).to_be_visible()
        until(lambda: leaves_in_sight(page, net))


def test_the_keys_lead_through_the_answer_to_the_next_stop_and_back(visit):
    with visit(STOP.format(2)) as page:
        stands(page, step=10)
        page.keyboard.press("PageDown")  # at the end of what is to be seen
        expect(card(page)).to_contain_text("The cell state c is the memory")
        page.keyboard.press(".")
        at_stop(page, 3)
        page.keyboard.press(",")
        at_stop(page, 2)
        page.keyboard.press("PageUp")  # not at the beginning: a step back
        stands(page, step=9)
        at_stop(page, 2)


def test_the_hall_sees_question_and_answer_above_the_picture_alone(visit):
    with visit(STOP.format(3), size="hall") as page:
        page.keyboard.press("f")
        expect(page.locator(".lstmviz.alone")).to_be_visible()
        expect(card(page)).to_have_attribute("popover", "manual")
        middle = card(page).bounding_box()
        x, y = middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2
        over = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.st-key-lecture_card'))"
        assert page.evaluate(over, [x, y])
        page.keyboard.press(".")
        expect(card(page)).to_contain_text("All eight close")
        stands(page, step=11)


COVERED = """(over) => {
  const { left, top, right, bottom } = document.querySelector(over).getBoundingClientRect();
  return [...document.querySelectorAll(".lstmviz :is(.bar, .panel, .legend .key, .legend .checked)")]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.left < right - 1 && box.right > left + 1)
    .filter(([, box]) => box.top < bottom - 1 && box.bottom > top + 1)
    .map(([one]) => one.className);
}"""


@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_the_card_covers_nothing_of_both_nets_in_the_picture_alone(visit, size):
    with visit(STOP.format(3), size=size) as page:
        page.keyboard.press("f")
        expect(page.locator(".st-key-lecture_card.docked")).to_be_visible()
        assert page.evaluate(COVERED, ".st-key-lecture_card") == []
        sizes = "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
        assert min(card(page).locator("p").evaluate_all(sizes)) >= 0.025 * page.viewport_size["height"]
        page.locator(".lecture-head button").click()
        expect(page.locator(".lstmviz .side")).to_be_visible()


def test_the_speaker_s_window_follows_and_leads(visit):
    with visit(STOP.format(3)) as page:
        at_stop(page, 3)
        with page.context.expect_page() as opening:
            page.evaluate("window.open('notes?lecture=tour')")
        notes = opening.value
        expect(notes.get_by_role("heading", name="3. A second flag comes")).to_be_visible()
        expect(notes.get_by_text("Next: What takes its place?")).to_be_visible()
        lead = notes.get_by_role("button", name="Answer, then next")
        lead.click()
        expect(card(page)).to_contain_text("All eight close")
        lead.click()
        at_stop(page, 4)
        expect(notes.get_by_role("heading", name="4. What takes its place?")).to_be_visible()


def test_back_in_the_browser_is_the_stop_before(visit):
    with visit(STOP.format(3)) as page:
        card(page).get_by_role("button", name="Next").click()
        at_stop(page, 4)
        page.go_back()
        at_stop(page, 3)


def test_a_view_is_copied_as_a_stop(visit):
    with visit("/?task=anbn#t=3&u=1", permissions=["clipboard-read", "clipboard-write"]) as page:
        stands(page, step=2, unit=1)
        page.get_by_role("button", name="Add this view to a lecture").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith('[[stop]]\nlink = "/?task=anbn#t=3&u=1"\nheading = ""\n')


def test_an_address_that_names_but_a_stop_opens_it_on_its_page(visit):
    with visit("/?lecture=tour&stop=8", ready="inside") as page:
        at_stop(page, 8)
        expect(page).to_have_url(re.compile("/inside.*stop=8.*#p=overwrite"))
        expect(page.get_by_text("was not understood")).to_have_count(0)
