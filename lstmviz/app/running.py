"""Long work on a page: a job in a child process, its progress with the time left, and a way to stop it."""

from collections.abc import Callable
from threading import Thread

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstmviz.app.jobs.folder import default_folder
from lstmviz.app.jobs.job import Status
from lstmviz.app.jobs.runner import Jobs, Spec, State
from lstmviz.app.visitor import visitor
from lstmviz.app.widgets import show_problem
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.limits import jobs_at_once

BEAT = 0.5  # seconds between two looks at a running job, where few look
FIRST = 2.0  # seconds at most for who asked first for it, a lecturer before a hall
SELDOM = 4  # times as long between two looks of one who waits: there is less to see
PLACE, LONGEST = 2.0, 30.0  # seconds that who waits looks later for each place in the queue; at most
LOOKS_A_SECOND = 5  # that all others on the server take together, at most: 4 % of a core


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The one runner of this server; a core is left to those who step."""
    runner = Jobs(default_folder(), jobs_at_once())
    Thread(target=runner.keep_looking_after, daemon=True, name="jobs").start()
    return runner


def is_under_way(state: State) -> bool:
    """Whether there is something to wait for."""
    return state.status in ("waiting", "running")


def watch(spec: Spec, show: Callable[[State], None]) -> None:
    """Show the state of a job: again and again while it goes on, and with the whole page when it has ended.

    Only what goes on is a fragment: a click in one would not reach the controls above it.
    """
    state = jobs().state(spec.id)
    if is_under_way(state):
        every = st.session_state["pause"] = pause(spec.id, state)
        again = st.fragment(_show_while, run_every=every if state.status == "running" else None)
        again(state.status, spec, show)
    else:
        show(state)


def _show_while(status: Status, spec: Spec, show: Callable[[State], None]) -> None:
    state = jobs().state(spec.id)
    if state.status != status:
        st.rerun()
    show(state)


def pause(job: str, state: State) -> float:
    """Seconds until this visitor looks again at a job under way.

    The more look, at any job, the longer, so that looking takes next to nothing from those who step.
    """
    looking = jobs().watchers("running") + jobs().watchers("waiting") / SELDOM
    beat = max(BEAT, looking / LOOKS_A_SECOND)
    if state.status == "waiting":
        return max(SELDOM * beat, min(PLACE * state.place, LONGEST))
    return min(beat, FIRST) if jobs().was_first_asked_by(job, visitor()) else beat


def show_run(spec: Spec, state: State, title: str, again: bool = True) -> None:
    """The place of a job on a page, in what `watch` shows: a button that starts it, or how far it is.

    title: of the button for a job that nobody ran yet; again: whether one that is done may be run anew.
    """
    if jobs().was_taken_from(spec.id, visitor()):
        _start(spec)
        if "refused" not in st.session_state:
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", key="run"):
        if state.status == "waiting":
            st.fragment(_show_place, run_every=st.session_state["pause"])(spec)
        elif state.status == "running":
            _look(spec, state)
            st.progress(state.share, text=_progress_text(state), width="stretch")
            _offer_stop(spec)
        elif state.status == "done" and again:
            st.button(_("Run it again"), on_click=_start_anew, args=(spec,))
        elif state.status != "done":
            titles = {"unknown": title, "stopped": _("Go on"), "failed": _("Try it again")}
            st.button(titles[state.status], type="primary", on_click=_start, args=(spec,))
    refused_id, refused = st.session_state.get("refused", ("", ""))
    if problem := state.why or (refused if refused_id == spec.id else ""):
        show_problem(problem)


def _show_place(spec: Spec) -> None:
    """The part that is drawn again while a job waits; no more than this, for many may wait."""
    state = jobs().state(spec.id)
    if state.status != "waiting":
        st.rerun()
    _look(spec, state)
    place = _("Waiting: number {place} in the queue.").format(place=state.place)
    st.progress(state.share, text=place, width="stretch")
    _offer_stop(spec)


def _look(spec: Spec, state: State) -> None:
    """Tell the jobs that this visitor looks; where the pause should be quite another, draw the page anew."""
    jobs().look(spec.id, visitor(), presence())
    if not 0.5 <= pause(spec.id, state) / st.session_state["pause"] <= 2:
        st.rerun()


def presence() -> Callable[[], bool]:
    """What tells, later and in any thread, whether the visitor of this run is still there."""
    context = get_script_run_ctx()
    session = context.session_id if context else ""
    return lambda: runtime.exists() and runtime.get_instance().is_active_session(session)


def _offer_stop(spec: Spec) -> None:
    """To those who asked for it; others watch."""
    if jobs().wants(spec.id, visitor()):
        st.button(_("Stop"), key="stop", on_click=jobs().withdraw, args=(spec.id, visitor()))
    else:
        st.markdown(_("Somebody else started it; you are watching."))


def _start(spec: Spec) -> None:
    """What refuses it is said where the button stood."""
    st.session_state.pop("refused", None)
    try:
        jobs().submit(spec, visitor(), st.context.ip_address or "")
    except InputError as error:
        st.session_state["refused"] = (spec.id, str(error))


def _start_anew(spec: Spec) -> None:
    """What was measured before is dropped."""
    jobs().forget(spec.id)
    _start(spec)


def _progress_text(state: State) -> str:
    if state.seconds_left is None:
        return f"{state.share:.0%}"
    minutes, seconds = divmod(round(state.seconds_left), 60)
    left = _("{minutes} min {seconds} s").format(minutes=minutes, seconds=f"{seconds:02}")
    left = left if minutes else _("{seconds} s").format(seconds=seconds)
    return _("{share}, about {left} left").format(share=f"{state.share:.0%}", left=left)
