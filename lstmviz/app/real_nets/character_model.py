"""The character models on their page: what comes next, drawn step by step, and the RNN beside."""

from itertools import islice

import streamlit as st
import torch

from lstmviz.app.real_nets.scene import scene
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.widgets import show_stepper, show_table
from lstmviz.draw.stepper import Stepper
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
    """The temperature."""
    label = _("Temperature: below 1 the likeliest are drawn more often than the net says, above 1 less often")
    return {"temperature": st.slider(label, 0.1, 2.0, step=0.1, key="temperature", width=420)}


def show(model: NextCharacterModel, view: RealNetsView) -> None:
    """Buttons that draw, what is likely to come next, and both nets."""
    with st.container(horizontal=True, key="draws"):
        for many in DRAWS:
            label = ngettext("Draw {number} character", "Draw {number} characters", many).format(number=many)
            st.button(label, key=f"draw {many}", on_click=_draw, args=(view, many))
    _show_next(view)
    show_stepper(Stepper(scene(model, view.sequence, assembled("rnn")), view.palette))


def _draw(view: RealNetsView, many: int) -> None:
    """Let the LSTM go on with the text; the same text and temperature go on in the same way."""
    generator = torch.Generator().manual_seed(len(view.sequence))
    drawn = islice(continued(assembled("lstm"), view.sequence, view.temperature, generator), many)
    st.session_state["seq"] = view.sequence + "".join(drawn)


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
