"""A lecture in a hall: one page leads, another follows, in a browser each; the server may be gone."""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from lstmviz.learn.saved_nets.store import store
from tests.browser.conftest import SIZES, stands
from tests.browser.test_axe import RUN, axe
from tests.browser.test_lecture import COVERED, at_stop, card
from tests.conftest import ROOT, answers, free_port

__all__ = ["axe"]


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    """It keeps nets where this process does."""
    kept = tmp_path_factory.mktemp("kept")
    command = ["env", f"LSTMVIZ_KEPT={kept}", sys.executable, "-m", "lstmviz", "--port", "{port}"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSTMVIZ_LEAD", "key")
        patch.setenv("LSTMVIZ_KEPT", str(kept))
        with start_server(command, cwd=ROOT) as address:
            yield address


@pytest.fixture
def hall(browser, server):
    """The lecturer's page at the second stop of the tour, and one that joined."""
    width, height = SIZES["laptop"]
    contexts = [
        browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True) for _ in "ab"
    ]
    lecturer, follower = (context.new_page() for context in contexts)
    lecturer.goto(f"{server}/lead?key=key")
    lecturer.goto(f"{server}/?lecture=tour&stop=2")
    at_stop(lecturer, 2)
    stands(lecturer, step=10)
    expect(bar(lecturer)).to_contain_text("You lead")
    follower.route_web_socket(
        "**/follow", lambda route: sockets(follower).append((route, route.connect_to_server()))
    )
    follower.goto(f"{server}/join")
    expect(bar(follower)).to_contain_text("You follow the lecturer.")
    yield lecturer, follower
    for context in contexts:
        context.close()


def sockets(page):
    """The page's sockets to /follow, which go through the test."""
    page.__dict__.setdefault("sockets", [])
    return page.__dict__["sockets"]


def bar(page):
    return page.locator(".following")


def guessed(page):
    """How many guessed what, one option each."""
    return bar(page).get_by_role("listitem")


def test_a_page_that_joined_follows_a_step_and_a_stop_leaves_and_comes_back(hall):
    lecturer, follower = hall
    at_stop(follower, 2)
    expect(bar(lecturer)).to_contain_text("You lead: 1 follow.")
    lecturer.keyboard.press("f")
    expect(lecturer.locator(".following:popover-open")).to_be_visible()
    assert lecturer.evaluate(COVERED, ".following") == []
    lecturer.keyboard.press("f")
    lecturer.keyboard.press("ArrowLeft")
    stands(follower, step=9)
    card(lecturer).get_by_role("button", name="Next").click()
    at_stop(follower, 3)
    lecturer.keyboard.press(".")
    expect(card(follower)).to_contain_text("All eight close")
    bar(follower).get_by_role("button", name="Stop following").click()
    expect(bar(follower)).to_contain_text("You are on your own now.")
    card(lecturer).get_by_role("button", name="Next").click()
    at_stop(lecturer, 4)
    at_stop(follower, 3)
    bar(follower).get_by_role("button", name="Follow the lecturer").click()
    at_stop(follower, 4)
    stands(follower, step=11)

    sockets(follower)[-1][0].close()  # it goes on alone, and joins again
    expect(bar(lecturer)).to_contain_text("You lead: 0 follow.")
    follower.keyboard.press("Home")
    stands(follower, step=0)
    lecturer.keyboard.press("ArrowLeft")
    stands(follower, step=10)
    expect(bar(lecturer)).to_contain_text("You lead: 1 follow.")


def test_a_page_that_joined_follows_beside_the_lecture_and_stays_where_it_is_at_what_is_not_its_own(
    hall, server
):
    lecturer, follower = hall
    beside = "lecture=tour&stop=second-flag"
    lecturer.goto(f"{server}/what-if?task=parity&seq=0110&lang=zh&{beside}#t=2&u=3")
    follower.wait_for_url(re.compile(r"/what-if\?task=parity&seq=0110&lecture=tour&stop=[\w-]+#t=2&u=3"))
    stands(follower, step=1, unit=3)
    at_stop(follower, 3)
    lecturer.goto(f"{server}/what-if?task=parity&seq=0110&changes=forget_gate,set,0.5,u0,t1-4&{beside}")
    lecturer.locator('[data-part="slider"]').press("Home")  # a change let go is a change of the hall's too
    follower.wait_for_url(re.compile("changes=forget_gate%2Cset%2C0%2Cu0%2Ct1-4"))
    own = store({"text": b"mine"}, b"mine")
    lecturer.goto(f"{server}/units?own={own}&{beside}")
    expect(bar(follower)).to_contain_text("cannot be opened here")
    expect(bar(lecturer)).to_contain_text("but cannot open what you see now")
    follower.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    expect(bar(follower).locator("p > span")).to_have_css("clip-path", "none")  # it is seen on a phone too
    assert "/what-if?" in follower.url
    lecturer.goto(f"{server}/")
    follower.wait_for_url(re.compile(rf"{server}/(#.*)?$"))
    expect(card(follower)).to_have_count(0)
    expect(bar(follower)).to_contain_text("You follow the lecturer.")


def test_a_guess_is_counted_and_shown_with_the_answer_and_the_way_in_on_one_key(hall, server, axe):
    lecturer, follower = hall
    at_stop(follower, 2)
    card(follower).get_by_text("the cell state c", exact=True).click()
    expect(guessed(lecturer)).to_contain_text(["the forget gate f 0", "the cell state c 1"])
    assert lecturer.evaluate(COVERED, ".following") == []
    expect(guessed(follower)).to_have_count(0)
    lecturer.keyboard.press(".")
    expect(guessed(follower)).to_contain_text(["the forget gate f 0", "the cell state c 1"])
    assert follower.evaluate(COVERED, ".following") == []

    lecturer.keyboard.press("j")
    way_in = lecturer.get_by_role("dialog", name="Open this address")
    expect(way_in.locator("svg")).to_be_visible()
    expect(way_in).to_contain_text(f":{server.rsplit(':', 1)[1]}/join")
    assert lecturer.evaluate(RUN, axe) == []
    lecturer.keyboard.press("j")
    expect(way_in).to_have_count(0)
    assert lecturer.evaluate(RUN, axe) == []


@contextmanager
def started():
    """A server that may be killed: its process and its address."""
    port = free_port()
    command = [sys.executable, "-m", "lstmviz", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert process.poll() is None
            time.sleep(0.1)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def test_a_lecture_goes_on_where_it_is_when_the_server_is_gone(browser):
    with started() as (process, address), browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/?lecture=tour&stop=4")
        at_stop(page, 4)
        stands(page, step=11)
        process.kill()
        expect(page.get_by_text("The server does not answer")).to_be_visible(timeout=60_000)
        page.keyboard.press("ArrowRight")
        stands(page, step=12)
        page.keyboard.press("]")
        stands(page, step=12, stage=1)
        page.keyboard.press("f")
        expect(page.locator(".lstmviz.alone")).to_be_visible()
        expect(card(page)).to_be_visible()
