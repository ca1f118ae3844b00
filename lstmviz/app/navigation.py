"""The pages in the order of the bar, and links to them. A new page is one file and one line here."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from lstmviz.app.root import ROOT

PAGES = {
    "step": "Step",
    "what_if": "What if",
    "memory": "Memory",
    "inside": "Inside a cell",
    "train": "Train",
    "story": "Story",
    "gradients": "Gradients",
    "how_far": "How far",
    "where": "Where it serves",
    "cost": "Cost",
}
FOLDER = ROOT / "pages"
FRONT = next(iter(PAGES))


def file_of(name: str) -> Path:
    """The page's script."""
    return FOLDER / f"{name}.py"


def address_of(name: str) -> str:
    """The page's path in links, without the slash; the front page stands at the root."""
    return name.replace("_", "-")


def link(label: str, address: str) -> None:
    """A link to an address of this app, as "/what-if?task=recall", in the same tab."""
    parts = urlsplit(address)
    name = parts.path.strip("/").replace("-", "_") or FRONT
    st.page_link(file_of(name), label=label, query_params=parse_qsl(parts.query))
