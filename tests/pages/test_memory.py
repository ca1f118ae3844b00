"""The Memory page, without a browser."""

from html import unescape

import numpy as np
import pytest

import lstmviz
from lstmviz.app.memory.scene import MOST_REMEMBERED, remembered
from lstmviz.app.memory.view import MemoryView
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.saved_nets.shipped import SHIPPED
from lstmviz.learn.tasks import TASKS
from tests.pages.opening import opened, problems, scene, sound


@pytest.mark.parametrize("task", SHIPPED)
def test_it_opens_on_every_task_at_the_unit_asked_for(task):
    app = opened("memory", task=task, unit="1")
    assert app.session_state["unit"] == 1
    assert problems(app) == []
    assert scene(app) == remembered(MemoryView(task=task, unit=1))[0].content


def test_units_stand_in_the_order_of_their_half_lives():
    half_lives = remembered(MemoryView())[1]
    shown = [
        int(option.content.split()[1]) for option in opened("memory").get("button_group")[-1].proto.options
    ]
    assert shown == sorted(range(len(half_lives)), key=lambda unit: -half_lives[unit])


def test_a_unit_that_is_not_there_becomes_one_that_is():
    app = opened("memory", task="anbn", unit="7")
    assert app.session_state["unit"] in (0, 1)
    (said,) = map(unescape, problems(app))
    assert "In the link, unit: there is no '7' here." in said
    assert problems(sound(app.run())) == []


def test_a_sequence_too_long_for_a_ledger_is_told_so():
    (said,) = problems(opened("memory", seq="a" * (MOST_REMEMBERED + 1)))
    assert str(MOST_REMEMBERED) in said


@pytest.mark.parametrize("task", ["recall", "counter"])
def test_the_columns_of_the_ledger_are_the_cell_state(task):
    stepper, _ = remembered(MemoryView(task=task, unit=2))
    ledger = stepper.scene.panels[0].layer.quantities["ledger"]  # (T, 1, T + 1)
    net = shipped.load(task, "lstm").net
    inputs = TASKS[task].encode(TASKS[task].tokens(TASKS[task].first_example))
    cell = lstmviz.trace(net.recurrent, inputs).layers[0].cell
    assert np.allclose(np.nansum(ledger.numpy(), axis=-1)[:, 0], cell[:, 0, 2], atol=1e-6)
