"""A scene as a still picture: whatever the scene, it is XML, and its cells are the numbers in colours."""

import base64
import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import lstmviz
from lstmviz.app.step.scene import scene as scene_of
from lstmviz.app.step.view import StepView
from lstmviz.draw.colours import PALETTES
from lstmviz.draw.png import pixels
from lstmviz.draw.still import still
from lstmviz.nets.cells import CELLS
from tests.conftest import numbers, seeded

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ("<b>", "</text>", "&", '"', "\0", "\x1b", "𝒳é")


def drawn(scene, **given):
    return ElementTree.fromstring(still(scene, **given))


def texts(picture):
    return ["".join(line.itertext()) for line in picture.iter(f"{SVG}text")]


def images(picture):
    addresses = [image.get("href").split(",")[1] for image in picture.iter(f"{SVG}image")]
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(address)))) for address in addresses]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_cells_are_the_numbers_in_the_colours_of_the_palette(traced, cell, theme):
    scene = lstmviz.stepper(traced(cell)).scene
    (panel,) = scene.panels
    found = images(drawn(scene, theme=theme, palette="viridis"))
    assert len(found) == len(panel.quantities)
    for quantity, image in zip(panel.quantities, found, strict=True):
        limit = quantity.limit
        if limit is None:
            continue  # as far as the numbers go, test_figures.py
        span = (0.0 if quantity.kind == "gate" else -limit, limit)
        scale = [colour for _, colour in PALETTES["viridis"].scale(quantity.kind, theme)]
        assert np.array_equal(image, pixels(panel.values(quantity.name), span, scale))


def test_names_tokens_and_steps_stand_in_it_as_text(traced):
    picture = drawn(lstmviz.stepper(traced("lstm"), tokens="abcdefg").scene, step=2)
    assert picture.find(f"{SVG}title").text == "LSTM: step 3 of 7, c"
    written = texts(picture)
    assert {"f forget gate", "h hidden state", *"abcdefg", *"1234567"} <= set(written)


def test_a_shorter_sequence_keeps_its_own_tokens_axis_and_end():
    traces = [lstmviz.trace(seeded("rnn"), numbers(steps, 3)) for steps in (2, 4)]
    shown = lstmviz.stepper(*traces, tokens=[list("ab"), list("wxyz")])
    picture = ElementTree.fromstring(shown.svg(step=3))
    assert [one for one in texts(picture) if one in "abwxyz"] == list("abwxyz")
    assert [image.shape[1] for image in images(picture)] == [2, 4]
    frames = [one for one in picture.iter(f"{SVG}rect") if one.get("stroke")]
    assert len(frames) == 1  # the shorter has ended


def test_there_is_a_picture_of_each_step_and_of_no_other(traced):
    shown = lstmviz.stepper(traced("gru"))
    assert len({shown.svg(step) for step in range(7)}) == 7
    for step in (-1, 7):
        with pytest.raises(lstmviz.InputError, match=f"no step {step} in a sequence of 7"):
            shown.svg(step)


@pytest.mark.parametrize("steps", [1, 7, 500])
def test_nothing_stands_outside_however_long_the_sequence(steps):
    trace = lstmviz.trace(seeded("gru"), numbers(steps, 3))
    picture = drawn(lstmviz.stepper(trace).scene)
    width, height = float(picture.get("width")), float(picture.get("height"))
    for image in picture.iter(f"{SVG}image"):
        x, y, w, h = (float(image.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + w <= width
        assert y + h <= height


@pytest.mark.parametrize("step", range(len(HOSTILE)))
def test_whatever_the_tokens_are_it_is_xml_and_they_stay_text(traced, step):
    picture = drawn(lstmviz.stepper(traced("rnn"), tokens=HOSTILE).scene, step=step)
    readable = HOSTILE[step].replace("\0", "�").replace("\x1b", "�")
    assert picture.find(f"{SVG}title").text.endswith(f"step {step + 1} of 7, {readable}")
    assert {child.tag for child in picture.iter()} == {
        SVG + tag for tag in ("svg", "title", "rect", "text", "tspan", "image")
    }


def test_what_a_net_says_stands_below_its_heatmaps():
    letters = texts(drawn(scene_of(StepView(task="recall"))))
    assert letters.count("says") == 2
    numbers_said = drawn(scene_of(StepView(task="adding")))
    assert len(list(numbers_said.iter(f"{SVG}polyline"))) == 2
