"""Watch two nets learn the same task on the same budget, and go back through what they were on the way."""

from functools import partial

import streamlit as st

from lstmviz.app.charts import show_pictures
from lstmviz.app.guess import ask, judged
from lstmviz.app.jobs.runner import Spec, State
from lstmviz.app.lecture.turning import guess_at, keep_guess
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.running import is_under_way, jobs, show_run, watch
from lstmviz.app.train.checkpoints import (
    choose_checkpoint,
    choose_since,
    folder_of,
    is_begun,
    look_at_newest,
    on_checkpoints,
    spec_of,
    steps_of,
)
from lstmviz.app.train.controls import choose_training, chosen_view
from lstmviz.app.train.keep import offer_keeping
from lstmviz.app.train.moved import show_moved
from lstmviz.app.train.pictures import pictures
from lstmviz.app.train.presets import PRESETS, Preset, preset_of
from lstmviz.app.train.results import in_words, result_of
from lstmviz.app.train.scene import shown_at
from lstmviz.app.train.table import show_results, tell_budget, tell_diverged
from lstmviz.app.train.view import TrainView
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.sessions.session import Record


def show() -> None:
    """The page, whole."""
    problems = follow_link(TrainView)
    view, unreadable = choose_training(folded=is_begun(chosen_view()))
    steps = steps_of(view)
    view = on_checkpoints(view, steps)
    write_link(view)
    try:
        plan = view.plan
        tell_budget(plan)
        if preset := preset_of(view):
            _ask(preset, plan)
        if problems := problems + unreadable:
            show_problem(" ".join(problems))
        spec = spec_of(plan)
        if is_under_way(jobs().state(spec.id)):
            look_at_newest()
        watch(spec, partial(_show, plan, view, steps, spec))
    except InputError as error:
        show_problem(str(error))


def _ask(preset: Preset, plan: Plan) -> None:
    """What will come of a preset; once there is a guess, what came of it before."""
    number = PRESETS.index(preset)
    key = f"preset guess {preset.name}"
    guess = guess_at("presets", number)

    def guessed() -> None:
        keep_guess("presets", number, str(st.session_state[key]))

    st.session_state.setdefault(key, guess or None)
    ask(preset, on_guess=guessed, key=key)
    if guess:
        result = result_of(preset)
        told = f"{_(preset.tells)} {in_words(plan, result.rows)} {result.made()}"
        st.markdown(f"{judged(preset, guess, preset.answer - 1)}{told}")


def _show(plan: Plan, view: TrainView, steps: list[int], spec: Spec, state: State) -> None:
    """The part that is drawn again while the training goes on: curves, and the nets as they are now."""
    show_run(spec, state, _("Train"), again=False)
    tested = _show_curves(plan, jobs().records(spec.id))
    if is_under_way(state):
        show_stepper(shown_at(folder_of(plan), plan, plan.steps, view.sequence, view.palette))
    else:
        _look_back(plan, view, steps, tested)


def _show_curves(plan: Plan, records: list[Record]) -> list[Record]:
    """How the training went so far; returns what each run scored at its end."""
    tested = [record for record in records if "test" in record]
    tell_diverged(plan, tested)
    if records:
        show_pictures(partial(pictures, plan, records), "training")
    return tested


def _look_back(plan: Plan, view: TrainView, steps: list[int], tested: list[Record]) -> None:
    """Before a training or after it: any checkpoint, what changed up to it, and what the nets are worth."""
    at = choose_checkpoint(view, steps)
    show_stepper(shown_at(folder_of(plan), plan, at, view.sequence, view.palette))
    if len(steps) > 1:
        show_results(plan, tested)
        offer_keeping(plan, at, tested)
        if (since := choose_since(view, steps)) != at:
            show_moved(plan, since, at)
