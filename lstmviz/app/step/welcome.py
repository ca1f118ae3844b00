"""The welcome above the front page's picture: what this is, and the ways in; folded for who comes back."""

from pathlib import Path

import streamlit as st

from lstmviz.app.lecture.turning import turn_to
from lstmviz.app.link.address import everywhere
from lstmviz.app.navigation import link
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.lectures import LECTURES, TOUR

SENTENCE = N_(
    "Open the lid of an LSTM: step it over a sequence, read every gate, change one and see what follows."
)
OWN_MODEL = N_("""
A trained layer of your own opens in a notebook, and as a file that steps without network. Weights of PyTorch,
Keras and ONNX are read as data; nothing in a file is executed.
""")
OWN_CODE = N_("""\
import lstmviz, torch

lstm = lstmviz.layer("model.safetensors", "lstm_cell")   # or your own torch.nn.LSTM
x = torch.randn(50, lstm.input_size)                     # what it reads
lstmviz.stepper(lstmviz.trace(lstm, x))                  # .write_html("steps.html") for a file
""")

_component = st.components.v2.component(
    "lstmviz_welcome",
    html='<div class="welcome"><p></p><button type="button"></button></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # the page's style folds what stands below (page.css)
)


def show_welcome() -> None:
    """Place it where the session came by the bare address; who followed a link wants what it names."""
    if not st.session_state.setdefault("by_bare_address", not st.query_params):
        return
    with st.container(key="welcome"):
        _component(
            key="welcome_sentence",
            data={"fold": _("Hide"), "unfold": _("Ways in"), "sentence": _(SENTENCE)},
            height="content",
        )
        with st.container(key="welcome_ways", horizontal=True):
            _offer_tour()
            link(_("**Give or hear a lecture**: five of them, ten minutes each"), "/lectures")
            with st.popover(_("**Open your own model**: PyTorch, Keras, ONNX")):
                st.markdown(_(OWN_MODEL))
                link(_("Upload it here"), "/your-model")
                st.code(_(OWN_CODE))


def _offer_tour() -> None:
    """From its beginning, or where it was left."""
    stops, at = len(LECTURES[TOUR].stops), everywhere()
    left, number = st.session_state.get("left", ("", 1))
    if at.lecture == TOUR:
        label, number = _("**Take the tour**: you are at stop {number} of {stops}"), at.lecture_stop
    elif left == TOUR:
        label = _("**Go on with the tour**: you left at stop {number} of {stops}")
    else:
        label, number = _("**Take the tour**: {stops} stops, 3 minutes, nothing to know before"), 1
    st.button(
        label.format(number=number, stops=stops), key="welcome_tour", on_click=turn_to, args=(TOUR, number)
    )
