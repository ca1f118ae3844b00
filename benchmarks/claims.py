"""What the pages of claims cost: seconds from opening one to its first picture.

Run it with `python -m benchmarks.claims`; it needs Chromium. The aim is 2 s; the floor, in the same
run, is a Streamlit app of two pages with one word on each.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.page import READY, STARTS, chromium, open_page, server, visit
from lstmviz.app.navigation import PAGES, address_of
from lstmviz.claims import CLAIMS

PICTURE = '[data-testid="chart"][data-ready]'
SWITCHES = 5
BARE = """
import streamlit as st
st.navigation([
    st.Page(lambda: st.title("one"), title="One", url_path="one"),
    st.Page(lambda: st.title("two"), title="Two", url_path="two"),
], position="top").run()
"""


def main() -> None:
    """Print one row a page, and the floor."""
    pages = [name for name in PAGES if name in {claim.page for claim in CLAIMS.values()}]
    print("| page | server just started | a second visitor | from another page |\n|---|---:|---:|---:|")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        row(browser, str(bare), "a bare Streamlit page", "Two", "/two", "h1 >> text=one", "h1 >> text=two")
        for name in pages:
            title = PAGES[name].title
            row(browser, "app.py", title, title, f"/{address_of(name)}", READY, PICTURE)


def row(browser: Browser, app: str, title: str, link: str, path: str, before: str, ready: str) -> None:
    """Open the page by its address, on servers just started; then by its link, from the front page."""
    visits = [visit(browser, app, ready, path) for _ in range(STARTS)]
    cold, warm = (median(each[number] for each in visits) for number in (0, 1))
    with server(app) as address:
        switched = median(switch(browser, address, link, before, ready) for _ in range(SWITCHES))
    print(f"| {title} | {cold:.2f} s | {warm:.2f} s | {switched:.2f} s |", flush=True)


def switch(browser: Browser, address: str, link: str, before: str, ready: str) -> float:
    """Seconds from a click on a page's link to its picture."""
    page, _ = open_page(browser, address, before)
    page.wait_for_timeout(1000)
    began = time.perf_counter()
    if group := next((one.group for one in PAGES.values() if one.title == link), ""):
        page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
    page.get_by_test_id("stTopNavLinkContainer").get_by_text(link, exact=True).click()
    page.wait_for_selector(ready, timeout=60_000)
    took = time.perf_counter() - began
    page.close()
    return took


if __name__ == "__main__":
    main()
