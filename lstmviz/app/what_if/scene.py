"""View -> stepper: a net untouched, and as it runs with each variant's changes."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lstmviz.app.language import cached_by_language
from lstmviz.app.scenes import panel_of, question_of
from lstmviz.app.subjects import subject_of
from lstmviz.app.what_if.bench import bench
from lstmviz.app.what_if.change_list import Changes, Listed, changed, read_variants
from lstmviz.app.what_if.net import net_of
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.draw.scene import Array, Panel, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.languages import gettext as _
from lstmviz.learn.subject import Subject
from lstmviz.limits import MOST_STEPPERS
from lstmviz.nets.sequence import SequenceNet


@cached_by_language(MOST_STEPPERS)
def comparison(view: WhatIfView) -> tuple[Stepper, list[str]]:
    """The untouched run and every variant, of which the browser compares two; and what was refused."""
    subject = subject_of(view.task)
    tokens, net = subject.tokens(view.sequence), net_of(view)
    inputs = subject.encode(tokens)
    untouched = panel_of(_("A: untouched"), subject, net, inputs, runs_again=True)
    variants = read_variants(view.changes)[0]
    panels, refused = [untouched], dict[Listed, str]()
    for letter, changes in zip("BCD", variants, strict=False):
        panel, problems = _variant(letter, subject, net, tokens, changes)
        panels.append(_compared(panel, untouched, subject.tolerance))
        refused |= problems
    question = question_of(subject, inputs) if untouched.says else None
    form = bench(net, tokens, variants, refused)
    shown = Scene(tuple(panels), subject.strip(tokens), question, bench=form)
    return Stepper(shown, view.palette), [*refused.values()]


def _variant(
    letter: str, subject: Subject, net: SequenceNet, tokens: tuple[str, ...], changes: Changes
) -> tuple[Panel, dict[Listed, str]]:
    run, refused = changed(subject, net, tokens, changes)
    read = tuple(run.tokens)
    inputs = subject.encode(read)
    panel = panel_of(letter, subject, run.net, inputs, run.edits, runs_again=True)
    if read != tokens:
        question = question_of(subject, inputs) if panel.says else None
        panel = replace(panel, tokens=subject.strip(read), question=question)
    return panel, refused


def _compared(after: Panel, before: Panel, tolerance: float) -> Panel:
    """The panel after, its answers marked where they are not those of the panel before."""
    if after.says is None or before.says is None:
        return after
    says = replace(after.says, changed=_differ(after.says.values, before.says.values, tolerance))
    return replace(after, says=says)


def _differ(one: Array, other: Array, tolerance: float) -> NDArray[np.bool_]:
    """Where two nets give different answers, (T, K) each: (T,)."""
    apart = np.abs(one - other)[:, 0] > tolerance
    return np.asarray(one.argmax(-1) != other.argmax(-1)) if one.shape[1] > 1 else np.asarray(apart)
