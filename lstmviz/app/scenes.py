"""View -> stepper: the nets run over the sequence, and what they say is set against what is right."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st
import torch
from torch import Tensor

import lstmviz
from lstmviz import memory
from lstmviz.app.view import RNNS, MemoryView, StepView, WhatIfView
from lstmviz.app.what_if import change_list
from lstmviz.draw.quantities import LEDGER, difference_of
from lstmviz.draw.scene import Panel, Question, Says, Scene, agreement_badge, derived, difference
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.learn import zoo
from lstmviz.learn.kept import Kept, load_kept
from lstmviz.learn.recipe import build
from lstmviz.learn.tasks import TASKS, Labels, Task
from lstmviz.nets.sequence import SequenceNet, parameter_count

torch.set_num_threads(1)  # nets this small gain nothing from more, and 200 visitors share the cores
MOST_REMEMBERED = 500  # steps: T² numbers, about as many as the tallest heatmap, 256 units × 1000 steps, has
MOST_KEPT = 64  # steppers; shared by all who look at the same view


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def stepper(view: StepView) -> Stepper:
    """Both nets over the view's sequence; raises InputError where the view or a net's file cannot be used."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    inputs = task.encode(tokens)  # (T, 1, I)
    panels = [panel_of(title, task, net, inputs) for title, net in _nets(view)]
    return Stepper(Scene(tuple(panels), tokens, question_of(task, inputs)), view.palette)


def _nets(view: StepView) -> list[tuple[str, SequenceNet]]:
    """Both nets under their titles: the kept ones that the view names, or the shipped ones."""
    if view.kept:
        nets, card = kept_for(view)
        return [(card.plan.title(net), nets[net]) for net in (0, 1)]
    shipped = {"LSTM": "lstm", "Vanilla RNN": RNNS[view.rnn]}
    return [(title, zoo.load(view.task, name).net) for title, name in shipped.items()]


def kept_for(view: StepView | WhatIfView) -> Kept:
    """The kept nets that a view names. Raises InputError where they are gone or learned another task."""
    kept = load_kept(view.kept)
    if kept.card.plan.task != view.task:
        learned, asked = TASKS[kept.card.plan.task].title, TASKS[view.task].title
        raise InputError(f"The kept nets learned {learned}, not {asked}. Go back to the shipped nets.")
    return kept


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def comparison(view: WhatIfView) -> tuple[Stepper, list[str]]:
    """The changed run, its difference from the untouched one, and that one; and what could not be changed."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    net = net_of(view)
    run, refused = change_list.changed(task, net, tokens, change_list.read(view.changes)[0])
    inputs = task.encode(tuple(run.tokens))
    before = panel_of("Untouched", task, net, task.encode(tokens))
    after = panel_of("Changed", task, run.net, inputs, run.edits)
    panels = (_compared(after, before), _difference(after, before), before)
    scene = Scene(panels, tuple(run.tokens), question_of(task, inputs), draggable=True)
    return Stepper(scene, view.palette), refused


def net_of(view: WhatIfView) -> SequenceNet:
    """The LSTM that a view is about: the trained one, or a fresh one of the visitor's making."""
    if view.kept and view.net == "trained":
        return _lstm_of(kept_for(view))
    trained = zoo.load(view.task, "lstm")
    if view.net == "trained":
        return trained.net
    recipe = replace(trained.card.nets["lstm"].recipe, hidden=view.hidden, init=view.init)
    return build(TASKS[view.task], recipe, view.seed).requires_grad_(False)


def _lstm_of(kept: Kept) -> SequenceNet:
    for net in kept.nets:
        if isinstance(net.recurrent, torch.nn.LSTM):
            return net
    raise InputError(
        "Neither of the kept nets is an LSTM, which this page changes. Go back to the shipped nets."
    )


@torch.no_grad()
def panel_of(
    title: str, task: Task, net: SequenceNet, inputs: Tensor, edits: Sequence[lstmviz.Edit] = ()
) -> Panel:
    """A net over inputs (T, 1, I), with what it answers."""
    run = lstmviz.trace(net.recurrent, inputs, edits=edits)
    said = net.readout(run.output)  # (T, 1, K)
    right = task.right(said, task.label(inputs))[:, 0]
    says = said.softmax(-1) if task.answers else said
    detail = (
        f"{net.recurrent.hidden_size} units · {parameter_count(net):,} parameters · "
        f"{agreement_badge(run.agreement)}"
    )
    return Panel(title, detail, run.layers[0], Says(says[:, 0].numpy(), right.numpy()), task.channels)


def question_of(task: Task, inputs: Tensor) -> Question:
    """What the task asks of inputs (T, 1, I)."""
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
    shown = tuple(map(difference_of, after.quantities))
    detail = "changed − untouched, each row on its own scale about 0"
    return Panel("Difference", detail, difference(after.layer, before.layer), shown=shown)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def remembered(view: MemoryView) -> tuple[Stepper, list[float]]:
    """One unit's ledger above the run it is of; and every unit's half-life, the median over the steps."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    if len(tokens) > MOST_REMEMBERED:
        raise InputError(
            f"The sequence has {len(tokens)} steps; a ledger takes {MOST_REMEMBERED} at most. Shorten it."
        )
    inputs = task.encode(tokens)
    panel = panel_of("LSTM", task, zoo.load(task.name, "lstm").net, inputs)
    half_lives = memory.half_life(panel.layer)[:, 0].median(0).values  # type: ignore[arg-type]
    panels = (_ledger(panel, min(view.unit, len(half_lives) - 1)), panel)
    return Stepper(Scene(panels, tokens, question_of(task, inputs)), view.palette), half_lives.tolist()


def _ledger(panel: Panel, unit: int) -> Panel:
    """What the unit's every step wrote, a row a write, and is left of it, a column a step."""
    rows = memory.ledgers(panel.layer, units=[unit])[..., 0]  # type: ignore[arg-type]  # (T, writes, 1)
    not_yet = torch.ones(rows.shape[:2], dtype=torch.bool).triu(2)  # a step has read the start and itself
    rows = rows.masked_fill(not_yet[..., None], torch.nan).transpose(1, 2)  # (T, 1, writes)
    detail = "a row a write, the start on top; a column sums to the cell state; it holds the gates fixed"
    return Panel(f"Memory of unit {unit}", detail, derived(panel.layer, {"ledger": rows}), shown=(LEDGER,))
