"""The Inside-a-cell page as a component: everything happens in the browser, nothing comes back."""

import streamlit as st

from lstmviz.app.inside.view import InsideView
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.server.modules import loaded
from lstmviz.app.widgets import show_problem
from lstmviz.draw.inside import content, style

# The modules come from a route (server/routes.py), so that they are sent once and not with every message.
_GLUE = f"""
const inside = {loaded("draw/inside/inside.js")};

export default function ({{ data, parentElement }}) {{
  inside.then(({{ mount }}) => mount(parentElement, data));
  return () => inside.then(({{ unmount }}) => unmount(parentElement));
}}
"""

_component = st.components.v2.component("lstmviz_inside", css=style(), js=_GLUE, isolate_styles=False)


def show() -> None:
    """Place the cell of one unit, its weights, its input and its curves."""
    if problems := follow_link(InsideView):
        show_problem(" ".join(problems))
    write_link(InsideView())
    place_cell()


def place_cell() -> None:
    """The component alone; where it stands, and with which preset, the address's hash says."""
    _component(key="inside", data=content(), height="content")
