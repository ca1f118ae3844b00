"""Back and Forward go from page to page and from net to net: the browser's half is history.js."""

from dataclasses import fields
from pathlib import Path

import streamlit as st

from lstmviz.app.link.address import Address

_component = st.components.v2.component(
    "lstmviz_history", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def keep_history() -> None:
    """Place it where a page ends; it tells the browser which words of the page's link name a net."""
    address: Address | None = st.session_state.get("address")
    named = [field.name for field in fields(address.page) if field.metadata["entry"]] if address else []
    path = address.page.__name__ if address else ""
    _component(key="browser_history", data={"page": path, "names": named}, height="content")
