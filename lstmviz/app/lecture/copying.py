"""At the foot of every page: copy the view as a stop, to be put into a lecture's file."""

from pathlib import Path

import streamlit as st

from lstmviz.languages import gettext as _

TEMPLATE = """[[stop]]
link = "LINK"
heading = ""
word = ""
text = ""
question = ""
options = []
answer = 0
shows = ""
sentence = ""
notes = ""
"""
_component = st.components.v2.component(
    "lstmviz_copy_stop",
    html='<p class="copy-stop"><button type="button"></button></p>',
    js=(Path(__file__).parent / "browser" / "copy_stop.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def offer_stop() -> None:
    """The button; the browser alone knows where the stepper stands."""
    says = {"offer": _("Add this view to a lecture"), "copied": _("Copied: put it into the lecture’s file")}
    _component(key="copy_stop", data=says | {"template": TEMPLATE}, height="content")
