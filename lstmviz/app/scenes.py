"""A net over a sequence, what it answers, and what was asked: the panels of all pages with a sequence."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

import lstmviz
from lstmviz.app.sequence_view import SequenceView
from lstmviz.app.subjects import title_of_layer
from lstmviz.draw.agreement import agreement_badge
from lstmviz.draw.scene import Panel, Question, Readout, Says
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.saved_nets.kept import Kept, load_kept
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import of_mode
from lstmviz.nets.recurrent import directions
from lstmviz.nets.sequence import SequenceNet, parameter_count

torch.set_num_threads(1)  # nets this small gain nothing from more, and 200 visitors share the cores


@torch.no_grad()
def panel_of(
    title: str,
    subject: Subject,
    net: SequenceNet,
    inputs: Tensor,
    edits: Sequence[lstmviz.Edit] = (),
    runs_again: bool = False,
) -> Panel:
    """The layer of a net that is looked at, over inputs (T, 1, I), with what the net answers.

    runs_again: whether the browser is to run the layer on its own, and wants the readout's weights.
    """
    run = lstmviz.trace(net.recurrent, inputs, edits=edits)
    detail = _("{units} units · {parameters} parameters").format(
        units=net.recurrent.hidden_size, parameters=f"{parameter_count(net):,}"
    )
    assert isinstance(run.output, Tensor)  # not packed
    said: Tensor = net.readout(run.output)  # (T, 1, K)
    says = None
    if said.numel():
        right = subject.right(said, subject.label(inputs))
        given = subject.probabilities(said)
        given = given.where(subject.answered(inputs)[..., None], torch.nan)
        readout = _readout(net, run.output[:, 0]) if runs_again else None
        says = Says(given[:, 0].numpy(), right[:, 0].numpy(), readout=readout)
    return Panel(
        title,
        detail,
        run.layers[net.layer_number],
        says,
        tuple(map(_, subject.channels)) if net.layer.startswith("l0") else (),
        checked=agreement_badge(run.agreement),
    )


def _readout(net: SequenceNet, output: Tensor) -> Readout | None:
    """How the answers follow from the layer that is looked at, if it is the last and the readout linear.

    output: (T, directions * H); what the other direction adds to an answer is part of its bias.
    """
    recurrent, readout = net.recurrent, net.readout
    is_last = net.layer.removesuffix("_reverse") == f"l{recurrent.num_layers - 1}"
    if not is_last or not isinstance(readout, nn.Linear):
        return None
    sides = output.chunk(directions(recurrent), dim=-1)
    width, side = sides[0].shape[-1], int(net.layer.endswith("_reverse"))
    others = [torch.zeros_like(one) if at == side else one for at, one in enumerate(sides)]
    bias = readout(torch.cat(others, dim=-1))  # (T, K), the same at every step of one direction
    weight = readout.weight[:, side * width :][:, :width]
    return Readout(weight.numpy(), (bias if len(sides) > 1 else bias[0]).numpy())


def question_of(subject: Subject, inputs: Tensor) -> Question:
    """What is asked of inputs (T, 1, I)."""
    labels = subject.label(inputs)
    answers, targets = tuple(map(_, subject.answers)), labels.targets[:, 0].float().numpy()
    asked, text = labels.asked[:, 0].numpy(), _(subject.question)
    return Question(answers, targets, asked, text, subject.tolerance, subject.flags)


def title_of(net: SequenceNet) -> str:
    """Its cell, and the layer that is looked at where it has several."""
    cell = _(of_mode(net.recurrent.mode).title)
    is_one = net.recurrent.num_layers == 1 and not net.recurrent.bidirectional
    return cell if is_one else f"{cell}, {title_of_layer(net.layer)}"


def kept_for(view: SequenceView, name: str) -> Kept:
    """The kept nets of this name. Raises InputError where they are gone or learned another task."""
    kept = load_kept(name)
    if kept.card.plan.task != view.task:
        learned, asked = _(TASKS[kept.card.plan.task].title), _(TASKS[view.task].title)
        raise InputError(
            "The kept nets learned {learned}, not {asked}. Go back to the shipped nets.",
            learned=learned,
            asked=asked,
        )
    return kept


def order_of(plan: Plan) -> list[int]:
    """Two kept nets, 0 and 1, as What if names them: an LSTM, as the shipped net is, before any other."""
    return sorted((0, 1), key=lambda net: plan.nets[net].cell != "lstm")
