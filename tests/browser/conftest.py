"""Chromium on the started app. Whatever a page logs as an error or asks of another machine fails its test."""

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from benchmarks.page import CHROMIUM

SIZES = {"laptop": (1280, 800), "hall": (1920, 1080), "phone": (390, 844)}
FOLDER = Path(__file__).parent
HERE = re.compile(r"(https?|wss?)://127\.0\.0\.1:|data:|blob:|file:")
START = "#t=1&u=0&n=1&s=0&x=1&e=0"

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    """A browser beside its server on two shared cores is late now and then: a fault shows twice."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))


class Watch:
    """What a page did that it should not, and everything it said to the server."""

    def __init__(self, context):
        self.faults, self.traffic = [], []
        context.on("page", self.follow)
        context.on("request", self.asked)

    def follow(self, page):
        page.on("console", self.logged)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("websocket", self.connected)

    def asked(self, request):
        self.traffic.append(request.url)
        if not HERE.match(request.url):
            self.faults.append(f"asked for {request.url}")

    def connected(self, socket):
        for event in ("framesent", "framereceived"):
            socket.on(event, lambda frame: self.traffic.append(frame))

    def logged(self, message):
        probing = "404" in message.text and "/_stcore/" in (message.location or {}).get("url", "")
        if (
            message.type == "error" and not probing
        ):  # Streamlit looks for its base path where a page is opened
            self.faults.append(f"{message.text} {message.location}")


@pytest.fixture(scope="session")
def chromium():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        missing = "No Chromium for the browser tests. Install one: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return found


@pytest.fixture(scope="module")
def browser(chromium):
    """A module's own: while Playwright runs, no other test of the process could start an event loop."""
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def visit(browser, request):
    """with visit("/?task=anbn", size="phone", color_scheme="dark") as page: a page with its picture drawn."""

    @contextmanager
    def visiting(path="/", size="laptop", ready="stepper", before=lambda page: None, **given):
        width, height = SIZES[size]
        context = browser.new_context(**{"viewport": {"width": width, "height": height}, **given})
        watch = Watch(context)
        page = context.new_page()
        page.watch = watch
        before(page)
        here = path.startswith(("file:", "http:"))
        page.goto(path if here else request.getfixturevalue("server") + path)
        drawn = page.locator(f'[data-testid="{ready}"][data-ready]')
        expect(drawn.first).to_be_attached(timeout=60_000)
        yield page
        context.close()
        assert not watch.faults

    return visiting


@pytest.fixture(scope="module")
def opened(visit, request):
    """One page for all tests of a module, at the address it names as PATH."""
    with visit(getattr(request.module, "PATH", "/")) as page:
        yield page


@pytest.fixture
def page(opened):
    """The module's page, back at its first step."""
    if opened.locator(".lstmviz.playing").count():
        opened.get_by_role("button", name="Pause").click()
    opened.evaluate("document.activeElement.blur()")
    opened.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    opened.mouse.move(0, 0)
    opened.keyboard.press("Escape")
    opened.evaluate(f"location.hash = ''; location.hash = '{START}'")  # heard even where it stands already
    stands(opened, step=0, unit=0, stage=0, panel=0)
    yield opened
    assert not opened.watch.faults


def stands(page, **where):
    """Wait until the stepper stands at a step, unit, stage or panel."""
    for name, value in where.items():
        expect(page.get_by_test_id("stepper")).to_have_attribute(f"data-{name}", str(value))


def at_rest(page):
    """Wait until the page's script has come to its end, and the stepper stands where it put it."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-testid="stepper"][data-ready]')).to_have_count(1)
