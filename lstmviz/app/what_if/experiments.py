"""The experiments of the What-if page: a question first, a guess, then the change and what was measured."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from lstmviz.app.charts import show_pictures
from lstmviz.app.choices import choose_from_menu
from lstmviz.app.guess import ask, forget_guess, judged
from lstmviz.app.what_if.change_list import Listed, write
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.claims.experiments import EXPERIMENTS, Experiment
from lstmviz.claims.stored import stored
from lstmviz.languages import gettext as _
from lstmviz.storage.stored import Stored


def choose_experiment() -> str:
    """The menu of experiments; choosing one brings its task and sequence, with nothing changed yet."""
    titles = {"": _("An experiment …")} | {name: _(one.title) for name, one in EXPERIMENTS.items()}
    return choose_from_menu(_("Experiment"), "experiment", titles, 190, on_change=_prepare)


def show_experiment(name: str) -> str:
    """Ask what will happen; once there is a guess, say what happened, and how often. Returns the guess."""
    experiment = EXPERIMENTS[name]
    with st.container(border=True):
        guess = ask(experiment, on_guess=partial(_make, experiment))
        if not guess:
            st.markdown(_("Guess first. Then the change is made below, and measured over many sequences."))
            return guess
        told, picture = st.columns([3, 2])
        result = stored_result(name)
        with told:
            for paragraph in verdict_of(experiment, result, guess):
                st.markdown(paragraph)
        with picture:
            draw = partial(experiment.pictures, result.rows, {})
            show_pictures(draw, f"experiment-{name}")  # chart.css knows it
    return guess


def verdict_of(experiment: Experiment, result: Stored, guess: str) -> Iterator[str]:
    """In paragraphs of Markdown: what happens, what was measured, when it holds, how it was got."""
    verdict = experiment.verdict(result.rows, {})
    yield f"{judged(experiment, guess, verdict.right)}{_(experiment.explanation)}"
    yield verdict.says
    yield _("**When it holds.** {condition}").format(condition=verdict.condition)
    yield result.made()


@st.cache_resource(show_spinner=False)
def stored_result(name: str) -> Stored:
    """What was measured of an experiment."""
    return stored(EXPERIMENTS[name])


def _prepare() -> None:
    experiment = EXPERIMENTS.get(st.session_state["experiment"])
    if experiment is not None:
        prepared = {"task": experiment.task.name, "seq": experiment.sequence, "net": "trained", "changes": ""}
        st.session_state.update(prepared)
        forget_guess()


def _make(experiment: Experiment) -> None:
    spans = experiment.edits(experiment.task.encode(experiment.task.tokens(experiment.sequence)))
    st.session_state["changes"] = write(tuple(Listed(QuantityChange(**vars(span))) for span in spans))
