"""View -> stepper: the changed run, its difference from the untouched one, and that one."""

from dataclasses import replace

import numpy as np
import streamlit as st
import torch

from lstmviz.app.scenes import MOST_CACHED, kept_for, panel_of, question_of
from lstmviz.app.what_if import change_list
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.draw.quantities import difference_of
from lstmviz.draw.scene import Panel, Scene, difference
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.learn.recipe import build
from lstmviz.learn.store import shipped
from lstmviz.learn.store.kept import Kept
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.sequence import SequenceNet


@st.cache_resource(max_entries=MOST_CACHED, show_spinner=False)
def comparison(view: WhatIfView) -> tuple[Stepper, list[str]]:
    """The changed run, its difference from the untouched one, if any, and that one; and what was refused."""
    task = TASKS[view.task]
    tokens = task.tokens(view.sequence)
    net = net_of(view)
    run, refused = change_list.changed(task, net, tokens, change_list.read(view.changes)[0])
    inputs = task.encode(tuple(run.tokens))
    before = panel_of("Untouched", task, net, task.encode(tokens))
    after = panel_of("Changed", task, run.net, inputs, run.edits)
    differs = _difference(after, before)
    panels = (_compared(after, before), *([differs] if _is_something(differs) else []), before)
    scene = Scene(panels, tuple(run.tokens), question_of(task, inputs), draggable=True)
    return Stepper(scene, view.palette), refused


def net_of(view: WhatIfView) -> SequenceNet:
    """The LSTM that a view is about: the trained one, or a fresh one of the visitor's making."""
    if view.kept and view.net == "trained":
        return _lstm_of(kept_for(view, view.kept))
    trained = shipped.load(view.task, "lstm")
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


def _compared(after: Panel, before: Panel) -> Panel:
    """The panel after, its answers marked where they are not those of the panel before."""
    assert after.says is not None
    assert before.says is not None
    now, then = after.says.values, before.says.values
    changed = now.argmax(-1) != then.argmax(-1) if now.shape[1] > 1 else np.abs(now - then)[:, 0] > 0.5
    says = replace(after.says, changed=changed)
    detail = f"the answer is another at {changed.sum()} of {len(changed)} steps"
    return replace(after, says=says, detail=detail)


def _is_something(panel: Panel) -> bool:
    return any(panel.values(quantity.name).any() for quantity in panel.quantities)


def _difference(after: Panel, before: Panel) -> Panel:
    shown = tuple(map(difference_of, after.quantities))
    detail = "changed − untouched, each row on its own scale about 0"
    return Panel("Difference", detail, difference(after.layer, before.layer), shown=shown)
