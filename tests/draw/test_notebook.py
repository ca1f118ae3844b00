"""stepper(): any trace in a notebook, or in a file that asks for nothing outside."""

import base64
import gzip
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_sequence

import lstmviz
from lstmviz.nets.cells import CELLS
from tests.conftest import HIDDEN, INPUTS, STEPS, numbers, seeded


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def of(steps, cell="rnn", **given):
    """A trace of so many steps."""
    return lstmviz.trace(seeded(cell, **given), numbers(steps, INPUTS, seed=steps))


@pytest.mark.parametrize("cell", CELLS)
def test_a_panel_a_layer_and_direction(traced, cell):
    scene = lstmviz.stepper(traced(cell, num_layers=2, bidirectional=True)).scene
    name = CELLS[cell].title
    expected = [f"{name} {layer}" for layer in ("l0", "l0 reverse", "l1", "l1 reverse")]
    if CELLS[cell].module is None:  # one layer, one direction
        expected = [name]
    assert [panel.title for panel in scene.panels] == expected
    assert scene.tokens == tuple("1234567")


def test_several_traces_stand_on_one_time_axis(traced):
    scene = lstmviz.stepper(traced("lstm"), traced("gru"), tokens="abcdefg").scene
    assert [panel.title for panel in scene.panels] == ["LSTM", "GRU"]
    assert (scene.steps, scene.tokens) == (STEPS, tuple("abcdefg"))


def test_sequences_of_different_length_have_an_axis_each(traced):
    scene = lstmviz.stepper(of(3), traced("lstm"), tokens=[["I", "am", "here"], list("abcdefg")]).scene
    assert (scene.steps, scene.tokens) == (7, tuple("abcdefg"))
    assert [panel.tokens for panel in scene.panels] == [("I", "am", "here"), ()]
    assert [panel.steps for panel in scene.panels] == [3, 7]


def test_a_recording_shows_every_sequence_of_every_layer():
    model = torch.nn.ModuleDict({"encoder": seeded("gru", bidirectional=True), "decoder": seeded("lstm")})
    with torch.no_grad(), lstmviz.record(model) as recording:
        model["encoder"](numbers(4, INPUTS))
        state = None
        for x in numbers(6, 1, INPUTS):
            _, state = model["decoder"](x, state)
    scene = lstmviz.stepper(recording).scene
    titles = ["encoder GRU l0", "encoder GRU l0 reverse", "decoder LSTM"]
    assert [(panel.title, panel.steps) for panel in scene.panels] == list(zip(titles, (4, 4, 6), strict=True))


@pytest.mark.parametrize("reverse", [False, True])
def test_a_stretch_begins_with_what_came_before(reverse):
    layer = of(9, "lstm", bidirectional=True).layers[reverse]
    (panel,) = lstmviz.stepper(layer, tokens="abcdefghi", steps=range(3, 7)).scene.panels
    assert lstmviz.stepper(layer, tokens="abcdefghi", steps=range(3, 7)).scene.tokens == tuple("defg")
    for name, values in layer.quantities.items():
        np.testing.assert_array_equal(panel.values(name), values[3:7, 0].T)
    for state, begin in panel.layer.initial.items():
        assert torch.equal(begin[0], layer.quantities[state][7 if reverse else 2, 0])


@pytest.mark.parametrize("reverse", [False, True])
def test_a_stretch_at_the_end_begins_where_the_run_does(reverse):
    layer = of(9, "gru", bidirectional=True).layers[reverse]
    steps = range(5, 20) if reverse else range(0, 4)
    (panel,) = lstmviz.stepper(layer, steps=steps).scene.panels
    assert torch.equal(panel.layer.initial["hidden"], layer.h0)


@pytest.mark.parametrize(
    ("size", "named", "cut"),
    [
        ({"steps": 2001}, "2,001 steps", {"steps": range(0, 2000)}),
        ({"units": 513}, "513 units", {"units": 512}),
    ],
)
def test_more_than_can_be_drawn_well_is_said_with_the_way_to_cut(size, named, cut):
    shape = {"steps": 2, "units": 2} | size
    run = lstmviz.Trace.from_arrays("rnn", {"hidden": np.zeros((shape["steps"], shape["units"]))})
    ((name, value),) = cut.items()
    with pytest.raises(lstmviz.InputError, match=re.escape(named)) as refused:
        lstmviz.stepper(run)
    assert f"{name}={value}" in str(refused.value)
    (panel,) = lstmviz.stepper(run, **cut).scene.panels
    assert (panel.steps, panel.units) == (min(2000, shape["steps"]), min(512, shape["units"]))


