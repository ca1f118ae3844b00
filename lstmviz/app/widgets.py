"""The reusable controls: the stepper as a component, and messages that never interpret a visitor's text."""

from collections.abc import Callable, Collection, Sequence
from html import escape

import streamlit as st

from lstmviz.app.server.first_picture import SAY_SO
from lstmviz.app.server.modules import loaded
from lstmviz.app.server.routes import STEPPER_STYLE
from lstmviz.draw.stepper import Stepper

# Modules and style come from routes (server/routes.py): they are sent once and not with every message.
_GLUE = f"""
const styled = new Promise((resolve) => {{
  const style = Object.assign(document.createElement("link"), {{ rel: "stylesheet", onload: resolve }});
  style.href = new URL("{STEPPER_STYLE}", document.baseURI);
  document.head.append(style);
}});
const modules = {loaded("draw/stepper/mount.js")};
const pieces = {loaded("draw/stepper/pieces.js")};
const latest = new WeakMap();

async function show({{ data, parentElement, setTriggerValue }}) {{
  latest.set(parentElement, data);
  const [{{ whole }}, {{ mount }}] = await Promise.all([pieces, modules, styled]);
  const scene = await whole(data);
  if (latest.get(parentElement) !== data) return; // another came meanwhile
  mount(parentElement, scene, (word) => setTriggerValue("changed", word));
  {SAY_SO};
}}

export default function (component) {{
  show(component);
  return () => {{
    latest.delete(component.parentElement);
    modules.then(({{ unmount }}) => unmount(component.parentElement));
  }};
}}
"""
_PIECE_GLUE = f"""
const pieces = {loaded("draw/stepper/pieces.js")};

export default function ({{ data, parentElement }}) {{
  pieces.then(({{ come }}) => come(parentElement, data));
  return () => pieces.then(({{ go }}) => go(parentElement));
}}
"""

_component = st.components.v2.component(
    "lstmviz_stepper",
    js=_GLUE,
    isolate_styles=False,  # keys and the address are the page's
)
_piece = st.components.v2.component("lstmviz_piece", js=_PIECE_GLUE)


def show_stepper(stepper: Stepper, on_changed: Callable[[], None] = lambda: None) -> None:
    """Place the stepper; a change of its scene keeps step, unit and marks.

    Streamlit sends no element again that is as before: each piece of the scene is one.
    `on_changed` is called before the rerun after something was changed at the bench of its scene; it finds
    the changes, in the words of the link, in st.session_state["stepper"]["changed"].
    """
    *pieces, last = stepper.pieces
    with st.container(key="pieces"):  # nothing to be seen: page.css
        for number, piece in enumerate(pieces):
            _piece(key=f"piece {number}", data=piece)
    _component(key="stepper", data=last, height="content", on_changed_change=on_changed)


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> None:
    """A table of plain text: a visitor's words may stand in it.

    The columns of `numbers`, counted from 0, stand to the right. Where the page is too narrow, the table
    moves sideways under finger or arrow keys.
    """
    kind = [' class="number"' if column in numbers else "" for column in range(len(head))]
    heads = "".join(f'<th scope="col"{of}>{escape(cell)}</th>' for of, cell in zip(kind, head, strict=True))
    lines = (
        "".join(f"<td{of}>{escape(cell)}</td>" for of, cell in zip(kind, row, strict=True)) for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    st.html(f'<div class="plain-table" tabindex="0"><table><tr>{heads}</tr>{body}</table></div>')


def show_problem(problem: str) -> None:
    """Say what was wrong, where and the way out, as text: a visitor's words may stand in it."""
    st.html(f'<div role="alert" class="problem">{escape(problem)}</div>')
