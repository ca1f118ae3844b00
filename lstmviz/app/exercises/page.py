"""One exercise at a time: the question, the way to find out, and a check by the net itself."""

from urllib.parse import urlsplit

import streamlit as st

from lstmviz.app.exercises.answers import ANSWERS
from lstmviz.app.exercises.exercises import EXERCISES, Exercise
from lstmviz.app.exercises.view import ExercisesView
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.widgets import show_problem

READABLE = 860  # px


def show() -> None:
    """The page, whole."""
    problems = follow_link(ExercisesView)
    titles = {number: f"{number} · {one.grade} · {one.title}" for number, one in enumerate(EXERCISES, 1)}
    number = st.selectbox("Exercise", list(titles), format_func=titles.__getitem__, key="exercise", width=420)
    write_link(ExercisesView(exercise=number))
    if problems:
        show_problem(" ".join(problems))
    with st.container(width=READABLE):
        _show(number, EXERCISES[number - 1])


def _show(number: int, exercise: Exercise) -> None:
    st.markdown(f"### {exercise.title}\n{exercise.asks}")
    _offer_place(exercise.link)
    given = st.number_input(
        "Your answer", value=None, key=f"answer {number}", step=None, format="%g", width=200
    )
    if given is None:
        return
    found = _asked(exercise.answer)
    if exercise.is_right(given, found):
        st.markdown(f"**Right.** The net gives {_written(found)}. {exercise.why}")
    else:
        st.markdown("Not yet. Look again, or see what the net gives.")
        with st.expander("See it"):
            st.markdown(f"{_written(found)}. {exercise.why}")


def _offer_place(address: str) -> None:
    """In a tab of its own: one comes back with the answer."""
    parts = urlsplit(address)
    page = parts.path.lstrip("/") or "."
    place = f"#{parts.fragment}" if parts.fragment else ""
    st.link_button("Find out here", f"{page}?{parts.query}{place}", key="find out")


@st.cache_data(show_spinner="Asking the net …")
def _asked(name: str) -> float:
    return float(ANSWERS[name]())


def _written(number: float) -> str:
    return f"{number:.3g}".replace("-", "−")
