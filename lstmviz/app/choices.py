"""The controls of the Step page: each bound to its word of the address, all together a View."""

import streamlit as st

from lstmviz.app.view import RNNS, View, read
from lstmviz.app.widgets import show_problem
from lstmviz.draw.quantities import PALETTES
from lstmviz.errors import InputError
from lstmviz.learn.tasks import TASKS


def choose_view() -> View:
    """Place the controls and return what they stand at; a bad word falls back to what was shown before."""
    asked, dropped = read(st.query_params)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        task = st.segmented_control("Task", list(TASKS), default=View.task, required=True, key="task", bind="query-params",
                             format_func=lambda name: TASKS[name].title, on_change=_first_example)
        rnn = st.segmented_control("RNN", list(RNNS), default=View.rnn, required=True, key="rnn", bind="query-params",
                             format_func=lambda name: f"equal {name}")
        palette = st.selectbox("Colours", list(PALETTES), key="palette", bind="query-params", width=200)
    typed = st.text_input("Sequence", value=TASKS[task].examples[0], key="seq", bind="query-params")
    st.write(asked, dropped, typed)
    return View(task, rnn, typed, palette)


def _first_example() -> None:
    st.session_state["seq"] = TASKS[st.session_state["task"]].examples[0]
