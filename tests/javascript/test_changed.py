"""Every change of What if as the browser begins it: Python reads its word, PyTorch's run is the browser's."""

import json

import numpy as np
import pytest
import torch

from lstmviz.app.scenes import panel_of, question_of
from lstmviz.app.what_if.bench import bench
from lstmviz.app.what_if.change_list import changed, read, write
from lstmviz.app.what_if.changes import KINDS, kinds_of
from lstmviz.draw.scene import Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from tests.app.what_if.test_changes import small_net
from tests.javascript.node import in_node, needs_node

pytestmark = needs_node

NETS = {(task, cell): small_net(cell, TASKS[task]) for task in ("recall", "counter") for cell in CELLS}


def typed(task):
    return TASKS[task].tokens(TASKS[task].first_example)[:8]


def of_run(task, net, changes):
    """The packed panel of a run with changes, as a page packs it."""
    run, refused = changed(TASKS[task], net, typed(task), changes)
    assert refused == {}
    inputs = TASKS[task].encode(tuple(run.tokens))
    panel = panel_of("", TASKS[task], run.net, inputs, run.edits, runs_again=True)
    return panel, question_of(TASKS[task], inputs)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """(task, cell) -> what the browser makes of every kind of change in such a net."""
    folder, files = tmp_path_factory.mktemp("benches"), []
    for at, ((task, _), net) in enumerate(NETS.items()):
        panel, question = of_run(task, net, ())
        files.append(folder / str(at))
        form = bench(net, typed(task), ((),), ())
        files[-1].write_bytes(b"".join(pack(Scene((panel, panel), typed(task), question, bench=form))))
    return dict(zip(NETS, json.loads(in_node("changed.js", files)), strict=True))


@pytest.mark.parametrize(("task", "cell"), NETS)
def test_its_word_is_the_links_and_it_says_what_the_list_says(begun, task, cell):
    for one in begun[task, cell]:
        (listed,), dropped = read(one["word"])
        assert dropped == []
        assert write((listed,)) == one["word"]
        assert listed.change.says() == one["says"]
    kinds = {one["word"].split(",")[0] for one in begun[task, cell]}
    assert kinds == set(kinds_of(CELLS[cell]))


@pytest.mark.parametrize(("task", "cell"), NETS)
def test_as_it_begins_it_changes_the_run(begun, task, cell):
    net = NETS[task, cell]
    untouched = of_run(task, net, ())[0].layer
    for one in begun[task, cell]:
        now = of_run(task, net, read(one["word"])[0])[0].layer
        pairs = [(now.quantities[name], values) for name, values in untouched.quantities.items()]
        assert not all(torch.equal(*pair) for pair in pairs)


@pytest.mark.parametrize(("task", "cell"), NETS)
def test_the_browsers_run_is_pytorchs_from_weights_to_answers(begun, task, cell):
    by_the_server = set()
    for one in begun[task, cell]:
        panel, question = of_run(task, NETS[task, cell], read(one["word"])[0])
        if "planes" not in one:
            by_the_server.add(one["word"].split(",")[0])
            continue
        right = np.where(question.asked & panel.says.right, question.targets, np.nan)
        wrong = np.where(question.asked & ~panel.says.right, question.targets, np.nan)
        expected = {name: panel.values(name) for name in panel.layer.quantities}
        expected |= {"says": panel.says.values.T, "right": right, "wrong": wrong}
        expected |= {name: np.asarray(weight) for name, weight in panel.layer.weights.parts.items()}
        for name, values in expected.items():
            found = np.array(one["planes"][name], dtype=float)
            np.testing.assert_allclose(found, np.ravel(values), rtol=1e-5, atol=1e-5, err_msg=name)
    assert by_the_server == {"token"}


def test_every_change_is_in_some_menu():
    assert set(KINDS) == {kind for cell in CELLS.values() for kind in kinds_of(cell)}
