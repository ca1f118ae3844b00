"""View -> scene: the nets run over the sequence, and what they say is set against what is right."""

import streamlit as st
import torch
from torch import Tensor

from lstmviz.app.view import RNNS, StepView
from lstmviz.draw.scene import Panel, Question, Says, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.internals.trace import trace
from lstmviz.learn import zoo
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.nets.sequence import parameter_count

torch.set_num_threads(1)  # nets this small gain nothing from more, and 200 visitors share the cores
MOST_KEPT = 64  # scenes; shared by all who look at the same view


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def stepper(view: StepView) -> Stepper:
    """The stepper for a view; raises InputError where the view or a net's file cannot be used."""
    return Stepper(scene(view), view.palette)


def scene(view: StepView) -> Scene:
    """Both nets over the view's sequence."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    inputs = task.encode(tokens)  # (T, 1, I)
    labels = task.label(inputs)
    question = Question(task.answers, labels.targets[:, 0].float().numpy(), labels.asked[:, 0].numpy())
    panels = tuple(_panel(task, name, inputs) for name in ("lstm", RNNS[view.rnn]))
    return Scene(panels, tokens, question)


@torch.no_grad()
def _panel(task: Task, name: str, inputs: Tensor) -> Panel:
    net = zoo.load(task.name, name).net
    run = trace(net.recurrent, inputs)
    said = net.readout(run.output)  # (T, 1, K)
    right = task.right(said, task.label(inputs))[:, 0]
    says = said.softmax(-1) if task.answers else said
    module = f"torch.nn.{type(net.recurrent).__name__}"
    units = net.recurrent.hidden_size
    detail = (
        f"{units} units · {parameter_count(net):,} parameters · "
        f"checked against {module}: max |Δ| = {run.agreement:.0e}"
    )
    title = "LSTM" if name == "lstm" else "Vanilla RNN"
    return Panel(title, detail, run.layers[0], Says(says[:, 0].numpy(), right.numpy()), task.channels)
