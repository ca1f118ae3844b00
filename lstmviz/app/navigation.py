"""The pages in the order of the bar, and links to them. A new page is one folder and one line here."""

from copy import copy
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lstmviz.app.root import ROOT
from lstmviz.languages import N_, spoken
from lstmviz.languages import gettext as _


class Page(NamedTuple):
    """A page as the bar names it."""

    title: str
    group: str  # of the bar
    takes_files: bool = False  # from visitors; while another page is shown none gets in (server/uploads.py)


PAGES = {
    "lectures": Page(N_("Tour and lectures"), N_("Learn")),
    "story": Page(N_("Story"), N_("Learn")),
    "inside": Page(N_("Inside a cell"), N_("Learn")),
    "shapes": Page(N_("Shapes and states"), N_("Learn")),
    "exercises": Page(N_("Exercises"), N_("Learn")),
    "glossary": Page(N_("Glossary"), N_("Learn")),
    "step": Page(N_("Step"), N_("Explore")),
    "what_if": Page(N_("What if"), N_("Explore")),
    "memory": Page(N_("Memory"), N_("Explore")),
    "your_model": Page(N_("Your model"), N_("Explore"), takes_files=True),
    "real_nets": Page(N_("Real nets"), N_("Explore"), takes_files=True),
    "units": Page(N_("Units"), N_("Explore"), takes_files=True),
    "train": Page(N_("Train"), N_("Train")),
    "networks": Page(N_("From neuron to LSTM"), N_("Evidence")),
    "gradients": Page(N_("Gradients"), N_("Evidence")),
    "how_far": Page(N_("How far"), N_("Evidence")),
    "where": Page(N_("Where it serves"), N_("Evidence")),
    "cost": Page(N_("Cost"), N_("Evidence")),
}
FOLDER = ROOT / "pages"
FRONT = "step"  # what the address alone opens


def file_of(name: str) -> Path:
    """The page's script."""
    return FOLDER / f"{name}.py"


def address_of(name: str) -> str:
    """The page's path in links, without the slash; the front page stands at the root."""
    return name.replace("_", "-")


def name_of(path: str) -> str:
    """The page at a path, if there is one: `address_of` the other way."""
    return path.strip("/").replace("-", "_") or FRONT


def groups() -> dict[str, list[StreamlitPage]]:
    """The bar: every group with its pages, as Streamlit takes it; it notes in them what a run may do."""
    return {group: list(map(copy, pages)) for group, pages in _groups(spoken()).items()}


@cache
def _groups(language: str) -> dict[str, list[StreamlitPage]]:
    bar: dict[str, list[StreamlitPage]] = {}
    for name, page in PAGES.items():
        shown = st.Page(file_of(name), title=_(page.title), url_path=address_of(name), default=name == FRONT)
        bar.setdefault(_(page.group), []).append(shown)
    return bar


def link(label: str, address: str) -> None:
    """A link to an address of this app, as "/what-if?task=recall", in the same tab."""
    parts = urlsplit(address)
    st.page_link(file_of(name_of(parts.path)), label=label, query_params=parse_qsl(parts.query))


def tab_title(page: str, subject: str) -> str:
    """What the browser's tab says: the task or claim shown, if any, the page, and whose it is."""
    return " · ".join(filter(None, [subject, page, "lstmviz"]))
