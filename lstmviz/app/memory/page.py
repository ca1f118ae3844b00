"""Who wrote what is in an LSTM's cell, and how long it stays there."""

from dataclasses import replace
from math import isfinite

import streamlit as st

from lstmviz.app.choices import choose_layer, choose_palette, choose_sequence, choose_subject, row_of_choices
from lstmviz.app.link.address import follow_link, words_asked, write_link
from lstmviz.app.link.view import not_here
from lstmviz.app.memory.scene import missing, remembered
from lstmviz.app.memory.view import MemoryView
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

READING = N_(
    "Each row is what one step wrote into this unit's cell (input gate × candidate) and, to the right, "
    "what the forget gates leave of it. Each column shows what the cell state of that step is made of."
)


def show() -> None:
    """The page, whole."""
    problems = follow_link(MemoryView)
    with row_of_choices():
        subject = choose_subject()
        sequence, unreadable = choose_sequence(subject)
        layer = choose_layer(subject)
        palette = choose_palette()
    view = MemoryView(subject.name, sequence, palette, layer=layer)
    try:
        if "unit" in words_asked():
            asked = replace(view, unit=st.session_state["unit"])
            problems += not_here(asked, missing(asked))
        view = replace(view, unit=_choose_unit(remembered(view)[1]))
        write_link(view)
        shown = remembered(view)[0]
    except InputError as error:
        write_link(view)
        show_problem(str(error))
        return
    if problems := problems + unreadable:
        show_problem(" ".join(problems))
    else:
        st.markdown(_(READING))
    show_stepper(shown)


def _choose_unit(half_lives: list[float]) -> int:
    """A button a unit, the one that remembers longest first."""
    units = sorted(range(len(half_lives)), key=half_lives.__getitem__, reverse=True)
    if st.session_state["unit"] not in units:
        st.session_state["unit"] = units[0]
    says = _("Unit {unit} · {steps} steps")
    lives = [f"{life:.3g}" if isfinite(life) else "∞" for life in half_lives]
    titles = [says.format(unit=unit, steps=life) for unit, life in enumerate(lives)]
    unit = st.segmented_control(
        _("Half-life: in how many steps half of a unit’s memory is gone (median over the sequence)"),
        units,
        required=True,
        format_func=titles.__getitem__,
        key="unit",
    )
    return int(unit or 0)
