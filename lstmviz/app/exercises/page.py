"""One exercise at a time: the question, the way to find out, and a check by the net itself."""

from urllib.parse import urlsplit

import streamlit as st

from lstmviz.app.exercises.answers import ANSWERS
from lstmviz.app.exercises.exercises import EXERCISES, Exercise
from lstmviz.app.exercises.view import ExercisesView
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.widgets import show_problem
from lstmviz.languages import gettext as _

READABLE = 860  # px


def show() -> None:
    """The page, whole."""
    problems = follow_link(ExercisesView)
    titles = {at: f"{at} · {_(one.grade)} · {_(one.title)}" for at, one in enumerate(EXERCISES, 1)}
    number = st.selectbox(
        _("Exercise"), list(titles), format_func=titles.__getitem__, key="exercise", width=420
    )
    write_link(ExercisesView(exercise=number))
    if problems:
        show_problem(" ".join(problems))
    with st.container(width=READABLE):
        _show(number, EXERCISES[number - 1])


def _show(number: int, exercise: Exercise) -> None:
    st.markdown(f"## {_(exercise.title)}\n{_(exercise.asks)}")
    _offer_place(exercise.link)
    given = st.number_input(
        _("Your answer"), value=None, key=f"answer {number}", step=None, format="%g", width=200
    )
    if given is None:
        return
    with st.spinner(_("Asking the net …")):
        found = _asked(exercise.answer)
    gives = _("The net gives {number}.").format(number=_written(found))
    if exercise.is_right(given, found):
        st.markdown(_("**Right.**") + f" {gives} {_(exercise.why)}")
    else:
        st.markdown(_("Not yet. Look again, or see what the net gives."))
        with st.expander(_("See it")):
            st.markdown(f"{gives} {_(exercise.why)}")


def _offer_place(address: str) -> None:
    """In a tab of its own: one comes back with the answer."""
    parts = urlsplit(address)
    page = parts.path.lstrip("/") or "."
    place = f"#{parts.fragment}" if parts.fragment else ""
    st.link_button(_("Find out here"), f"{page}?{parts.query}{place}", key="find out")


@st.cache_data(show_spinner=False)
def _asked(name: str) -> float:
    return float(ANSWERS[name]())


def _written(number: float) -> str:
    return f"{number:.3g}".replace("-", "−")
