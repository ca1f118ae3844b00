"""Training in Chromium: it outlives a reload, is stopped and goes on, and is looked back on."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import at_rest, stands
from tests.browser.navigating import go_to

SEEDS = count(1)  # each training has one of its own: one that was run before is not begun but shown
LONG = "/train?task=anbn&steps=9000&seeds=1&batch=8&first={first}"
SHORT = "/train?task=anbn&steps=60&seeds=2&batch=8&a_hidden=2&first={first}"
PATIENCE = 90_000  # ms; the process that jobs are forked from loads torch first


@pytest.fixture
def trained(visit):
    """A short training, run to its end."""
    with visit(SHORT.format(first=next(SEEDS))) as page:
        page.get_by_test_id("stMain").get_by_role("button", name="Train", exact=True).click()
        expect(page.get_by_text("Results on 500")).to_be_visible(timeout=PATIENCE)
        at_rest(page)
        yield page


def slider(page):
    return page.get_by_role("slider", name="Look at both nets")


def test_a_reload_finds_the_training_and_stop_keeps_what_it_did(visit):
    with visit(LONG.format(first=next(SEEDS))) as page:
        page.get_by_test_id("stMain").get_by_role("button", name="Train", exact=True).click()
        expect(page.get_by_test_id("chart")).to_have_count(3, timeout=PATIENCE)
        address = page.url
        page.reload()
        expect(page.get_by_text(re.compile(r"\d%.*left"))).to_be_visible(timeout=PATIENCE)
        assert page.url == address
        expect(page.locator(".panel h2").first).to_contain_text(re.compile("after [1-9]"), timeout=PATIENCE)
        page.get_by_role("button", name="Stop", exact=True).last.click()
        expect(page.get_by_role("button", name="Go on")).to_be_visible(timeout=PATIENCE)
        expect(slider(page)).to_be_visible()
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text(re.compile(r"\d%.*left"))).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Stop", exact=True).last.click()
        expect(page.get_by_role("button", name="Go on")).to_be_visible(timeout=PATIENCE)


def test_the_slider_goes_back_by_keyboard_and_the_cursor_stays(trained):
    trained.keyboard.press("ArrowRight")
    stands(trained, step=1)
    expect(trained.locator(".panel h2").first).to_contain_text("after 60 updates")
    slider(trained).focus()
    trained.keyboard.press("Home")
    expect(trained).to_have_url(re.compile("at=0"))
    expect(trained.locator(".panel h2").first).to_contain_text("after 0 updates")
    stands(trained, step=1)
    trained.keyboard.press("End")
    expect(trained.locator(".panel h2").first).to_contain_text("after 60 updates")
    expect(trained).not_to_have_url(re.compile("at="))


def test_nets_are_kept_downloaded_and_stepped_through_by_link(trained):
    expect(trained.locator(".panel h2").first).to_have_text("A: LSTM, after 60 updates")
    trained.get_by_role("button", name="Keep these nets").click()
    with trained.expect_download() as download:
        trained.get_by_role("button", name="Download", exact=True).click()
    assert re.fullmatch(r"lstmviz-[0-9a-f]{16}\.zip", download.value.suggested_filename)
    trained.get_by_role("link", name="Step through them").click()
    expect(trained).to_have_url(re.compile("task=anbn&kept=[0-9a-f]{16}"))
    expect(trained.locator(".panel h2").first).to_have_text("A: LSTM 2, forget-bias-1, 0.01")
    go_to(trained, "What if")
    expect(trained).to_have_url(re.compile("what-if.*kept=[0-9a-f]{16}"))
    expect(trained.locator(".panel h2")).to_have_text(["B: nothing changed", "A: untouched"])


def test_a_preset_sets_the_page_and_says_what_it_shows(visit):
    with visit("/train") as page:
        page.get_by_role("button", name="Presets").click()
        page.get_by_text("One number decides").click()
        expect(page).to_have_url(re.compile("task=temporal-order(?=.*b_init=chrono-100)(?=.*length=100)"))
        told = page.get_by_text("With a forget-gate bias of 1 (A) the net stays near chance")
        expect(page.get_by_text("which of them learns within 300 updates?")).to_be_visible()
        expect(told).to_have_count(0)
        page.get_by_text("B, with chrono's biases").click()
        expect(told).to_be_visible()
        expect(page.locator(".st-key-b_init").get_by_role("combobox")).to_have_value("chrono-100")
        expect(page.locator(".panel h2").nth(1)).to_have_text("B: LSTM, after 0 updates")


def test_a_run_that_overflows_is_said_plainly(visit):
    wild = "&a_cell=rnn&a_init=default&a_rate=1.0&b_init=default&clip=1e%2B30&optimizer=sgd"
    with visit(f"/train?task=adding&length=10&steps=150&seeds=1&first={next(SEEDS)}&batch=8{wild}") as page:
        page.get_by_test_id("stMain").get_by_role("button", name="Train", exact=True).click()
        said = page.get_by_role("alert").filter(has_text="the loss or the gradient overflowed after")
        expect(said).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("size", ["laptop", "hall", "phone"])
def test_nothing_scrolls_sideways(visit, size):
    with visit("/train", size=size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
