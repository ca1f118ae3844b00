"""Back and Forward go from page to page and from net to net: what the browser says of it (history.js)."""

from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstmviz.app.link.everywhere import Everywhere
from lstmviz.app.link.view import View

_component = st.components.v2.component(
    "lstmviz_history", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def keep_history(page: type[View] | None) -> None:
    """Place it where a page ends; it tells the browser which words of the page's link name a net."""
    # A tuple: Streamlit loads pandas to see whether a list is a table.
    named = tuple(word for kind in (page, Everywhere) if kind for word in _entries(kind))
    data = {
        "page": page.__name__ if page else "",
        "names": named,
        "arrived": st.session_state.get("arrived", 0),
    }
    _component(key="browser_history", data=data, on_went_change=lambda: None)
    # A session may begin in a browser that has gone back and forward before.
    st.session_state.setdefault("arrived", _went().get("count", 0))


def _entries(kind: type[View]) -> list[str]:
    """The words of a page's link of which another value is a step of Back."""
    words = kind().link_words()
    return [words[field.name] for field in fields(kind) if field.metadata["entry"]]


def gone_to() -> dict[str, str] | None:
    """The words of the link that one went back or forward to, until the page has arrived there."""
    went = _went()
    if went.get("count", 0) == st.session_state.get("arrived", 0):
        return None
    return dict(parse_qsl(went["query"], keep_blank_values=True))


def arrive() -> None:
    """The page stands where one went."""
    if went := _went():  # not in a session's first run: `keep_history` hears it after the page stands
        st.session_state["arrived"] = went["count"]


def _went() -> dict[str, Any]:
    return st.session_state.get("browser_history", {}).get("went") or {}


def is_by_history() -> bool:
    """Whether Streamlit says that this run comes of Back or Forward to another page."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
