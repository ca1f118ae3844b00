"""What the shipped nets of a task are worth, and how they were taught, as tables."""

import streamlit as st

from lstmviz.learn.markdown import markdown_table
from lstmviz.learn.zoo.card import LEARNED, Card, NetRecord
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.table import WORTH, chance, worth

HEAD = ("net", "units", "parameters", *WORTH, "overflowed", "init", "learning rate", "shown here")


def show_card(card: Card) -> None:
    """Place the card under the stepper."""
    st.markdown(
        "**How these nets were taught, and what they are worth.** A net has learned its task if it is "
        f"right at every step of {LEARNED:.0%} of {card.test_sequences:,} sequences or more. The table "
        "counts the seeds that learned, with the interval in which the share of all seeds lies (95 %, "
        f"Wilson), and gives the medians of the shares of sequences and of steps. {card.tuning}"
    )
    rows = [_row(CONTESTANTS[name].title, record) for name, record in card.nets.items()]
    st.markdown(markdown_table(HEAD, rows, numbers=range(1, 9)))
    rules = [row[1:] for row in chance(card)]
    st.markdown(markdown_table(("chance", "sequences right", "steps right"), rules, numbers=(1, 2)))
    facts = [f"{CONTESTANTS[name].title}: {_facts(record)}" for name, record in card.nets.items()]
    st.markdown("The nets shown here, beyond what they were trained on. " + " · ".join(facts))


def _row(title: str, record: NetRecord) -> tuple[str, ...]:
    return (
        title,
        str(record.recipe.hidden),
        f"{record.parameters:,}",
        *worth(record),
        str(record.diverged),
        record.recipe.init,
        f"{record.recipe.learning_rate:g}",
        f"seed {record.shipped.seed}: {record.shipped.sequences:.2f}",
    )


def _facts(record: NetRecord) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in record.facts.items())
