"""The stepper in one file: it steps with the network cut, and hostile text in it stays text."""

import re

import pytest
from playwright.sync_api import expect

import lstmviz
from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from lstmviz.languages import speak
from tests.browser.conftest import stands
from tests.conftest import INPUTS, STEPS, numbers, seeded

HOSTILE = ("<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "&lt;", '"', "'", "\0", "𝒳é")
CELLS = {"lstm": 6, "gru": 4, "rnn": 1, "relu-rnn": 1}


@pytest.fixture
def saved(tmp_path):
    """The address of a file with a stepper over these cells."""

    def save(*cells, tokens=None, **given):
        traces = [lstmviz.trace(seeded(cell, **given), numbers(STEPS, INPUTS)) for cell in cells]
        lstmviz.stepper(*traces, tokens=tokens).write_html(tmp_path / "x.html")
        return (tmp_path / "x.html").as_uri()

    return save


def fetched(page):
    return [url for url in page.watch.traffic if not url.startswith(("file:", "data:", "blob:"))]


@pytest.mark.parametrize(("cell", "rows"), CELLS.items())
def test_a_file_steps_without_network(visit, saved, cell, rows):
    with visit(saved(cell, bidirectional=True), offline=True) as page:
        expect(page.get_by_test_id("panel").first.locator("canvas")).to_have_count(rows)
        for key in ("ArrowRight", "ArrowRight", "ArrowDown", "]", "n"):
            page.keyboard.press(key)
        stands(page, step=2, unit=1, stage=1, panel=1, steps=STEPS)
        expect(page.locator("[data-part=unit]")).to_contain_text("reverse")
        expect(page.locator(".equation")).to_have_count(rows)
        assert "NaN" not in page.locator(".side").inner_text()
        assert fetched(page) == []


WIDE_LETTERS = """() => {
  document.querySelector(".lstmviz").style.setProperty("--st-font", "'DejaVu Sans', Verdana");
  window.dispatchEvent(new Event("resize"));
}"""
# equations on two lines, and what stands right of the window
BROKEN = """() => [...document.querySelectorAll(".lstmviz :is(.bar, .heading, .equation, .label, .legend) *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("math"))
  .filter((one) => {
    const { right, height } = one.getBoundingClientRect();
    const lines = height / parseFloat(getComputedStyle(one).lineHeight);
    return right > window.innerWidth + 1 || (one.matches(".written") && lines > 1.5);
  })
  .map((one) => one.textContent)"""


@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_letters_of_another_system_take_no_more_room(visit, tmp_path, size):
    """A machine may have no other font than a wide one."""
    stepper(StepView(seq="abcdBacdabcAdabcdcbd")).write_html(tmp_path / "x.html")
    with visit((tmp_path / "x.html").as_uri() + "#t=12&u=7", size=size, offline=True) as page:
        page.evaluate(WIDE_LETTERS)
        expect(page.locator(".equation").first).to_contain_text("0.057")
        assert page.evaluate(BROKEN) == []
        tops = [page.locator(part).bounding_box()["y"] for part in (".steps", ".bar [data-part=take-away]")]
        assert abs(tops[0] - tops[1]) < 12


# how wide texts are, each against itself in the system's own font of the size that is asked for
WIDTHS = """all => all.map((one) => {
  const text = document.createRange();
  text.selectNodeContents(one);
  const pen = document.createElement("canvas").getContext("2d");
  const { fontWeight, fontSize } = getComputedStyle(one);
  pen.font = `${fontWeight} ${fontSize} sans-serif`;
  return text.getBoundingClientRect().width / pen.measureText(one.textContent.trim()).width;
})"""


@pytest.mark.parametrize("size", ["laptop", "hall"])
def test_chinese_is_as_large_as_it_is_asked_for(visit, tmp_path, size):
    speak("zh")
    try:
        stepper(StepView(seq="abcdBacdabcAdabcdcbd")).write_html(tmp_path / "x.html")
    finally:
        speak("en")
    with visit((tmp_path / "x.html").as_uri() + "#t=12&u=7", size=size, offline=True) as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        titles = page.locator(".label .title").filter(has_text=re.compile("^ ?[\u4e00-\u9fff]+$"))
        assert titles.count() >= 6
        assert min(titles.evaluate_all(WIDTHS)) > 0.97
        assert page.evaluate(BROKEN) == []


def test_several_nets_stand_in_one_file(visit, saved):
    with visit(saved("lstm", "gru", "rnn"), offline=True, color_scheme="dark") as page:
        expect(page.locator(".panel h2")).to_have_text(["LSTM", "GRU", "Vanilla RNN (tanh)"])
        page.keyboard.press("End")
        stands(page, step=STEPS - 1)
        page.wait_for_url("**#t=7")


def test_sequences_of_different_length_each_have_their_axis(visit, tmp_path):
    """The cursor goes through the chosen net's sequence; in a shorter one it is gone past the end."""
    traces = [lstmviz.trace(seeded("lstm"), numbers(steps, INPUTS)) for steps in (3, 5)]
    lstmviz.stepper(*traces, tokens=[list("abc"), list("vwxyz")]).write_html(tmp_path / "x.html")
    with visit((tmp_path / "x.html").as_uri(), offline=True) as page:
        tokens, cursors = page.locator(".panel .tokens"), page.locator(".panel .cursor")
        expect(tokens).to_have_text(["abc", "vwxyz"])
        page.keyboard.press("End")
        stands(page, step=2, panel=0, steps=3)
        expect(cursors.nth(0)).to_be_visible()
        page.keyboard.press("n")
        page.keyboard.press("End")
        stands(page, step=4, panel=1, steps=5)
        expect(cursors.nth(0)).to_be_hidden()
        expect(cursors.nth(1)).to_be_visible()
        expect(page.locator("[data-part=token]")).to_have_text("z")
        assert "NaN" not in page.get_by_test_id("stepper").inner_text()
        page.keyboard.press("n")
        stands(page, step=2, panel=0, steps=3)


def test_gates_of_one_s_own_have_no_equations_and_step_all_the_same(visit, tmp_path):
    run = lstmviz.Trace.from_arrays("rnn", {"hidden": numbers(4, 3)})
    lstmviz.stepper(run).write_html(tmp_path / "x.html")
    with visit((tmp_path / "x.html").as_uri(), offline=True) as page:
        page.keyboard.press("ArrowRight")
        stands(page, step=1, panel=0, steps=4)


def test_hostile_tokens_stay_text(visit, saved):
    with visit(saved("lstm", tokens=HOSTILE), offline=True) as page:
        for step, token in enumerate(HOSTILE):
            stands(page, step=step)
            assert page.locator("[data-part=token]").text_content() == token
            page.keyboard.press("ArrowRight")
        expect(page.locator("#stepper img, #stepper script")).to_have_count(0)
