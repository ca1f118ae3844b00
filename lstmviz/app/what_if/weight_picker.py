"""Picking one weight: by its row and column, or by a click on the heatmap of all of them."""

import streamlit as st

from lstmviz.app.charts import show_pictures
from lstmviz.app.choices import set_control
from lstmviz.app.what_if.changes import WeightChange
from lstmviz.draw.weights import weight_picture
from lstmviz.nets.sequence import SequenceNet


def new_weight_change(name: str, net: SequenceNet) -> WeightChange:
    """Fields for row and column; the change starts from the weight as it is."""
    weight = net.recurrent.get_parameter(f"{name}_l0")
    values = weight.view(len(weight), -1).numpy()  # a bias is one column
    rows, columns = values.shape
    units = net.recurrent.hidden_size
    for key, most in (("row", rows), ("column", columns)):
        set_control(key, min(st.session_state.get(key, 0), most - 1))
    row = st.number_input("row", 0, rows - 1, key="row", width=110)
    column = st.number_input("column", 0, columns - 1, key="column", width=110)
    st.markdown(f"gate {'ifgo'[row // units]} of unit {row % units}")
    return WeightChange(name, row, column, round(values[row, column].item(), 3))


def show_weights(name: str, net: SequenceNet, palette: str) -> None:
    """The weights that a change is about to be made to; a click picks one of them."""
    weight = net.recurrent.get_parameter(f"{name}_l0")
    values = weight.view(len(weight), -1).numpy()
    picked = (st.session_state["row"], st.session_state["column"])
    show_pictures(lambda look: (weight_picture(name, values, picked, look),), "weights", palette, _pick)


def _pick(x: float, y: float) -> None:
    st.session_state["row"], st.session_state["column"] = round(y), round(x)
