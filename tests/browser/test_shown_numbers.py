"""What is written, spoken and tabled at a step are the numbers of the net, the unit and the step it names.

For both nets, a task of letters and one of numbers, and for layers that a page never shows: a GRU, both ways.
"""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

import lstmviz
from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from tests.browser.conftest import stands
from tests.conftest import INPUTS, numbers, seeded

LENGTH = 9
PLACES = [(0, 0, 0), (6, 1, 0), (8, 2, 1), (3, 0, 1)]  # step, unit, panel


@pytest.fixture(scope="module", params=["recall", "counter", "a GRU, both ways"])
def told(visit, request, tmp_path_factory):
    """(page, scene) of one of these."""
    if request.param.startswith("a GRU"):
        trace = lstmviz.trace(seeded("gru", bidirectional=True), numbers(LENGTH, INPUTS))
        shown, file = lstmviz.stepper(trace), tmp_path_factory.mktemp("told") / "gru.html"
        shown.write_html(file)
        address = file.as_uri()
    else:
        shown, address = stepper(StepView(task=request.param)), f"/?task={request.param}"
    with visit(address) as page:
        page.locator("summary", has_text="All units").click()
        yield page, shown.scene


def go(told, step, unit, panel):
    page, scene = told
    page.evaluate(f"location.hash = '#t={step + 1}&u={unit}&n={panel + 1}&p={step + 1}.{unit}'")
    stands(page, step=step, unit=unit, panel=panel)
    expect(page.locator(".spoken")).to_contain_text(f"Step {step + 1} of {scene.steps}")
    expect(page.locator(".spoken")).to_contain_text(f"{scene.panels[panel].title}, unit {unit}: ")
    return page, scene


def read(text):
    return float(text.replace("−", "-"))


def values(panel, step, unit):
    return {quantity: panel.values(quantity.name)[unit, step] for quantity in panel.quantities}


@pytest.mark.parametrize(("step", "unit", "panel"), PLACES)
def test_spoken_and_pinned_numbers_are_of_the_chosen_net_and_unit(told, step, unit, panel):
    page, scene = go(told, step, unit, panel)
    spoken = page.locator(".spoken").text_content()
    expect(page.locator(".pin")).to_contain_text(f"Pinned: unit {unit} at t = {step + 1}: ")
    pinned = page.locator("[data-part=pin-numbers]").text_content()
    heading = page.locator("[data-part=unit]").text_content()
    assert heading == f"{scene.panels[panel].title}, unit {unit} at t = {step + 1}"
    said = spoken.split(f"unit {unit}: ")[1]
    for quantity, value in values(scene.panels[panel], step, unit).items():
        for text, name in ((said, quantity.title), (pinned.split(": ", 2)[2], quantity.symbol)):
            number = re.search(rf"(?:^|, ){name} (−?\d+\.\d+)", text)[1]
            assert read(number) == pytest.approx(value, abs=0.00501), name


@pytest.mark.parametrize(("step", "unit", "panel"), PLACES)
def test_numbers_beside_the_heatmaps_are_of_their_own_net(told, step, unit, panel):
    page, scene = go(told, step, unit, panel)
    for index, one in enumerate(scene.panels):
        shown = page.get_by_test_id("panel").nth(index).locator(".label > .value").all_inner_texts()
        expected = values(one, step, unit).values()
        assert [read(text) for text in shown] == pytest.approx(list(expected), abs=0.00501)


@pytest.mark.parametrize("panel", [0, 1])
def test_the_table_has_a_row_a_unit_of_the_chosen_net(told, panel):
    step = 4 + panel
    page, scene = go(told, step, 0, panel)
    expect(page.locator("[data-part=table] caption")).to_have_text(
        f"{scene.panels[panel].title} at step {step + 1}"
    )
    one = scene.panels[panel]
    rows = page.eval_on_selector_all(
        "[data-part=table] tr",
        "all => all.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent))",
    )
    assert [int(unit) for unit, *_ in rows] == list(range(one.units))
    expected = np.array([one.values(quantity.name)[:, step] for quantity in one.quantities]).T
    np.testing.assert_allclose([[read(text) for text in cells] for _, *cells in rows], expected, atol=5.1e-5)


@pytest.mark.parametrize(("step", "panel"), [(2, 0), (6, 0), (8, 1)])
def test_answers_are_each_net_s_own_and_right_or_wrong_as_the_task_says(told, step, panel):
    page, scene = go(told, step, 0, panel)
    question = scene.question
    if question is None:
        expect(page.locator(".answer:visible")).to_have_count(0)
        return
    spoken = page.locator(".spoken").text_content()
    asked, target = bool(question.asked[step]), question.targets[step]
    name = question.answers[int(target)] if question.answers else f"{target:.2f}".replace("-", "−")
    assert (f"Right answer {name}." if asked else "No question is asked at this step.") in spoken
    for index, one in enumerate(scene.panels):
        given = one.says.values[step]
        verdict = (", right", ", wrong")[not one.says.right[step]] if asked else ""
        said = re.search(rf"{re.escape(one.title)} says (\S+?)((?:, right|, wrong)?)\. ", spoken)
        assert said[2] == verdict
        if question.answers:
            assert said[1] == question.answers[int(given.argmax())]
        else:
            assert read(said[1]) == pytest.approx(given[0], abs=0.00501)
        answer = page.locator(".answer").nth(index)
        expect(answer).to_contain_text(f"says {said[1]}")
        expect(answer).to_have_attribute("data-right", {"": "null", ", right": "true"}.get(verdict, "false"))
