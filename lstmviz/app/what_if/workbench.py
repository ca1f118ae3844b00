"""The What-if page's controls: changes to make to a run, listed, adjusted, switched off, undone."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lstmviz.app.what_if import change_list
from lstmviz.app.what_if.change_list import MOST_CHANGES, Listed
from lstmviz.app.what_if.change_row import place_change_row
from lstmviz.app.what_if.changes import KINDS, Change, kinds_of
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.app.what_if.history import History
from lstmviz.nets.cells import Cell, of_mode
from lstmviz.nets.sequence import SequenceNet

Changes = tuple[Listed, ...]


def choose_changes(net: SequenceNet, tokens: tuple[str, ...], palette: str) -> tuple[Changes, list[str]]:
    """Place the controls; returns the changes, and what of those in the address was dropped."""
    dropped = _follow_word()
    history, cell = _history(), of_mode(net.recurrent.mode)
    full = f"{MOST_CHANGES} changes at most" if len(history.present) >= MOST_CHANGES else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose_kind(cell)
        made = KINDS[kind].choose(kind, net, tokens)
        st.button("Add", type="primary", disabled=bool(full), help=full, on_click=_add, args=(made,))
        st.button("Undo", disabled=not history.past, on_click=_go, args=(History.undo,))
        st.button("Redo", disabled=not history.future, on_click=_go, args=(History.redo,))
        st.button("Reset", disabled=not history.present, on_click=_do, args=((),))
    KINDS[kind].show(kind, net, palette)
    for number, listed in enumerate(history.present):
        _row(number, listed, cell)
    return history.present, dropped


def _choose_kind(cell: Cell) -> str:
    """What to change, of all that can be changed in such a cell."""
    titles = kinds_of(cell)
    if st.session_state.get("kind") not in titles:  # chosen for a net of another cell
        st.session_state.pop("kind", None)
    return str(st.selectbox("Change", list(titles), format_func=titles.__getitem__, key="kind", width=230))


def add_brushed() -> None:
    """A drag on the heatmap closes that gate, or empties that state, over the steps it covered."""
    drag: dict[str, Any] = st.session_state["stepper"]["brushed"]
    _add(QuantityChange(0.0, drag["quantity"], "set", drag["unit"], drag["first"] + 1, drag["last"] + 1))


def _add(change: Change) -> None:
    if len(_history().present) < MOST_CHANGES:
        _do((*_history().present, Listed(change)))


def _do(present: Changes) -> None:
    _go(lambda history: history.do(present))


def _go(move: Callable[[History[Changes]], History[Changes]]) -> None:
    """Move through the history, and let the address follow."""
    st.session_state["history"] = move(_history())
    st.session_state["changes"] = change_list.write(_history().present)


def _history() -> History[Changes]:
    history: History[Changes] = st.session_state.setdefault("history", History(()))
    return history


def _follow_word() -> list[str]:
    """An address that was opened or gone back to names other changes than those listed."""
    word = st.session_state.get("changes", "")
    if word == change_list.write(_history().present):
        return []
    named, dropped = change_list.read(word)
    _do(named)
    return dropped


def _row(number: int, listed: Listed, cell: Cell) -> None:
    """One change, and a way to be rid of it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        place_change_row(number, listed, cell, on_move=_replace)
        st.button("Remove", key=f"remove-{number}", on_click=_remove, args=(number,))


def _replace(number: int, moved: Listed) -> None:
    """Renew one change; its row may be gone before the browser has heard so."""
    rows = enumerate(_history().present)
    _do(tuple(moved if row == number else listed for row, listed in rows))


def _remove(number: int) -> None:
    present = _history().present
    _do((*present[:number], *present[number + 1 :]))
