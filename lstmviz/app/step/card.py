"""What the shipped nets of a task are worth, and how they were taught, as tables."""

import streamlit as st

from lstmviz.app.widgets import show_table
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.zoo.card import LEARNED, Card, NetRecord
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.table import WORTH, chance, worth

HEAD = (
    N_("net"),
    N_("units"),
    N_("parameters"),
    *WORTH,
    N_("overflowed"),
    N_("init"),
    N_("learning rate"),
    N_("shown here"),
)


def show_card(card: Card) -> None:
    """Place the card under the stepper."""
    about = _(
        "**How these nets were trained, and how well they do.** A net has learned its task if it is right "
        "at every step of {learned:.0%} of {sequences:,} sequences or more. The table counts the seeds that "
        "learned, with the interval in which the share of all seeds lies (95 %, Wilson), and gives the "
        "medians of the shares of sequences and of steps. {tuning}"
    )
    st.markdown(about.format(learned=LEARNED, sequences=card.test_sequences, tuning=_(card.tuning)))
    rows = [_row(_(CONTESTANTS[name].title), record) for name, record in card.nets.items()]
    show_table([_(title) for title in HEAD], rows, numbers=range(1, 9))
    rules = [row[1:] for row in chance(card)]
    show_table((_("chance"), _("sequences right"), _("steps right")), rules, numbers=(1, 2))
    facts = " · ".join(
        f"{_(CONTESTANTS[name].title)}: {_facts(record)}" for name, record in card.nets.items()
    )
    st.markdown(_("The nets shown here, beyond what they were trained on: {facts}").format(facts=facts))


def _row(title: str, record: NetRecord) -> tuple[str, ...]:
    return (
        title,
        str(record.recipe.hidden),
        f"{record.parameters:,}",
        *worth(record),
        str(record.diverged),
        record.recipe.init,
        f"{record.recipe.learning_rate:g}",
        _("seed {seed}: {share:.2f}").format(seed=record.shipped.seed, share=record.shipped.sequences),
    )


def _facts(record: NetRecord) -> str:
    return _(", ").join(f"{_fact(name)} {value:g}" for name, value in record.facts.items())


def _fact(name: str) -> str:
    """A fact of a task, "reach" or "score at 100 steps", in the language of this run."""
    steps = "".join(filter(str.isdigit, name))
    return _("score at {steps} steps").format(steps=steps) if steps else _(name)
