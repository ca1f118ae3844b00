"""The controls of the Step page, and the one loop that keeps them and the address in step.

Streamlit's own `bind="query-params"` would write the label of a choice into the address,
so that every link breaks when a label is reworded; here the address holds View's own words.
"""

from dataclasses import fields

import streamlit as st

from lstmviz.app.view import View, query, read
from lstmviz.draw.quantities import PALETTES
from lstmviz.errors import InputError
from lstmviz.learn.tasks import MOST_STEPS, TASKS, Task

RNN_TITLES = {"units": "RNN · equal units", "parameters": "RNN · equal parameters"}


def choose_view() -> tuple[View, list[str]]:
    """Place the controls; returns the view they stand at, and what was wrong with what was asked for.

    A sequence that cannot be read is replaced by the last one that could.
    """
    problems = _follow_address()
    with st.container(horizontal=True):
        task = _choice(
            "Task", "task", {name: task.title for name, task in TASKS.items()}, on_change=_first_example
        )
        rnn = _choice("Which RNN stands beside the LSTM", "rnn", RNN_TITLES)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = _sequence(TASKS[task])
        st.menu_button("Examples", list(TASKS[task].examples), key="example", on_click=_example)
        palette = st.selectbox(
            "Colours", list(PALETTES), format_func=lambda name: PALETTES[name].title, key="palette", width=210
        )
    readable, problem = _last_readable(TASKS[task], typed)
    view = View(task, rnn, readable, palette)
    _write_address(view)
    return view, problems + problem


def _follow_address() -> list[str]:
    """Set the controls to an address that was opened or gone back to; says what of it was dropped."""
    asked = st.query_params.to_dict()
    if asked == st.session_state.get("address"):
        return []
    view, dropped = read(asked)
    for field in fields(View):
        st.session_state[field.name] = getattr(view, field.name)
    st.session_state["seq"] = view.sequence
    return dropped


def _write_address(view: View) -> None:
    """Only where the address means another view: writing it makes Streamlit drop the hash."""
    if query(read(st.query_params)[0]) != query(view):
        st.query_params.from_dict(query(view))
    st.session_state["address"] = st.query_params.to_dict()


def _choice(label: str, name: str, titles: dict[str, str], **given: object) -> str:
    """A row of buttons, one of them always pressed."""
    return st.segmented_control(  # type: ignore[call-overload, no-any-return]
        label,
        list(titles),
        required=True,
        format_func=titles.__getitem__,
        key=name,
        label_visibility="collapsed",
        wrap=True,
        **given,
    )


def _sequence(task: Task) -> str:
    typed = task.typed.replace("*", r"\*")  # a label is Markdown
    return st.text_input(f"Sequence. {typed} Up to {MOST_STEPS:,} steps.", key="seq") or ""


def _first_example() -> None:
    st.session_state["seq"] = TASKS[st.session_state["task"]].examples[0]


def _example() -> None:
    st.session_state["seq"] = st.session_state["example"]


def _last_readable(task: Task, typed: str) -> tuple[str, list[str]]:
    """The sequence to show, and what was wrong with the one typed."""
    readable = st.session_state.setdefault("readable", {})
    try:
        task.tokens(typed)
    except InputError as error:
        return readable.get(task.name, task.examples[0]), [str(error)]
    readable[task.name] = typed
    return typed, []
