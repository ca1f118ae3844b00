"""Step a trained LSTM over a sequence, beside a vanilla RNN that was taught the same task."""

import streamlit as st

from lstmviz.app.choices import choose_view
from lstmviz.app.scenes import stepper
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError

view = choose_view()
try:
    shown = stepper(view)
except InputError as error:
    show_problem(str(error))
    st.stop()
show_stepper(shown)
