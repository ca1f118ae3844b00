"""Long work on a page: a job in a child process, its progress with the time left, and a way to stop it."""

import streamlit as st

from lstmviz.app.jobs.runner import Jobs, Spec, State, default_folder, default_workers
from lstmviz.app.visitor import visitor
from lstmviz.app.widgets import show_problem
from lstmviz.errors import InputError

BEAT = 0.5  # seconds between two looks at a running job
LOOKS_A_SECOND = 20  # that all who watch one job may take together


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The one runner of this server; a core is left to those who step."""
    return Jobs(default_folder(), default_workers())


def is_under_way(state: State) -> bool:
    """Whether there is something to wait for."""
    return state.status in ("waiting", "running")


def pace(job: str) -> float:
    """Seconds between two looks: the more watch a job, the longer."""
    return max(BEAT, jobs().watchers(job) / LOOKS_A_SECOND)


def show_run(spec: Spec, state: State, title: str, again: bool = True) -> None:
    """The place of a job on a page: the button that starts it, or how far it is and a button to stop it.

    title: of the button for a job that nobody ran yet; again: whether one that is done may be run anew.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="run"):
        if is_under_way(state):
            st.progress(state.share, text=_words(state), width="stretch")
            _offer_stop(spec)
        elif state.status == "done" and again:
            st.button("Run it again", on_click=_start_anew, args=(spec,))
        elif state.status != "done":
            titles = {"unknown": title, "stopped": "Go on", "failed": "Try it again"}
            st.button(titles[state.status], type="primary", on_click=_start, args=(spec,))
    refused_id, refused = st.session_state.get("refused", ("", ""))
    if problem := state.why or (refused if refused_id == spec.id else ""):
        show_problem(problem)


def _offer_stop(spec: Spec) -> None:
    """To those who asked for it; others watch."""
    if jobs().wants(spec.id, visitor()):
        st.button("Stop", key="stop", on_click=jobs().withdraw, args=(spec.id, visitor()))
    else:
        st.markdown("Somebody else started it; you watch.")


def _start(spec: Spec) -> None:
    """What refuses it is said where the button stood."""
    st.session_state.pop("refused", None)
    try:
        jobs().submit(spec, visitor())
    except InputError as error:
        st.session_state["refused"] = (spec.id, str(error))


def _start_anew(spec: Spec) -> None:
    """What was measured before is dropped."""
    jobs().forget(spec.id)
    _start(spec)


def _words(state: State) -> str:
    if state.status == "waiting":
        return f"Waiting: {state.place} in the queue."
    if state.seconds_left is None:
        return f"{state.share:.0%}"
    minutes, seconds = divmod(round(state.seconds_left), 60)
    left = f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
    return f"{state.share:.0%}, about {left} left"
