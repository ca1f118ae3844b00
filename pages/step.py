"""Step a trained LSTM over a sequence, beside a vanilla RNN that was taught the same task."""

import streamlit as st

from lstmviz.app.cards import show_card
from lstmviz.app.choices import choose_view
from lstmviz.app.scenes import stepper
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError
from lstmviz.learn import zoo
from lstmviz.learn.tasks import TASKS

view, problems = choose_view()
task = TASKS[view.task]
if problems:
    show_problem(" ".join(problems))
else:
    st.markdown(f"**{task.question}** {task.look_for}")
try:
    shown, card = stepper(view), zoo.load(view.task, "lstm").card
except InputError as error:
    show_problem(str(error))
    st.stop()
show_stepper(shown)
st.download_button(
    "Download this view as HTML", shown.html, f"lstmviz-{view.task}.html", "text/html", on_click="ignore"
)
show_card(card)
