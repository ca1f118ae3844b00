"""By keyboard alone: past the page's controls to the stepper, and no press or choice loses the place."""

from playwright.sync_api import expect

from tests.browser.conftest import stands

PATH = "/?task=recall"


def focused(page):
    return page.locator(":focus")


def press(page, key, selector):
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def test_the_skip_link_leads_to_the_stepper(page):
    press(page, "Enter", "[data-testid=stSkipToContent]")
    expect(page.get_by_role("region", name="Stepper")).to_be_focused()
    page.keyboard.press("ArrowRight")
    stands(page, step=1)
    assert "stMain" not in page.url


def test_a_sum_whose_terms_are_listed_keeps_the_focus(page):
    press(page, "Enter", "[data-list='2']")
    expect(page.locator("[data-part=terms]")).to_be_visible()
    expect(page.locator("[data-list='2']")).to_be_focused()


def test_a_weight_s_term_keeps_the_focus_from_step_to_step(page):
    page.keyboard.press("ArrowRight")
    press(page, "ArrowRight", ".equation[data-quantity=input_gate] a.term")
    stands(page, step=2)
    assert focused(page).evaluate("one => one.matches('.equation[data-quantity=input_gate] a.term')")


def test_a_pin_taken_away_by_its_button_leaves_the_focus_in_the_stepper(page):
    page.keyboard.press("Enter")
    press(page, "Enter", "[data-act=unpin]")
    expect(page.locator("[data-part=pin]")).to_be_hidden()
    expect(page.get_by_test_id("stepper")).to_be_focused()


def test_what_was_taken_away_leaves_the_focus_on_its_menu(page):
    press(page, "Enter", ".take-away > summary")
    with page.expect_download():
        press(page, "Enter", ".take-away-list button:has-text('CSV')")
    expect(page.locator(".take-away > summary")).to_be_focused()


def test_a_typed_sequence_hands_the_keys_to_the_stepper(visit):
    with visit("/?task=recall") as page:
        page.locator(".st-key-seq input").fill("abc")
        page.keyboard.press("Enter")
        expect(page.locator(".tokens").first).to_have_text("abc")
        expect(page.get_by_test_id("stepper")).to_be_focused()


def test_a_change_that_is_removed_or_undone_keeps_the_focus_at_the_bench(visit):
    with visit("/what-if?task=recall&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16") as page:
        press(page, "Enter", "[data-bench=remove]")
        expect(page.locator("[data-part=chips]")).to_be_focused()
        press(page, "Enter", "[data-bench=undo]")
        expect(page.locator("[data-bench=remove]")).to_have_count(1)
        expect(page.locator("[data-bench=undo]")).to_be_disabled()
        expect(page.locator("[data-bench=undo]")).to_be_focused()
