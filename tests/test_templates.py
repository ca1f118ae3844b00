"""The templates that CONTRIBUTING.md names are whole: each stands the tests of what it is a template of."""

import importlib
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import torch
from streamlit.testing.v1 import AppTest

import lstmviz.app
from lstmviz import Edit, trace
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from lstmviz.nets.recurrent import recurrent_layer
from tests.claims import test_claims
from tests.learn import test_chance
from tests.learn.tasks import test_task

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"


def loaded(name):
    spec = spec_from_file_location(f"template_{name}", TEMPLATES / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def task(monkeypatch):
    task = loaded("task").FirstLetter()
    monkeypatch.setitem(TASKS, task.name, task)
    return task


@pytest.mark.parametrize(
    "holds",
    [
        test_task.test_a_registered_task_is_whole,
        test_task.test_examples_are_read_and_labelled,
        test_task.test_samples_come_from_their_generator_alone,
        test_task.test_samples_have_the_shape_promised_and_a_question,
        test_chance.test_no_rule_solves_a_task,
    ],
)
def test_the_task_is_one(task, holds):
    holds(task)


def test_the_task_s_check_can_say_no(task):
    """Of an untrained net."""
    torch.manual_seed(0)
    inputs = task.sample(8, torch.Generator().manual_seed(0))
    layer = trace(torch.nn.LSTM(len(task.channels), task.hidden), inputs).layers[0]
    assert task.is_there(inputs, layer) in (True, False)
    with torch.no_grad():
        shut = trace(torch.nn.LSTM(len(task.channels), task.hidden), inputs, edits=[Edit("input_gate", 0.5)])
    assert not task.is_there(inputs, shut.layers[0])


@pytest.fixture
def cell(monkeypatch):
    cell = loaded("cell").CELL
    monkeypatch.setitem(CELLS, cell.name, cell)
    return cell


def test_the_cell_is_traced_changed_and_drawn(cell):
    torch.manual_seed(0)
    layer, x = recurrent_layer(cell.name, 3, 5), torch.randn(7, 2, 3)
    traced = trace(layer, x)
    assert torch.equal(traced.output, layer(x)[0])
    assert traced.agreement < 1e-6
    kept = trace(layer, x, edits=[Edit("update_gate", 1.0)])
    assert torch.equal(kept.layers[0].hidden, torch.zeros_like(kept.layers[0].hidden))


def test_the_claim_is_one():
    claim = loaded("claim").HalfGone()
    rows, long = (list(claim.measure({"forget": forget})) for forget in (0.95, 0.99))
    test_claims.test_it_says_what_it_is(claim)
    test_claims.test_its_controls_start_within_their_range(claim)
    assert len(rows) == claim.expected(claim.defaults())
    assert claim.verdict(rows, claim.defaults()).right == 0
    assert claim.verdict(long, {"forget": 0.99}).right == 1


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The script of the page, its folder in the place that the template says."""
    folder = tmp_path / "gates"
    folder.mkdir()
    for part in ("page.py", "view.py"):
        text = (TEMPLATES / "page" / part).read_text(encoding="utf-8")
        (folder / part).write_text(text.replace("NAME", "gates"), encoding="utf-8")
    monkeypatch.setattr(lstmviz.app, "__path__", [*lstmviz.app.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    yield (TEMPLATES / "page" / "script.py").read_text(encoding="utf-8").replace("NAME", "gates")
    for name in [name for name in sys.modules if name.startswith("lstmviz.app.gates")]:
        del sys.modules[name]


def test_the_page_opens_and_its_link_is_read(page):
    app = AppTest.from_string(page, default_timeout=60)
    app.query_params["forget"] = "0.5"
    app.query_params["task"] = "anbn"
    app.run()
    assert not app.exception
    assert app.slider(key="forget").value == 0.5
    assert "of the first memory is left" in app.markdown[-1].value
    assert app.slider(key="forget").set_value(1.0).run().markdown[-1].value.startswith("After")
    assert "100.00%" in app.markdown[-1].value
