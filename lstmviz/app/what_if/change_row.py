"""One change of the list as one control: a switch that says what it is, and its number, slid or typed.

The browser numbers its moves, and is told how many have come (change_row.js): until all have, what it is told
is older than what it shows, and changes nothing there.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from lstmviz.app.what_if.change_list import Listed
from lstmviz.app.what_if.changes import NumberChange
from lstmviz.nets.cells import Cell

_FILE = Path(__file__)

_component = st.components.v2.component(
    "lstmviz_change_row",
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def place_change_row(number: int, listed: Listed, cell: Cell, on_move: Callable[[int, Listed], None]) -> None:
    """Place the row of this number; `on_move` is told the number and the change as the visitor moved it."""
    key = f"change {number}"
    data = {"says": listed.change.says(), "on": listed.on, "value": None, "come": _move(key).get("count", 0)}
    if isinstance(listed.change, NumberChange):
        value, (low, high, step) = listed.change.value, listed.change.span(cell)
        data |= {"value": value, "least": min(low, value), "most": max(high, value), "step": step}

    def moved() -> None:
        on_move(number, _moved(listed, _move(key)))

    _component(key=key, data=data, height="content", on_move_change=moved)


def _moved(listed: Listed, move: dict[str, Any]) -> Listed:
    change = listed.change
    if isinstance(change, NumberChange) and move["value"] is not None:
        change = replace(change, value=float(move["value"]))
    return Listed(change, bool(move["on"]))


def _move(key: str) -> dict[str, Any]:
    """The latest move of a row: its count, and where it stands since."""
    return st.session_state.get(key, {}).get("move") or {}
