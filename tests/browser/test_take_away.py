"""What one takes away: the picture and the numbers that the page shows, in files that say whose they are."""

import base64
import csv
import io
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from tests.browser.conftest import stands

PATH = "/?task=anbn&seq=aaabbb#t=4"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page(opened):
    stands(opened, step=3, steps=6)
    yield opened
    assert not opened.watch.faults


def take(page, kind, number=0):
    """The name and the content of a file of this kind."""
    control = page.locator(".take-away").nth(number)
    control.get_by_text("Take away").click()
    with page.expect_download() as waiting:
        control.get_by_role("button", name=f"({kind})").click()
    download = waiting.value
    return download.suggested_filename, download.path().read_bytes()


def texts(picture):
    return [text.text for text in picture.iter(f"{SVG}text")]


def images(picture):
    found = [image.get("href").split(",")[1] for image in picture.iter(f"{SVG}image")]
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(one)))) for one in found]


CANVASES = """() => [...document.querySelectorAll('.panel canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data: [...data] };
})"""


def test_the_svg_has_true_letters_and_the_canvases_own_colours(page):
    name, content = take(page, "SVG")
    assert name == f"lstmviz_step_anbn_lstm_vanilla-rnn-tanh_t4_{date.today()}.svg".replace("anbn", "aⁿbⁿ")
    picture = ElementTree.fromstring(content)
    assert picture.find(f"{SVG}title").text.endswith(": step 4 of 6, b, right answer b")
    assert {"LSTM", "forget", "cell state", "Vanilla RNN (tanh)", "reads", "says"} <= set(texts(picture))
    assert any(page.url in text for text in texts(picture))
    canvases = page.evaluate(CANVASES)
    assert len(canvases) == 9  # six quantities of the LSTM and what it says, one of the RNN and what it says
    for image, canvas in zip(images(picture), canvases, strict=True):
        shown = np.array(canvas["data"]).reshape(canvas["height"], canvas["width"], 4)
        assert np.array_equal(image, shown)


def test_every_part_of_the_svg_lies_inside_it(page):
    picture = ElementTree.fromstring(take(page, "SVG")[1])
    (inner,) = (one for one in picture.findall(f"{SVG}svg"))
    width, height = float(inner.get("width")), float(inner.get("height"))
    for part in inner:
        if part.tag in {f"{SVG}image", f"{SVG}rect"}:
            x, y, wide, high = (float(part.get(side)) for side in ("x", "y", "width", "height"))
            assert x >= -1
            assert y >= -1
            assert x + wide <= width + 1
            assert y + high <= height + 1
    assert float(picture.get("width")) == width + 32


def test_the_png_is_the_picture_at_two_pixels_a_pixel(page):
    svg = ElementTree.fromstring(take(page, "SVG")[1])
    image = Image.open(io.BytesIO(take(page, "PNG")[1])).convert("RGB")
    assert image.size == (2 * float(svg.get("width")), 2 * float(svg.get("height")))
    seen = {tuple(pixel) for pixel in np.unique(np.asarray(image).reshape(-1, 3), axis=0)}
    assert {tuple(pixel[:3]) for pixel in images(svg)[0].reshape(-1, 4)} <= seen


def test_the_numbers_are_those_of_the_run(page):
    name, content = take(page, "NPZ")
    assert name.endswith(f"_t4_{date.today()}.npz")
    arrays = np.load(io.BytesIO(content), allow_pickle=False)
    scene = stepper(StepView("anbn", "aaabbb")).scene
    for panel in scene.panels:
        for quantity in panel.quantities:
            np.testing.assert_array_equal(
                arrays[f"{panel.title}/{quantity.name}"], panel.values(quantity.name)
            )
    assert arrays["about"].tolist()[1] == page.url
    lines = take(page, "CSV")[1].decode().splitlines(keepends=True)
    rows = list(csv.DictReader(line for line in lines if not line.startswith("# ")))
    cells = [np.float32(row["cell"]) for row in rows if row["cell"]]
    np.testing.assert_array_equal(np.reshape(cells, (-1, 6)), scene.panels[0].values("cell"))


