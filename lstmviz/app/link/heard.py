"""Which address the browser has heard of: until it has, it goes on asking for the one before.

An address that differs from the latest means that the visitor went back or opened a link, or that a control
was moved again before the answer to its last move was there. Taking one for the other loses a move.
"""

from dataclasses import dataclass, fields
from time import monotonic
from typing import Any

import streamlit as st

Address = dict[str, str]
LATE = 1.0  # seconds after the latest address in which one before it is not gone back to


@dataclass(frozen=True)
class Told:
    """What a page said: the address heard last, those after it, and when the latest was new (monotonic s)."""

    page: type | None = None
    addresses: tuple[Address, ...] = ()
    at: float = 0.0


def is_news(page: type, asked: Address) -> bool:
    """Whether the controls have to go where this address says."""
    told = _told()
    if page is told.page and asked in told.addresses[:-1] and (_is_moved() or monotonic() - told.at < LATE):
        return False
    st.session_state["told"] = Told(page, (asked,), told.at)
    return page is not told.page or asked != told.addresses[-1]


def tell(page: type, address: Address) -> None:
    """The address that the page gave at last."""
    told = _told()
    before = told.addresses if page is told.page else ()
    if before[-1:] != (address,):
        st.session_state["told"] = Told(page, (*before, address), monotonic())


def remember_controls() -> None:
    """Where the controls stand when a page has come to its end."""
    page = _told().page
    names = [field.name for field in fields(page)] if page else []
    st.session_state["stood"] = {name: st.session_state.get(name) for name in names}


def _is_moved() -> bool:
    """Whether a control moved since; going back and opening a link move none."""
    stood: dict[str, Any] = st.session_state.get("stood", {})
    return any(st.session_state.get(name) != value for name, value in stood.items())


def _told() -> Told:
    told: Told = st.session_state.get("told", Told())
    return told
