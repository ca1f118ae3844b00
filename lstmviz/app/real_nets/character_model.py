"""The character models on their page: what comes next, drawn step by step, and the RNN beside."""

from contextlib import suppress
from itertools import islice

import streamlit as st
import torch

from lstmviz.app.real_nets.scene import scene
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.widgets import show_stepper, show_table
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.languages import ngettext
from lstmviz.real_nets.character_model.model import MODEL, NextCharacterModel, assembled
from lstmviz.real_nets.character_model.sampling import continued, probabilities

LIKELIEST = 8  # characters in the table
DRAWS = (1, 20, 100)  # characters that a button adds


def model() -> NextCharacterModel:
    """There is one."""
    return MODEL


def chosen() -> dict[str, float]:
    """The temperature, beside the buttons that draw."""
    about = _(
        "Temperature: below 1, the likeliest characters are drawn more often than the net says; above 1, "
        "less often"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="draws"):
        temperature = st.slider(
            _("Temperature"), 0.1, 2.0, step=0.1, key="temperature", width=240, help=about
        )
        for many in DRAWS:
            label = ngettext("Draw {number} character", "Draw {number} characters", many).format(number=many)
            st.button(label, key=f"draw {many}", on_click=_draw, args=(many,))
    return {"temperature": temperature}


def show(model: NextCharacterModel, view: RealNetsView) -> None:
    """Both nets, and what is likely to come next."""
    show_stepper(Stepper(scene(model, view.sequence, assembled("rnn")), view.palette))
    _show_next(view)


def _draw(many: int) -> None:
    """Let the LSTM go on with the text; the same text and temperature go on in the same way."""
    text, temperature = st.session_state["seq"], st.session_state["temperature"]
    generator = torch.Generator().manual_seed(len(text))
    with suppress(InputError):  # the page says what is wrong with the text
        drawn = islice(continued(assembled("lstm"), text, temperature, generator), many)
        st.session_state["seq"] = text + "".join(drawn)


@torch.no_grad()
def _show_next(view: RealNetsView) -> None:
    """The likeliest next characters of both nets, at the temperature."""
    inputs = MODEL.encode(MODEL.tokens(view.sequence))
    rows = []
    for title, cell in ((_("LSTM"), "lstm"), (_("tanh RNN"), "rnn")):
        chances = probabilities(assembled(cell)(inputs)[-1, 0], view.temperature)
        best = chances.topk(LIKELIEST)
        told = zip(best.indices.tolist(), best.values.tolist(), strict=True)
        rows.append((title, *(f"{MODEL.answers[answer]} {chance:.2f}" for answer, chance in told)))
    show_table((_("Comes next"), *map(str, range(1, LIKELIEST + 1))), rows)
