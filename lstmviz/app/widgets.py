"""The reusable controls: the stepper as a component, and messages that never interpret a visitor's text."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from lstmviz.app.server.first_picture import SAY_SO
from lstmviz.app.server.routes import STEPPER_STYLE
from lstmviz.draw.stepper import Stepper

# Modules and style come from routes (server/routes.py): they are sent once and not with every message.
_GLUE = f"""
const styled = new Promise((resolve) => {{
  const style = Object.assign(document.createElement("link"), {{ rel: "stylesheet", onload: resolve }});
  style.href = new URL("{STEPPER_STYLE}", document.baseURI);
  document.head.append(style);
}});
const modules = import(new URL("lib/stepper/stepper.js", document.baseURI));
const stepper = styled.then(() => modules);

export default function ({{ data, parentElement, setTriggerValue }}) {{
  const changed = (word) => setTriggerValue("changed", word);
  stepper.then(({{ mount }}) => mount(parentElement, data, changed)).then(() => {SAY_SO});
  return () => stepper.then(({{ unmount }}) => unmount(parentElement));
}}
"""

_component = st.components.v2.component(
    "lstmviz_stepper",
    js=_GLUE,
    isolate_styles=False,  # keys and the address are the page's
)


def show_stepper(stepper: Stepper, on_changed: Callable[[], None] = lambda: None) -> None:
    """Place the stepper; a change of its scene keeps step, unit and marks.

    `on_changed` is called before the rerun after something was changed at the bench of its scene; it finds
    the changes, in the words of the link, in st.session_state["stepper"]["changed"].
    """
    _component(key="stepper", data=stepper.bytes, height="content", on_changed_change=on_changed)


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of plain text: a visitor's words may stand in it."""
    cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    st.html(f'<div class="plain-table" tabindex="0"><table><tr>{heads}</tr>{body}</table></div>')


def show_problem(problem: str) -> None:
    """Say what was wrong, where and the way out, as text: a visitor's words may stand in it."""
    st.html(f'<div role="alert" class="problem">{escape(problem)}</div>')
