"""Shapes and states: sliders, what comes back, how it agrees, and the same as code."""

import streamlit as st

from lstmviz.app.choices import choose
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.shapes.answers import answers
from lstmviz.app.shapes.code import as_pytorch
from lstmviz.app.shapes.layer import Ran, run
from lstmviz.app.shapes.picture import drawing
from lstmviz.app.shapes.view import ORDERS, ShapesView
from lstmviz.app.widgets import show_problem
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.markdown import markdown_table

_picture = st.components.v2.component(  # st.html would drop the drawing
    "lstmviz_shapes",
    html="<div></div>",
    js="export default ({ parentElement, data }) => "
    "{ parentElement.querySelector('div').innerHTML = data.svg; }",
    isolate_styles=False,
)
INTRODUCTION = N_(
    "A real `torch.nn.LSTM` at work. Time runs to the right, layers go up; the filled steps are those "
    "whose h and c come back as `h_n` and `c_n`."
)


def show() -> None:
    """The page, whole."""
    problems = follow_link(ShapesView)
    st.markdown(_(INTRODUCTION))
    with st.container(horizontal=True):
        view = ShapesView(
            steps=st.slider(_("T, steps"), 2, 12, key="steps", width=200),
            batch=st.slider(_("B, sequences in a batch"), 1, 4, key="batch", width=200),
            hidden=st.slider(_("H, units"), 1, 8, key="hidden", width=200),
            layers=st.slider(_("layers"), 1, 3, key="layers", width=160),
            directions=st.slider(_("directions"), 1, 2, key="directions", width=160),
            batch_first=choose(
                "batch_first",
                "batch_first",
                {word: _("x is {order}").format(order=order) for word, order in ORDERS.items()},
            ),
        )
    write_link(view)
    if problems:
        show_problem(" ".join(problems))
    ran = run(view)
    _picture(key="unrolled", data={"svg": drawing(view)}, height="content")
    left, right = st.columns(2)
    with left:
        _show_shapes(view, ran)
    with right:
        st.markdown(_("**As PyTorch**"))
        st.code(as_pytorch(view), language="python")
    for asked, answer in answers(view, ran):
        st.markdown(f"**{asked}** {answer}")


def _show_shapes(view: ShapesView, ran: Ran) -> None:
    units, rows = view.directions * view.hidden, view.layers * view.directions
    told = [
        ("x", ran.x, _("the input")),
        ("output", ran.output, _("h of the top layer at every step: {numbers}").format(numbers=units)),
        ("h_n", ran.h_n, _("the last h of each layer and direction: {rows}").format(rows=rows)),
        ("c_n", ran.c_n, _("the last c of each; `output` never contains it")),
    ]
    lines = [(f"`{name}`", str(tuple(values.shape)), words) for name, values, words in told]
    st.markdown(markdown_table((_("name"), _("shape"), _("what it is")), lines))
