"""View -> stepper: the nets run over the sequence, and what they say is set against what is right."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st
import torch
from torch import Tensor

import lstmviz
from lstmviz.app import change_list
from lstmviz.app.view import RNNS, StepView, WhatIfView
from lstmviz.draw.scene import Panel, Question, Says, Scene, difference
from lstmviz.draw.stepper import Stepper
from lstmviz.learn import zoo
from lstmviz.learn.recipe import build
from lstmviz.learn.tasks import TASKS, Labels, Task
from lstmviz.nets.sequence import SequenceNet, parameter_count

torch.set_num_threads(1)  # nets this small gain nothing from more, and 200 visitors share the cores
MOST_KEPT = 64  # steppers; shared by all who look at the same view


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def stepper(view: StepView) -> Stepper:
    """Both nets over the view's sequence; raises InputError where the view or a net's file cannot be used."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    inputs = task.encode(tokens)  # (T, 1, I)
    nets = {"LSTM": "lstm", "Vanilla RNN": RNNS[view.rnn]}
    panels = [_panel(title, task, zoo.load(task.name, name).net, inputs) for title, name in nets.items()]
    return Stepper(Scene(tuple(panels), tokens, _question(task, inputs)), view.palette)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def comparison(view: WhatIfView) -> tuple[Stepper, list[str]]:
    """The changed run, its difference from the untouched one, and that one; and what could not be changed."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    net = net_of(view)
    run, refused = change_list.changed(task, net, tokens, change_list.read(view.changes)[0])
    inputs = task.encode(tuple(run.tokens))
    before = _panel("Untouched", task, net, task.encode(tokens))
    after = _panel("Changed", task, run.net, inputs, run.edits)
    panels = (_compared(after, before), _difference(after, before), before)
    scene = Scene(panels, tuple(run.tokens), _question(task, inputs), draggable=True)
    return Stepper(scene, view.palette), refused


def net_of(view: WhatIfView) -> SequenceNet:
    """The LSTM that a view is about: the trained one, or a fresh one of the visitor's making."""
    trained = zoo.load(view.task, "lstm")
    if view.net == "trained":
        return trained.net
    recipe = replace(trained.card.nets["lstm"].recipe, hidden=view.hidden, init=view.init)
    return build(TASKS[view.task], recipe, view.seed).requires_grad_(False)


@torch.no_grad()
def _panel(
    title: str, task: Task, net: SequenceNet, inputs: Tensor, edits: Sequence[lstmviz.Edit] = ()
) -> Panel:
    run = lstmviz.trace(net.recurrent, inputs, edits=edits)
    said = net.readout(run.output)  # (T, 1, K)
    right = task.right(said, task.label(inputs))[:, 0]
    says = said.softmax(-1) if task.answers else said
    module = f"torch.nn.{type(net.recurrent).__name__}"
    detail = (
        f"{net.recurrent.hidden_size} units · {parameter_count(net):,} parameters · "
        f"checked against {module}: max |Δ| = {run.agreement:.0e}"
    )
    return Panel(title, detail, run.layers[0], Says(says[:, 0].numpy(), right.numpy()), task.channels)


def _question(task: Task, inputs: Tensor) -> Question:
    labels: Labels = task.label(inputs)
    return Question(task.answers, labels.targets[:, 0].float().numpy(), labels.asked[:, 0].numpy())


def _compared(after: Panel, before: Panel) -> Panel:
    """The panel after, its answers marked where they are not those of the panel before."""
    assert after.says is not None
    assert before.says is not None
    now, then = after.says.values, before.says.values
    changed = now.argmax(-1) != then.argmax(-1) if now.shape[1] > 1 else np.abs(now - then)[:, 0] > 0.5
    says = replace(after.says, changed=changed)
    detail = f"the answer is another at {changed.sum()} of {len(changed)} steps"
    return replace(after, says=says, detail=detail)


def _difference(after: Panel, before: Panel) -> Panel:
    layer = difference(after.layer, before.layer)
    return Panel(
        "Difference", "changed − untouched, each row on its own scale about 0", layer, difference=True
    )
