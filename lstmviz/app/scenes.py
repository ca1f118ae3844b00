"""A net over a sequence, what it answers, and what was asked: the panels of all pages with a sequence."""

from collections.abc import Sequence

import torch
from torch import Tensor

import lstmviz
from lstmviz.app.sequence_view import SequenceView
from lstmviz.draw.agreement import agreement_badge
from lstmviz.draw.scene import Panel, Question, Readout, Says
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.kept import Kept, load_kept
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.tasks import TASKS, Labels, Task
from lstmviz.nets.sequence import SequenceNet, parameter_count

torch.set_num_threads(1)  # nets this small gain nothing from more, and 200 visitors share the cores


@torch.no_grad()
def panel_of(
    title: str,
    task: Task,
    net: SequenceNet,
    inputs: Tensor,
    edits: Sequence[lstmviz.Edit] = (),
    runs_again: bool = False,
) -> Panel:
    """A net over inputs (T, 1, I), with what it answers.

    runs_again: whether the browser is to run the net on its own, and wants the readout's weights.
    """
    run = lstmviz.trace(net.recurrent, inputs, edits=edits)
    said = net.readout(run.output)  # (T, 1, K)
    right = task.right(said, task.label(inputs))[:, 0]
    says = said.softmax(-1) if task.answers else said
    detail = _("{units} units · {parameters} parameters").format(
        units=net.recurrent.hidden_size, parameters=f"{parameter_count(net):,}"
    )
    readout = Readout(net.readout.weight.detach().numpy(), net.readout.bias.detach().numpy())
    answers = Says(says[:, 0].numpy(), right.numpy(), readout=readout if runs_again else None)
    checked = agreement_badge(run.agreement)
    return Panel(title, detail, run.layers[0], answers, tuple(map(_, task.channels)), checked=checked)


def question_of(task: Task, inputs: Tensor) -> Question:
    """What the task asks of inputs (T, 1, I)."""
    labels: Labels = task.label(inputs)
    answers, targets = tuple(map(_, task.answers)), labels.targets[:, 0].float().numpy()
    return Question(answers, targets, labels.asked[:, 0].numpy(), _(task.question), task.tolerance)


def kept_for(view: SequenceView, name: str) -> Kept:
    """The kept nets of this name. Raises InputError where they are gone or learned another task."""
    kept = load_kept(name)
    if kept.card.plan.task != view.task:
        learned, asked = _(TASKS[kept.card.plan.task].title), _(TASKS[view.task].title)
        problem = _("The kept nets learned {learned}, not {asked}. Go back to the shipped nets.")
        raise InputError(problem.format(learned=learned, asked=asked))
    return kept


def order_of(plan: Plan) -> list[int]:
    """Two kept nets, 0 and 1, as What if names them: an LSTM, as the shipped net is, before any other."""
    return sorted((0, 1), key=lambda net: plan.nets[net].cell != "lstm")
