"""A published lecture with the network cut, out of a folder: it asks, shows, steps, and leads on."""

from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import expect

from lstmviz.app.publish import publish
from lstmviz.lectures import LECTURES
from tests.browser.conftest import stands
from tests.browser.test_axe import RUN, axe

__all__ = ["axe"]
CLAIM = LECTURES["vanishing-gradient"].stops[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a folder with stops of the tour, of What if, Inside and a claim."""
    folder, tour = tmp_path_factory.mktemp("site"), LECTURES["tour"]
    stops = (*tour.stops[2:4], tour.stops[5], tour.stops[7], CLAIM)
    list(publish(replace(tour, stops=stops), folder, "en"))
    return folder.as_uri()


def test_it_asks_shows_and_leads_on_by_the_presenter_s_keys(visit, site):
    with visit(f"{site}/1.html", offline=True) as page:  # a number leads to the word
        page.wait_for_url("**/stop-second-flag.html*")
        card, veiled = page.locator(".st-key-lecture_card"), page.locator(".veiled").first
        stands(page, step=10, unit=7)
        expect(veiled).to_be_visible()
        expect(card.locator(".st-key-lecture_answer")).to_be_hidden()
        page.keyboard.press("PageDown")  # at the end of what is to be seen
        expect(card).to_contain_text("It is: They close. All eight close", use_inner_text=True)
        expect(veiled).to_be_hidden()
        stands(page, step=11)
        page.keyboard.press(".")
        page.wait_for_url("**/stop-written.html*")
        stands(page, step=11)
        page.keyboard.press(",")
        page.wait_for_url("**/stop-second-flag.html*")
        expect(card).to_contain_text("All eight close", use_inner_text=True)  # what was guessed is remembered
        stands(page, step=11)


def test_a_right_guess_is_told_so(visit, site):
    with visit(f"{site}/1.html", offline=True) as page:
        page.get_by_label("They close").click()
        expect(page.locator(".st-key-lecture_card")).to_contain_text(
            "Right. All eight close", use_inner_text=True
        )


def test_a_sequence_of_one_s_own_is_run_and_judged_by_the_browser(visit, site):
    with visit(f"{site}/2.html", offline=True) as page:
        stands(page, step=11, steps=20)
        field = page.get_by_role("textbox", name="Type letters a to d")
        field.fill("abCdx")
        field.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(
            "Step 5 of the sequence is ‘x’, which Recall after a flag"
        )
        stands(page, steps=20)
        field.fill("abCda")
        field.press("Enter")
        stands(page, steps=5)
        expect(page.get_by_role("alert")).to_be_empty()
        expect(page.locator(".panel .score").first).to_have_text("right at 3 of 3 steps")
        expect(page.locator("[data-part=checked]")).to_contain_text(
            "computed by this browser, which agrees with PyTorch to within "
        )
        page.get_by_label("Examples").select_option("one flag")
        stands(page, steps=50)


def let_go(page, value):
    """Move the change's slider."""
    slider = page.locator("[data-part=slider]")
    slider.fill(value)
    slider.dispatch_event("change")


def test_a_change_is_run_by_the_browser_and_undone(visit, site):
    with visit(f"{site}/3.html", offline=True) as page:
        stands(page, step=11)
        page.keyboard.press(".")
        changed = page.locator("[data-part=outcome]")
        expect(changed).to_have_text("The answer changed at 9 of 20 steps")
        let_go(page, "0.1")
        expect(changed).to_have_text("The answer changed at no step of 20")
        page.get_by_role("button", name="Undo").click()
        expect(changed).to_have_text("The answer changed at 9 of 20 steps")
        expect(page.locator("[data-part=checked]")).to_contain_text("the browser’s own run: max |Δ| = ")


def test_a_change_is_run_on_a_sequence_of_one_s_own_and_is_off_where_its_step_is_no_more(visit, site):
    with visit(f"{site}/3.html", offline=True) as page:
        stands(page, step=11)
        page.keyboard.press(".")
        changed = page.locator("[data-part=outcome]")
        expect(changed).to_have_text("The answer changed at 9 of 20 steps")
        field = page.get_by_role("textbox", name="Type letters a to d")
        field.fill("abcdBacdabcAdab")
        field.press("Enter")
        stands(page, steps=15)
        expect(changed).to_have_text("The answer changed at 4 of 15 steps")
        let_go(page, "0.1")
        expect(changed).to_have_text("The answer changed at no step of 15")
        expect(page.get_by_text("In the link")).to_have_count(0)
        field.fill("abcdBacdabcAdabc")
        field.press("Enter")
        stands(page, steps=16)
        expect(changed).to_have_text("The answer changed at no step of 16")  # it is still 0.1
        field.fill("abC")
        field.press("Enter")
        stands(page, steps=3)
        expect(page.locator(".panel h2").first).to_have_text("B: nothing changed")


def test_on_a_phone_the_card_is_as_wide_as_the_screen_and_hides_nothing_for_good(visit, site, until):
    with visit(f"{site}/1.html", size="phone", offline=True) as page:
        stands(page, step=10)
        card, last = page.locator(".st-key-lecture_card"), page.locator(".parts")
        sides = card.evaluate(
            "card => [card.getBoundingClientRect().left, card.getBoundingClientRect().right]"
        )
        assert sides == [0, page.viewport_size["width"]]
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        bottom = "one => one.getBoundingClientRect().bottom"
        top = "one => one.getBoundingClientRect().top"
        until(lambda: last.evaluate(bottom) <= card.evaluate(top))


def test_the_cell_of_one_unit_and_a_claim_stand_in_it(visit, site):
    with visit(f"{site}/4.html", ready="inside", offline=True) as page:
        page.keyboard.press("ArrowRight")
        expect(page.get_by_test_id("inside")).to_have_attribute("data-step", "7")
    with visit(f"{site}/5.html", ready="chart", offline=True) as page:
        expect(page.locator(".view:visible")).to_contain_text("“")


@pytest.fixture
def web_space(site):
    """The same, from a server that knows files only."""
    served = partial(SimpleHTTPRequestHandler, directory=url2pathname(urlsplit(site).path))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_speaker_s_notes_lead_the_other_window(visit, web_space):
    with visit(f"{web_space}/1.html") as page, page.context.expect_page() as opening:
        page.evaluate("window.open('notes.html')")
        notes = opening.value
        expect(notes.get_by_role("heading", name="1. A second flag comes")).to_be_visible()
        for _ in range(2):  # the answer, then the next stop
            notes.get_by_role("button", name="Answer, then next").click()
        expect(notes.get_by_role("heading", name="2. What takes its place?")).to_be_visible()


def test_axe_finds_nothing_on_any_web_space(visit, web_space, axe):
    for number in (1, 4):
        ready = "inside" if number == 4 else "stepper"
        with visit(f"{web_space}/{number}.html", ready=ready) as page:
            assert page.evaluate(RUN, axe) == []
