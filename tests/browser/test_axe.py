"""axe-core finds nothing: where one steps in light and dark on laptop and phone, elsewhere in two of these.

On every page headings descend and no control lies under something else.

Left out is Streamlit's own: its menu, its blocks of code, and where it takes files.
"""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lstmviz.app.navigation import PAGES as PAGES_OF_THE_BAR
from lstmviz.app.navigation import address_of

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/?task=recall#t=5&s=2&p=3.1",
    "/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16",
    "/memory",
]
STEPPING = ("step", "what_if", "memory")
RUN = """async (source) => {
  new Function(source).call(window);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const where = { exclude: ["[data-testid=stSidebarNav]", "pre", "[data-testid=stFileUploaderDropzone]"] };
  const { violations } = await axe.run(where, { runOnly: { type: "tag", values: tags } });
  const at = (nodes) => nodes.map(({ html }) => html.slice(0, 160)).join(" | ");
  return violations.map(({ id, nodes }) => `${id}: ${at(nodes)}`);
}"""

LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map(({ tagName }) => Number(tagName[1]))"""


# what a pointer does not reach, and what it meets there
COVERED = """() => [...document.querySelectorAll("button, input, select, textarea, summary, a[href]")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .flatMap((control) => {
    control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    const label = control.closest("label");
    const reached = !met || control.contains(met) || met.contains(control) || label?.contains(met);
    return width > 1 && height > 1 && !reached
      ? [`${control.outerHTML.slice(0, 120)} under ${met.outerHTML.slice(0, 120)}`] : [];
  })"""


def headings_descend(page):
    """One h1, which comes first, and below no level is left out."""
    levels = page.evaluate(LEVELS)
    assert levels.count(1) == 1 == levels[0]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.fixture(scope="module")
def axe():
    if not AXE.is_file():
        missing = "axe-core is not there; once: npm ci"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.split("?")[0])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_axe_finds_nothing_where_one_steps(visit, axe, path, theme, size):
    with visit(path, size=size, color_scheme=theme, bypass_csp=True) as page:
        assert page.evaluate(RUN, axe) == []
        headings_descend(page)
        assert page.evaluate(COVERED) == []


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for all pages: what they share is loaded once."""
    with browser.new_context(bypass_csp=True) as context:
        yield context.new_page()


def found(tab, axe):
    """What axe finds once the page stands: what is drawn by scripts has no name before they ran."""
    for _ in range(10):
        if not (faults := tab.evaluate(RUN, axe)):
            break
        tab.wait_for_timeout(500)
    return faults


@pytest.mark.parametrize("name", [name for name in PAGES_OF_THE_BAR if name not in STEPPING])
def test_axe_finds_nothing_on_any_other_page(tab, server, axe, name):
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(f"{server}/{address_of(name)}")
    expect(tab.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )
    expect(tab.locator(".stMainBlockContainer :is(p, button, canvas):visible").first).to_be_visible()
    expect(tab.locator("h1")).to_have_count(1)
    tab.add_style_tag(content="* { transition: none !important }")  # no colour half way to another
    assert found(tab, axe) == []
    headings_descend(tab)
    assert tab.evaluate(COVERED) == []
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.emulate_media(color_scheme="dark")
    expect(tab.locator(".stApp")).to_have_css("background-color", "rgb(14, 17, 23)")
    assert found(tab, axe) == []
    assert tab.evaluate(COVERED) == []
