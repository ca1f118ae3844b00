"""Where the server is gone the picture goes on, by key and by pointer, and a line says what does not."""

import sys
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import stands
from tests.conftest import ROOT

MARKS_A_DIALOG = """
new MutationObserver(() => {
    if (document.querySelector('[data-testid="stDialog"]')) document.body.classList.add("interrupted");
}).observe(document, { childList: true, subtree: true });
"""
COMMAND = sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}"


def test_the_picture_steps_without_a_server_and_the_page_knows_when_it_is_back(start_server, browser):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(MARKS_A_DIALOG)
    with start_server(COMMAND, cwd=ROOT) as address:
        page.goto(f"{address}/?lang=zh")
        expect(page.locator('[data-testid="stepper"][data-ready]')).to_be_attached(timeout=60_000)
        line = page.get_by_text("服务器没有回应")
        expect(line).to_be_hidden()
    expect(line).to_be_visible(timeout=60_000)
    expect(page.locator("body.interrupted")).to_be_attached(timeout=60_000)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    stands(page, step=1)
    page.get_by_role("button", name="前进一步").click()
    stands(page, step=2)
    with start_server(COMMAND, cwd=ROOT, port=urlsplit(address).port):
        expect(line).to_be_hidden(timeout=60_000)
    context.close()
