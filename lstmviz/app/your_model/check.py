"""A model set against what its own framework gave: an input and an output that the visitor knows."""

import streamlit as st
import torch

from lstmviz.app.widgets import show_problem
from lstmviz.app.your_model.numbers import numbers_of_csv
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets.uploaded import load_model


def offer_check(name: str) -> None:
    """A form for both, and the largest difference."""
    with st.expander(_("Check it against a known output")):
        model = load_model(name)
        typed = st.text_input(_("The input, as it is typed on Step"), model.first_example, key="known_input")
        given = st.text_area(
            _("Its output, or its readout’s before any softmax: a line a step, or the last step’s"),
            key="known_output",
        )
        if st.button(_("Compare")):
            try:
                apart = difference(model, typed, given)
                st.markdown(_("The largest difference is **{apart}**.").format(apart=f"{apart:.2g}"))
            except InputError as error:
                show_problem(str(error))


@torch.no_grad()
def difference(model: Model, typed: str, given: str) -> float:
    """The largest |Δ| of the net's output over a typed input from the one given. Raises InputError."""
    hidden = model.net.recurrent(model.encode(model.tokens(typed)))[0][:, 0]  # (T, directions * H)
    known = numbers_of_csv(given)
    for output in (hidden, model.net.readout(hidden)):
        for steps in (output, output[-1:]):
            if output.numel() and known.shape == steps.shape:
                return float((steps - known).abs().max())
    raise InputError(
        "The output that you give is {found}, the layer’s is {expected}. Give as many numbers, or the "
        "last line alone.",
        found=" × ".join(map(str, known.shape)),
        expected=" × ".join(map(str, hidden.shape)),
    )
