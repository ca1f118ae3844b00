"""Step a trained LSTM over a sequence, beside a vanilla RNN that was taught the same task."""

import streamlit as st

from lstmviz.app.choices import (
    choose_beside,
    choose_from_menu,
    choose_kept,
    choose_layer,
    choose_palette,
    choose_sequence,
    choose_subject,
    row_of_choices,
)
from lstmviz.app.link.address import follow_link, write_link
from lstmviz.app.sequence_view import RNNS
from lstmviz.app.step.card import show_card
from lstmviz.app.step.stepper import stepper
from lstmviz.app.step.view import StepView
from lstmviz.app.step.welcome import show_welcome
from lstmviz.app.widgets import show_problem, show_stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets import shipped
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import Task
from lstmviz.learn.zoo.contestants import CONTESTANTS


def show() -> None:
    """The page, whole."""
    show_welcome()
    dropped = follow_link(StepView)
    with row_of_choices():
        subject = choose_subject()
        sequence, unreadable = choose_sequence(subject)
        layer, rnn, beside = choose_layer(subject), StepView.rnn, choose_beside(subject)
        if isinstance(subject, Task):
            rnn = _choose_rnn(subject)
        palette = choose_palette()
        kept = choose_kept()
    view = StepView(subject.name, sequence, palette, rnn=rnn, kept=kept, layer=layer, beside=beside)
    write_link(view)

    if dropped or unreadable:
        show_problem(" ".join(dropped + unreadable))
    elif subject.question:  # which a model that answers nothing has not
        st.markdown(f"**{_(subject.question)}** {_(subject.look_for)}")
    try:
        shown = stepper(view.normalized())  # one scene, whether its sequence was typed or not
        show_stepper(shown)
        _show_whence(subject, view)
    except InputError as error:
        show_problem(str(error))


def _choose_rnn(task: Task) -> str:
    there = shipped.shipped_nets(task.name)
    titles = {word: _(CONTESTANTS[net].title) for word, net in RNNS.items() if net in there}
    return choose_from_menu(_("Which RNN stands beside the LSTM"), "rnn", titles, 190)


def _show_whence(subject: Subject, view: StepView) -> None:
    """How nets were taught here, or where they are from."""
    if isinstance(subject, Model):
        st.text(_(subject.about))
        return
    if not view.kept:
        show_card(shipped.card_of(view.task))
        return
    from lstmviz.app.scenes import kept_for  # with torch, which the front page's first picture goes without
    from lstmviz.app.train.table import show_kept

    show_kept(kept_for(view, view.kept).card)
