"""The experiments of the What-if page: a question first, a guess, then the change and what was measured."""

import streamlit as st

from lstmviz.app.what_if.change_list import Listed, write
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.learn.experiments import EXPERIMENTS, Experiment, Outcome

TITLES = {"": "An experiment …", **{name: experiment.title for name, experiment in EXPERIMENTS.items()}}


def choose_experiment() -> str:
    """The menu of experiments; choosing one brings its task and sequence, with nothing changed yet."""
    return str(
        st.selectbox(
            "Experiment",
            list(TITLES),
            format_func=TITLES.__getitem__,
            key="experiment",
            on_change=_prepare,
            label_visibility="collapsed",
            width=300,
        )
    )


def ask(name: str) -> None:
    """Ask what will happen; once there is a guess, make the change and say what happened, and how often."""
    experiment = EXPERIMENTS[name]
    with st.container(border=True):
        guess = st.radio(
            experiment.question,
            experiment.options,
            index=None,
            horizontal=True,
            key=f"guess at {name}",
            on_change=_make,
            args=(experiment,),
        )
        if guess is None:
            st.markdown("Guess first. Then the change is made below, and measured over many sequences.")
            return
        outcome = _measured(name)
        right = experiment.options[outcome.right]
        verdict = "Right." if guess == right else f"It is: {right}."
        st.markdown(f"**{verdict}** {outcome.says} {experiment.explanation}")


@st.cache_data(show_spinner="Running the net over many sequences, with the change and without …")
def _measured(name: str) -> Outcome:
    return EXPERIMENTS[name].measure()


def _prepare() -> None:
    experiment = EXPERIMENTS.get(st.session_state["experiment"])
    if experiment is not None:
        prepared = {"task": experiment.task.name, "seq": experiment.sequence, "net": "trained", "changes": ""}
        st.session_state.update({**prepared, f"guess at {experiment.name}": None})


def _make(experiment: Experiment) -> None:
    rows = experiment.rows(experiment.task.encode(experiment.task.tokens(experiment.sequence)))
    listed = tuple(Listed(QuantityChange(**vars(row))) for row in rows)
    st.session_state["changes"] = write(listed)
