"""Every number on the page is the one that an independent pass of the same net gives."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from lstmviz.draw.colours import PALETTES
from lstmviz.draw.figures import value_range
from lstmviz.draw.quantities import quantities_of
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.tasks import TASKS
from tests import reference
from tests.browser.conftest import stands
from tests.colour import channels

TASK = TASKS["recall"]
SEQUENCE = TASK.example("one flag")
PATH = f"/?task=recall&seq={SEQUENCE}"
PLACES = [(0, 0, 0), (4, 3, 0), (27, 7, 0), (49, 1, 0), (0, 0, 1), (27, 5, 1)]  # step, unit, panel
NETS = ("lstm", "rnn-same-units")


# Quantity -> rows of columns of [red, green, blue], as a panel's canvases have them.
PIXELS = """panel => Object.fromEntries(
  [...document.querySelectorAll('[data-testid=panel]')[panel].querySelectorAll('canvas')].map((canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const pixel = (row, column) => [...data.slice(4 * (row * width + column)).slice(0, 3)];
    const row = (_, at) => Array.from({ length: width }, (_, column) => pixel(at, column));
    const name = canvas.closest('[data-quantity]')?.dataset.quantity ?? 'says';
    return [name, Array.from({ length: height }, row)];
  }))"""


@pytest.fixture(scope="module")
def ran():
    """Both nets over the sequence by NumPy: ({quantity: (T, H)}, answers (T, K)) each."""
    inputs = TASK.encode(TASK.tokens(SEQUENCE))

    def run(name):
        net = shipped.load("recall", name).net
        _, (quantities,) = reference.run(net.recurrent, inputs[:, 0])
        return quantities, net(inputs)[:, 0].softmax(-1).detach().numpy()

    return [run(name) for name in NETS]


def go(page, step, unit, panel):
    page.evaluate(f"location.hash = '#t={step + 1}&u={unit}&n={panel + 1}'")
    stands(page, step=step, unit=unit, panel=panel)


def texts(page, selector, data):
    """(its data-… word, its text) of every element found."""
    return page.eval_on_selector_all(selector, f"all => all.map((at) => [at.dataset.{data}, at.textContent])")


def number(text):
    return float(text.replace("−", "-"))


def value(quantities, expression, step, unit):
    """What the diagram of an LSTM or RNN shows under a name."""
    now = {name: values[step, unit] for name, values in quantities.items()}
    if expression.startswith("previous_"):
        return quantities[expression.removeprefix("previous_")][step - 1, unit] if step else 0.0
    parts = {
        "kept": lambda: now["forget_gate"] * value(quantities, "previous_cell", step, unit),
        "written": lambda: now["input_gate"] * now["candidate"],
        "squashed cell": lambda: np.tanh(now["cell"]),
    }
    return parts[expression]() if expression in parts else now[expression]


@pytest.mark.parametrize(("step", "unit", "panel"), PLACES)
def test_the_diagram(page, ran, step, unit, panel):
    go(page, step, unit, panel)
    shown = texts(page, "[data-value]", "value")
    assert len(shown) >= (2 if panel else 10)
    for expression, text in shown:
        expected = value(ran[panel][0], expression, step, unit)
        assert number(text) == pytest.approx(expected, abs=0.00501), expression


@pytest.mark.parametrize(("step", "unit", "panel"), PLACES)
def test_the_equations(page, ran, step, unit, panel):
    go(page, step, unit, panel)
    lines = texts(page, ".equation", "quantity")
    assert [name for name, _ in lines] == list(ran[panel][0])
    for name, text in lines:
        result = re.match(r"−?[\d.]+", text.rsplit(" = ", 1)[1])  # then its words
        assert number(result[0]) == pytest.approx(ran[panel][0][name][step, unit], abs=0.000501)


@pytest.mark.parametrize(("step", "unit", "panel"), PLACES)
def test_the_terms_add_up_to_what_is_squashed(page, ran, step, unit, panel):
    go(page, step, unit, panel)
    page.get_by_role("button", name="tanh(" if panel else "σ(").first.click()
    rows = page.eval_on_selector_all(".terms tbody tr", "all => all.map(row => row.lastChild.textContent)")
    *terms, total = map(number, rows)
    squashed = ran[panel][0]["hidden" if panel else "forget_gate"][step, unit]
    expected = np.arctanh(squashed) if panel else np.log(squashed / (1 - squashed))
    assert total == pytest.approx(expected, abs=0.00051 + 1e-4 * abs(expected))
    assert sum(terms) == pytest.approx(total, abs=0.0005 * (len(terms) + 1))
    page.get_by_role("button", name="tanh(" if panel else "σ(").first.click()
    expect(page.locator(".terms")).to_be_hidden()


def test_a_weight_s_term_leads_to_what_if_with_that_weight_chosen(visit):
    net = shipped.load("recall", "lstm").net.recurrent
    with visit(f"/?task=recall&seq={SEQUENCE}#t=28&u=2") as page:
        links = page.eval_on_selector_all("a.term", "all => all.map((link) => link.href)")
        assert len(links) == 12  # three a gate; the RNN's weights are no page's to change
        for link in links:
            query = parse_qs(urlsplit(link).query)
            name, row, column, value = query["changes"][0].split(",")
            weight = net.get_parameter(f"{name}_l0")[int(row), int(column)].item()
            assert float(value) == pytest.approx(weight, rel=1e-5)
            assert (int(row) % 8, query["seq"]) == (2, [SEQUENCE])  # of unit 2
        name, row, column, _ = parse_qs(urlsplit(links[0]).query)["changes"][0].split(",")
        page.locator("a.term").first.click()
        expect(page).to_have_url(re.compile("/what-if"))
        expect(page.locator(".detail").first).to_contain_text(f"{name}[{row}, {column}] set to")


@pytest.mark.parametrize("step", [0, 4, 27, 49])
def test_the_answers(page, ran, step):
    go(page, step, 0, 0)
    labels = TASK.label(TASK.encode(TASK.tokens(SEQUENCE)))
    for panel, (_, answers) in enumerate(ran):
        best = int(answers[step].argmax())
        verdict = ("✓" if best == labels.targets[step, 0] else "✗") if labels.asked[step, 0] else ""
        expected = f"says {TASK.answers[best]} {answers[step, best]:.2f} {verdict}".strip()
        expect(page.locator(".answer").nth(panel)).to_have_text(expected)
    asked = f"right answer {TASK.answers[labels.targets[step, 0]]}"
    expect(page.locator(".target")).to_have_text(asked if labels.asked[step, 0] else "no question here")


@pytest.mark.parametrize("panel", [0, 1])
def test_the_heatmaps(page, ran, panel):
    """Every pixel is the colour of its number: a value a pixel, the first unit on top."""
    drawn = page.evaluate(PIXELS, panel)
    quantities, answers = ran[panel]
    expected = quantities | {"says": answers}
    assert list(drawn) == list(expected)
    for name, values in expected.items():
        kind = "probability" if name == "says" else "gate" if name.endswith("_gate") else "state"
        scale = [channels(colour) for _, colour in PALETTES["cividis"].scale(kind, "light")]
        most = value_range(quantities_of("lstm")[3], values)[1] if name == "cell" else 1
        share = (values.T + most) / (2 * most) if kind == "state" else values.T
        at = share * (len(scale) - 1)
        colours = np.stack([np.interp(at, range(len(scale)), one) for one in zip(*scale, strict=True)], -1)
        np.testing.assert_allclose(np.array(drawn[name]), colours, atol=2.5)  # 256 entries, rounded


@pytest.mark.parametrize("panel", [0, 1])
def test_the_agreement_is_the_one_measured(page, panel):
    go(page, 0, 0, panel)
    checked = page.locator(".checked").inner_text()
    theirs, ours = checked.split(" · here h = ")
    assert theirs.startswith("states against PyTorch’s: max |Δ| = ")
    assert float(theirs.rsplit("= ", 1)[1]) < 1e-6
    equation, most = ours.split(" to ")
    assert equation == ("tanh(W x + U hₜ₋₁ + b)" if panel else "o · tanh(c)")
    assert 0 < float(most) < 1e-6


def test_the_table_of_all_units(page, ran):
    page.get_by_text("All units at this step, as numbers").click()
    go(page, 27, 0, 0)
    expect(page.locator(".spoken")).to_contain_text("Step 28 of 50")  # the table follows when at rest
    cells = page.eval_on_selector_all("[data-part=table] td", "all => all.map(cell => cell.textContent)")
    shown = np.array([number(cell) for cell in cells]).reshape(-1, 6)  # units are heads of their rows
    expected = torch.tensor(np.array([values[27] for values in ran[0][0].values()])).T
    np.testing.assert_allclose(shown, expected, atol=5.1e-5)
    page.get_by_text("All units at this step, as numbers").click()
