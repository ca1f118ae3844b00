"""The letters of a run: as in the book that the visitor chose or a link names."""

import streamlit as st

from lstmviz.draw.notation import NOTATIONS, write_in


def write_as_asked() -> None:
    """Write in them before anything of the run is made; once a page stands, its word counts."""
    asked = st.session_state.get("letters", st.query_params.get("letters", ""))
    write_in(asked if asked in NOTATIONS else next(iter(NOTATIONS)))


def choose_letters() -> None:
    """A menu of books, at the foot of every page."""
    st.selectbox(
        "Letters as in",
        list(NOTATIONS),
        format_func=lambda name: f"Letters as in {NOTATIONS[name].title}",
        key="letters",
        label_visibility="collapsed",
        width=330,
    )