def test_the_page_as_a_file_opens_where_one_stood_and_steps_without_network(visit, page, tmp_path):
    answers = page.locator(".answer").all_inner_texts()
    name, content = take(page, "HTML")
    (tmp_path / name).write_bytes(content)
    with visit((tmp_path / name).as_uri(), offline=True) as saved:
        stands(saved, step=3, steps=6)
        assert saved.locator(".answer").all_inner_texts() == answers
        saved.keyboard.press("ArrowRight")
        stands(saved, step=4)
        assert "step 4 of 6" in saved.title()
        assert [url for url in saved.watch.traffic if not url.startswith(("file:", "data:", "blob:"))] == []
        assert ElementTree.fromstring(take(saved, "SVG")[1]).tag == f"{SVG}svg"
        expect(saved.get_by_role("button", name="(HTML)")).to_have_count(0)


def test_the_list_closes_with_escape_and_does_not_unpin(page):
    control = page.locator(".take-away")
    control.get_by_text("Take away").click()
    expect(control.get_by_role("button", name="(SVG)")).to_be_visible()
    page.keyboard.press("Escape")
    expect(control.get_by_role("button", name="(SVG)")).to_be_hidden()


OTHERS = {
    "/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16": {
        "B f = 0.5/cell",
        "Difference B − A/cell",
    },
    "/memory?task=anbn&seq=aabb": {"Memory of unit 0/ledger", "LSTM/cell"},
}


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.split("?")[0])
def test_other_pages_with_a_stepper_have_theirs(visit, path):
    with visit(path) as other:
        assert OTHERS[path] <= set(np.load(io.BytesIO(take(other, "NPZ")[1])))
        assert texts(ElementTree.fromstring(take(other, "SVG")[1]))


def test_what_if_as_a_file_steps_and_changes_without_network(visit, tmp_path):
    with visit("/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16") as changed:
        name, content = take(changed, "HTML")
    (tmp_path / name).write_bytes(content)
    with visit((tmp_path / name).as_uri(), offline=True) as saved:
        saved.get_by_role("button", name="Next step").click()  # nothing lies over it
        stands(saved, step=1)


def test_the_cell_of_one_unit_has_its_own(visit, tmp_path):
    with visit("/inside#p=count&t=3", ready="inside") as inside:
        arrays = np.load(io.BytesIO(take(inside, "NPZ")[1]))
        shown = [inside.locator(f".row.{name}:not(.rnn) .now").inner_text() for name in ("cell", "hidden")]
        assert [f"{arrays[f'LSTM/{name}'][2]:.2f}" for name in ("cell", "hidden")] == shown
        picture = ElementTree.fromstring(take(inside, "SVG")[1])
        assert "Count, step 3 of" in picture.find(f"{SVG}title").text
        assert {"forget gate", "input x", inside.locator("[data-part=typed]").input_value()} <= set(
            texts(picture)
        )
        name, content = take(inside, "HTML")
        (tmp_path / name).write_bytes(content)
    with visit((tmp_path / name).as_uri(), ready="inside", offline=True) as saved:
        expect(saved.get_by_test_id("inside")).to_have_attribute("data-step", "2")
        expect(saved.get_by_role("button", name="Count")).to_have_attribute("aria-pressed", "true")


def test_a_chart_has_the_numbers_of_its_curves_and_their_spread(visit):
    with visit("/gradients", ready="chart") as claim:
        arrays = np.load(io.BytesIO(take(claim, "NPZ")[1]))
        curves = [name.removesuffix("/value") for name in arrays if name.endswith("/value")]
        written = texts(ElementTree.fromstring(take(claim, "SVG")[1]))
        assert curves
        for curve in curves:
            assert curve in written
            low, middle, high = (arrays[f"{curve}/{name}"] for name in ("low", "value", "high"))
            assert ((low <= middle) & (middle <= high)).all()
        drawn = claim.evaluate("document.querySelector('.lstmviz-chart').data.at(-1).y")
        np.testing.assert_array_equal(arrays[f"{curves[-1]}/value"], drawn)
        image = Image.open(io.BytesIO(take(claim, "PNG")[1]))
        assert len(np.unique(np.asarray(image).reshape(-1, image.mode.count("A") + 3), axis=0)) > 20


def test_a_picture_of_changes_has_the_strip_of_what_both_runs_answer(visit):
    with visit("/what-if?task=anbn&changes=forget_gate%2Cset%2C0.5%2Cu0%2Ct1-16") as other:
        other.locator(".stMain").evaluate("(main) => main.scrollTo(0, 200)")
        picture = ElementTree.fromstring(take(other, "SVG")[1])
        said = [(text.text, float(text.get("y"))) for text in picture.iter(f"{SVG}text")]
        strip = [y for text, y in said if text.startswith("The answer changed at")]
        assert len(strip) == 1
        assert strip[0] < min(y for text, y in said if text == "B: f = 0.5")
        assert "right panel" not in texts(picture)
