"""View -> stepper: what the page shows is what the shipped nets say, run by PyTorch alone."""

import re

import numpy as np
import pytest
import torch

from lstmviz import InputError
from lstmviz.app.sequence_view import RNNS
from lstmviz.app.step.scene import scene as scene_of
from lstmviz.app.step.view import StepView
from lstmviz.draw.agreement import agreement_badge
from lstmviz.internals.evaluate import rebuilt
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.saved_nets.shipped import SHIPPED, shipped_nets
from lstmviz.learn.tasks import TASKS

VIEWS = [(task, rnn) for task in SHIPPED for rnn, net in RNNS.items() if net in shipped_nets(task)]


@pytest.mark.parametrize(("task", "rnn"), VIEWS)
def test_what_the_nets_say(task, rnn):
    scene = scene_of(StepView(task, rnn=rnn))
    inputs = TASKS[task].encode(TASKS[task].tokens(TASKS[task].first_example))
    for panel, name in zip(scene.panels, ("lstm", RNNS[rnn]), strict=True):
        with torch.no_grad():
            said = shipped.load(task, name).net(inputs)
        shown = said.softmax(-1) if TASKS[task].answers else said
        np.testing.assert_array_equal(panel.says.values, shown[:, 0].numpy())
        np.testing.assert_array_equal(
            panel.says.right, TASKS[task].right(said, TASKS[task].label(inputs))[:, 0]
        )


@pytest.mark.parametrize("task", SHIPPED)
def test_what_they_are_asked(task):
    scene = scene_of(StepView(task))
    labels = TASKS[task].label(TASKS[task].encode(scene.tokens))
    np.testing.assert_array_equal(scene.question.asked, labels.asked[:, 0])
    np.testing.assert_array_equal(scene.question.targets, labels.targets[:, 0].float())
    assert scene.question.answers == TASKS[task].answers
    assert scene.tokens == TASKS[task].tokens(TASKS[task].first_example)


@pytest.mark.parametrize(("task", "rnn"), VIEWS)
def test_the_heading_tells_sizes_and_the_measured_agreement(task, rnn):
    for panel in scene_of(StepView(task, rnn=rnn)).panels:
        layer, hidden = panel.layer, torch.as_tensor(panel.layer.hidden)
        net = shipped.load(task, "lstm" if layer.kind == "lstm" else RNNS[rnn]).net
        with torch.no_grad():  # as the page runs it: torch rounds otherwise in each mode
            _, ended = net.recurrent(layer.inputs)
        ended = ended if isinstance(ended, tuple) else (ended,)
        differences = [rebuilt(layer) - hidden]
        for state, last in zip(layer.declaration.states, ended, strict=True):
            differences.append(layer.quantities[state][-1] - last[0])
        agreement = max(difference.abs().max().item() for difference in differences)
        count = sum(parameter.numel() for parameter in net.parameters())
        assert re.match(rf"{hidden.shape[-1]} units · {count:,} parameters", panel.detail)
        assert panel.checked == agreement_badge(agreement)
        assert agreement < 1e-5


@pytest.mark.parametrize(("task", "rnn"), VIEWS)
def test_rows_of_the_two_nets_are_what_their_choice_says(task, rnn):
    lstm, beside = scene_of(StepView(task, rnn=rnn)).panels
    fewest = 0 if (task, rnn) == ("anbn", "gru") else 1  # a third unit would be a unit too many there
    assert (beside.units == lstm.units) if rnn == "units" else (beside.units >= lstm.units + fewest)


def test_a_damaged_net_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(shipped.load, "__defaults__", (tmp_path,))
    with pytest.raises(InputError, match=r"recall/card\.json"):
        scene_of(StepView())


@pytest.mark.parametrize("task", SHIPPED)
def test_it_opens_on_the_unit_that_the_task_declares(task):
    assert scene_of(StepView(task)).unit == TASKS[task].unit
