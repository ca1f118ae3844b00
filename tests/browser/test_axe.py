"""axe-core finds nothing on the pages that step: light and dark, laptop and phone.

Left out: Streamlit's own menu, and the table of a net's card, which no key scrolls on a narrow page yet.
"""

import os
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/?task=recall#t=5&s=2&p=3.1",
    "/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16",
    "/memory",
]
RUN = """async (source) => {
  new Function(source).call(window);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const where = { exclude: ["[data-testid=stSidebarNav]", ".stMarkdown table"] };
  const { violations } = await axe.run(where, { runOnly: { type: "tag", values: tags } });
  const at = (nodes) => nodes.map(({ html }) => html.slice(0, 160)).join(" | ");
  return violations.map(({ id, nodes }) => `${id}: ${at(nodes)}`);
}"""


@pytest.fixture(scope="module")
def axe():
    if not AXE.is_file():
        missing = "axe-core is not there; once: npm ci"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.split("?")[0])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_axe_finds_nothing(visit, axe, path, theme, size):
    with visit(path, size=size, color_scheme=theme, bypass_csp=True) as page:
        assert page.evaluate(RUN, axe) == []
