"""Several controls of one value: what moves one moves the others, however late the browser hears of it."""

from typing import Any

import streamlit as st


def standing(place: str, value: Any) -> dict[str, Any]:
    """Key and value for the control of this place, which is to stand at the value.

    A control that the visitor moved keeps its key. One that anything else moved is a new control: the browser
    may go on telling where the old one stood, and nobody hears it.
    """
    renewals, latest = _stands().get(place, (0, value))
    renewals += value != latest
    _stands()[place] = renewals, value
    return {"key": f"{place}-{renewals}", "value": value}


def moved(place: str) -> Any:
    """The value to which the visitor moved the control; None where a new one only tells where it was put."""
    renewals, latest = _stands()[place]
    value = st.session_state[f"{place}-{renewals}"]
    _stands()[place] = renewals, value
    return None if value == latest else value


def _stands() -> dict[str, tuple[int, Any]]:
    """Of the control of each place, how often it was renewed, and where it stands."""
    stands: dict[str, tuple[int, Any]] = st.session_state.setdefault("stands", {})
    return stands
