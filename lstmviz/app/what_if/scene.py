"""View -> stepper: the changed run, its difference from the untouched one, and that one."""

from dataclasses import replace

import numpy as np

from lstmviz.app.language import cached_by_language
from lstmviz.app.scenes import panel_of, question_of
from lstmviz.app.what_if import change_list
from lstmviz.app.what_if.net import net_of
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.draw.quantities import difference_of
from lstmviz.draw.scene import Panel, Scene, difference
from lstmviz.draw.stepper import Stepper
from lstmviz.learn.tasks import TASKS
from lstmviz.limits import MOST_STEPPERS


@cached_by_language(MOST_STEPPERS)
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


def _compared(after: Panel, before: Panel) -> Panel:
    """The panel after, its answers marked where they are not those of the panel before."""
    assert after.says is not None
    assert before.says is not None
    now, then = after.says.values, before.says.values
    changed = now.argmax(-1) != then.argmax(-1) if now.shape[1] > 1 else np.abs(now - then)[:, 0] > 0.5
    says = replace(after.says, changed=changed)
    detail = f"the answer changed at {changed.sum()} of {len(changed)} steps"
    return replace(after, says=says, detail=detail)


def _is_something(panel: Panel) -> bool:
    return any(panel.values(quantity.name).any() for quantity in panel.quantities)


def _difference(after: Panel, before: Panel) -> Panel:
    shown = tuple(map(difference_of, after.quantities))
    detail = "changed − untouched, each row on its own scale about 0"
    return Panel("Difference", detail, difference(after.layer, before.layer), shown=shown)