def test_units_left_out_take_the_equations_along(traced):
    (panel,) = lstmviz.stepper(traced("lstm"), units=2).scene.panels
    assert (panel.units, panel.detail) == (2, "2 of 5 units")
    assert not panel.layer.weights.parts


def test_the_heading_tells_the_measured_agreement(traced):
    run = traced("lstm")
    (panel,) = lstmviz.stepper(run).scene.panels
    assert panel.detail.startswith(f"{HIDDEN} units")
    assert panel.checked.endswith(f"= {run.agreement:.0e}")


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda run: lstmviz.stepper(), "at least one"),
        (lambda run: lstmviz.stepper(run, tokens="abc"), "3 tokens for 7 steps"),
        (lambda run: lstmviz.stepper(run, palette="pink"), "no palette 'pink'; choose one of cividis"),
        (lambda run: lstmviz.stepper(run, row=1), "no row 1 in a batch of 1"),
        (lambda run: lstmviz.stepper(run, row=-1), "no row -1"),
        (lambda run: lstmviz.stepper(run, steps=range(7, 9)), "LSTM has steps 0 to 6; choose a stretch"),
        (lambda run: lstmviz.stepper(run, steps=range(0, 7, 2)), "choose a stretch of them, as range(0, 7)"),
        (lambda run: lstmviz.stepper(run, units=0), "as units=5"),
        (lambda run: lstmviz.stepper(run, of(3), tokens="abc"), "3 tokens for 7 steps; give a list for each"),
        (lambda run: lstmviz.stepper(run, of(3), tokens=[list("abc")]), "1 lists for 2 sequences"),
    ],
    ids=["nothing", "tokens", "palette", "row", "row below 0", "stretch", "gaps", "units", "one", "lists"],
)
def test_what_cannot_be_shown_is_named(traced, call, named):
    with pytest.raises(lstmviz.InputError, match=re.escape(named)):
        call(traced("lstm"))


@pytest.mark.parametrize(("row", "steps"), [(0, 3), (1, 5)])
def test_a_row_of_a_packed_batch_has_its_own_length(row, steps):
    sequences = pack_sequence([numbers(3, INPUTS), numbers(5, INPUTS)], enforce_sorted=False)
    assert lstmviz.stepper(lstmviz.trace(seeded("gru"), sequences), row=row).scene.steps == steps


def test_layers_of_a_recorded_model_can_be_shown():
    model = torch.nn.Sequential(seeded("lstm"))
    with lstmviz.record(model) as runs:
        model(numbers(STEPS, INPUTS))
    ((run,),) = runs.values()
    assert lstmviz.stepper(run).scene.steps == STEPS


def test_a_notebook_shows_it_in_a_frame_of_its_own_and_a_still_picture_where_there_are_none(traced):
    shown = lstmviz.stepper(traced("gru"))
    tags = Tags(shown._repr_html_()).found
    assert [tag for tag, _ in tags] == ["style", "div", "p", "img", "iframe"]
    picture, frame = tags[3][1], tags[4][1]
    assert base64.b64decode(picture["src"].split(",")[1]).decode() == shown.svg()
    assert picture["alt"] == shown.title == "GRU"
    assert frame["srcdoc"].startswith("<!doctype html>")
    assert frame["title"]


def unpacked(page, part):
    packed = re.search(rf'id="{part}">(.*?)</script>', page)[1]
    return gzip.decompress(base64.b64decode(packed))


def test_the_file_is_the_page_and_fetches_nothing(traced, tmp_path):
    shown = lstmviz.stepper(traced("lstm"), tokens="abcdefg")
    shown.write_html(tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page == shown.html()
    tags = Tags(page).found
    assert not [tag for tag, given in tags if tag != "image" and {"src", "href"} & set(given)]
    parts = json.loads(unpacked(page, "parts"))
    assert not re.findall(r"@import|url\(", parts["style"])
    modules = parts["modules"]
    named = {
        name for source in modules.values() for name in re.findall(r'(?: from |import\()"([^"]+)"', source)
    }
    assert named <= {f"lstmviz/{path}" for path in modules}
    assert parts["main"] in modules
    assert unpacked(page, "content") == shown.content


def test_an_output_of_a_notebook_is_small():
    lstm = torch.nn.LSTM(8, 16)
    assert len(lstmviz.stepper(lstmviz.trace(lstm, torch.randn(50, 8)))._repr_html_()) < 250_000


def test_the_file_is_the_same_every_time(traced):
    assert lstmviz.stepper(traced("rnn")).html() == lstmviz.stepper(traced("rnn")).html()


def test_tokens_that_are_no_text_are_shown_as_text(traced):
    assert lstmviz.stepper(traced("lstm"), tokens=range(7)).scene.tokens == tuple("0123456")
