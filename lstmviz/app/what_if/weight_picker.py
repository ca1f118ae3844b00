"""Picking one weight: by its row and column, or by a click on the heatmap of all of them."""

import streamlit as st

from lstmviz.app.choices import put
from lstmviz.app.what_if.changes import WeightChange
from lstmviz.draw.figures import Look
from lstmviz.draw.weights import weight_figure
from lstmviz.nets.sequence import SequenceNet


def new_weight_change(name: str, net: SequenceNet) -> WeightChange:
    """Fields for row and column; the change starts from the weight as it is."""
    weight = net.recurrent.get_parameter(f"{name}_l0")
    values = weight.view(len(weight), -1).numpy()  # a bias is one column
    rows, columns = values.shape
    units = net.recurrent.hidden_size
    for key, most in (("row", rows), ("column", columns)):
        put(key, min(st.session_state.get(key, 0), most - 1))
    row = st.number_input("row", 0, rows - 1, key="row", width=110)
    column = st.number_input("column", 0, columns - 1, key="column", width=110)
    st.markdown(f"gate {'ifgo'[row // units]} of unit {row % units}")
    return WeightChange(name, row, column, round(values[row, column].item(), 3))


def show_weights(name: str, net: SequenceNet, palette: str) -> None:
    """The weights that a change is about to be made to; a click picks one of them."""
    weight = net.recurrent.get_parameter(f"{name}_l0")
    look = Look(palette, "dark" if st.context.theme.type == "dark" else "light")
    picked = (st.session_state["row"], st.session_state["column"])
    figure = weight_figure(name, weight.view(len(weight), -1).numpy(), picked, look)
    st.plotly_chart(
        figure,
        theme=None,
        key="weights",
        on_select=_pick,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"Heatmap of {name}: rows in blocks, for the gates i, f, g, o. The fields above pick too.",
    )


def _pick() -> None:
    points = st.session_state["weights"].selection.points
    if points:
        st.session_state["row"], st.session_state["column"] = points[0]["y"], points[0]["x"]
