"""Every quantity of every cell, and the terms of the pages, each with a way to where it can be seen."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from lstmviz.app.glossary.view import GlossaryView
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.navigation import link
from lstmviz.app.widgets import show_problem
from lstmviz.draw.quantities import quantities_of
from lstmviz.languages import gettext as _
from lstmviz.nets.cells import CELLS

READABLE = 860  # px
SEEN = {"lstm": "/?task=recall", "rnn": "/?task=recall"}  # elsewhere cells are seen inside


class Term(NamedTuple):
    """A word, what it means, and an address where it can be seen."""

    name: str
    means: str
    seen: str


def quantities() -> list[Term]:
    """Of all cells, in the words of their files; what several cells have alike stands once."""
    terms: dict[tuple[str, str], Term] = {}
    for name, cell in CELLS.items():
        for one in quantities_of(name):
            head = _("{symbol}, {title} ({cell})").format(
                symbol=one.symbol, title=one.title, cell=_(cell.title)
            )
            terms.setdefault((one.title, one.meaning), Term(head, one.meaning, SEEN.get(name, "/inside")))
    return list(terms.values())


def terms() -> list[Term]:
    """The words of the pages."""
    text = Path(__file__).with_name("terms.toml").read_text(encoding="utf-8")
    return [Term(_(one["name"]), _(one["means"]), one["seen"]) for one in tomllib.loads(text)["term"]]


def show() -> None:
    """The page, whole."""
    problems = follow_link(GlossaryView)
    write_link(GlossaryView())
    if problems:
        show_problem(" ".join(problems))
    with st.container(width=READABLE):
        for at, term in enumerate(quantities() + terms()):
            with st.container(horizontal=True, vertical_alignment="center", key=f"term {at}"):
                st.markdown(
                    _("**{term}**: {meaning}").format(term=term.name, meaning=term.means), width="stretch"
                )
                link(_("see it"), term.seen)
