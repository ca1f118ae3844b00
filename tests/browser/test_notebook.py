"""The stepper in a notebook: in a frame without an address it steps, follows the notebook's theme and its own
height, and where frames and scripts are taken away a still picture is left."""

import re
from base64 import b64encode

import IPython.display
import pytest
from nbconvert import HTMLExporter
from nbformat import v4
from playwright.sync_api import expect

import lstmviz
from tests.conftest import INPUTS, STEPS, numbers, seeded

OFFLINE = dict.fromkeys(("mathjax_url", "require_js_url", "jquery_url", "mermaid_js_url"), "")


@pytest.fixture(scope="module")
def shown():
    return lstmviz.stepper(lstmviz.trace(seeded("lstm"), numbers(STEPS, INPUTS)))


@pytest.fixture
def notebook(browser, tmp_path):
    """A page that holds such HTML, and what it logged as an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    faults = []

    def opened(html):
        (tmp_path / "notebook.html").write_text(f"<!doctype html>{html}", encoding="utf-8")
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.goto((tmp_path / "notebook.html").as_uri())
        return page

    yield opened
    context.close()
    assert not faults


def stepper_in(page, number=0):
    frame = page.frame_locator("iframe >> nth=" + str(number))
    expect(frame.get_by_test_id("stepper")).to_have_attribute("data-ready", "")
    return frame


def test_it_steps_speaks_and_lists_its_numbers_without_an_address(notebook, shown):
    frame = stepper_in(notebook(shown._repr_html_()))
    stepper = frame.get_by_test_id("stepper")
    frame.get_by_text("All units at this step, as numbers").click()
    frame.get_by_role("button", name="Next step").click()
    expect(stepper).to_have_attribute("data-step", "1")
    expect(frame.locator("[data-part=spoken]")).to_contain_text("Step 2 of 7")
    expect(frame.locator("[data-part=table] tr")).to_have_count(1 + shown.scene.panels[0].units)
    expect(frame.get_by_role("button", name="Copy link")).to_be_hidden()


def test_a_sandbox_that_gives_it_no_origin_does_not_stop_it(notebook, shown):
    html = shown._repr_html_().replace("<iframe ", '<iframe sandbox="allow-scripts" ')
    frame = stepper_in(notebook(html))
    stepper = frame.get_by_test_id("stepper")
    stepper.locator(".now-at").click()  # the keys are the frame's
    for key in ("ArrowRight", "n", "?"):
        stepper.press(key) if key == "?" else frame.locator("body").press(key)
    expect(stepper).to_have_attribute("data-step", "1")
    expect(frame.locator("[data-part=spoken]")).to_contain_text("Step 2 of 7")
    expect(frame.get_by_role("dialog")).to_be_visible()


def test_the_frame_is_as_high_as_what_it_shows(notebook, shown):
    page = notebook(shown._repr_html_())
    frame = stepper_in(page)
    fits = """(frame) => new Promise((resolve) => {
      const look = () => {
        const { body, scrollingElement } = frame.contentDocument;
        const [height, within] = [frame.clientHeight, scrollingElement.scrollHeight];
        height === body.offsetHeight && within <= height ? resolve(height) : requestAnimationFrame(look);
      };
      look();
    })"""
    before = page.locator("iframe").evaluate(fits)
    frame.get_by_text("All units at this step, as numbers").click()
    expect(frame.locator("[data-part=table] tr")).not_to_have_count(0)
    assert page.locator("iframe").evaluate(fits) > before


THEMES = {
    "JupyterLab": ("document.body.dataset.jpThemeLight = '{light}'", "true", "false"),
    "VS Code": ("document.body.className = 'vscode-{light}'", "light", "dark"),
    "a dark page": ("document.body.style.background = '{light}'", "#fff", "#111"),
}


@pytest.mark.parametrize("name", THEMES)
def test_it_follows_the_theme_of_the_notebook(notebook, shown, name):
    script, light, dark = THEMES[name]
    page = notebook(shown._repr_html_())
    stepper = stepper_in(page).get_by_test_id("stepper")
    for value, ink in (
        (dark, "rgb(242, 243, 245)"),
        (light, "rgb(28, 31, 38)"),
        (dark, "rgb(242, 243, 245)"),
    ):
        page.evaluate(script.format(light=value))
        expect(stepper).to_have_css("color", ink)


def test_steppers_of_one_notebook_do_not_meet(notebook, shown):
    page = notebook(shown._repr_html_() * 2)
    first, second = stepper_in(page, 0), stepper_in(page, 1)
    first.get_by_role("button", name="Last step").click()
    expect(first.get_by_test_id("stepper")).to_have_attribute("data-step", str(STEPS - 1))
    expect(second.get_by_test_id("stepper")).to_have_attribute("data-step", "0")


def test_an_exported_notebook_steps(notebook, shown):
    output = v4.new_output("display_data", {"text/html": shown._repr_html_(), "text/plain": "stepper"})
    cell = v4.new_code_cell("lstmviz.stepper(trace)", outputs=[output])
    exporter = HTMLExporter(theme="dark", **OFFLINE)
    page = notebook(exporter.from_notebook_node(v4.new_notebook(cells=[cell]))[0])
    stepper = stepper_in(page).get_by_test_id("stepper")
    expect(stepper).to_have_css("color", "rgb(242, 243, 245)")
    stepper.get_by_role("button", name="Next step").click()
    expect(stepper).to_have_attribute("data-step", "1")
    expect(page.locator(".lstmviz-still")).to_be_hidden()


def test_what_is_said_where_there_is_no_html_leaves_a_picture_in_a_sanitised_export(notebook, shown):
    assert repr(shown).startswith(f"LSTM, {STEPS} steps")
    data = eval(repr(shown).split(";")[1].removesuffix("elsewhere"), {"IPython": IPython, "stepper": shown})
    picture = v4.new_output("display_data", {"image/png": b64encode(data.data).decode(), "text/plain": ""})
    cell = v4.new_code_cell("", outputs=[picture])
    exporter = HTMLExporter(sanitize_html=True, **OFFLINE)
    page = notebook(exporter.from_notebook_node(v4.new_notebook(cells=[cell]))[0])
    assert page.get_by_role("img").evaluate("(image) => image.naturalWidth") == 2 * 960


def test_without_frames_and_styles_a_picture_and_a_sentence_are_left(notebook, shown):
    sanitised = re.sub(r"<(style|iframe).*?</\1>", "", shown._repr_html_(), flags=re.DOTALL)
    page = notebook(sanitised)
    expect(page.get_by_text("A still picture")).to_be_visible()
    picture = page.get_by_role("img", name="LSTM")
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.naturalWidth") == 960


def test_a_file_without_scripts_shows_a_picture_and_a_sentence(browser, shown, tmp_path):
    shown.write_html(tmp_path / "x.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "x.html").as_uri())
    expect(page.get_by_text("Where JavaScript runs")).to_be_visible()
    expect(page.locator("svg text").filter(has_text="forget gate")).to_be_visible()
    context.close()
