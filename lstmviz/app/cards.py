"""What the shipped nets of a task are worth, and how they were taught, as a table."""

from statistics import median

import streamlit as st

from lstmviz.learn.zoo import Card
from lstmviz.learn.zoo.card import NetRecord

TITLES = {
    "lstm": "LSTM",
    "rnn-same-units": "RNN, equal units",
    "rnn-same-parameters": "RNN, equal parameters",
}
HEAD = (
    "net",
    "units",
    "parameters",
    "sequences all right",
    "steps right",
    "init",
    "learning rate",
    "seconds",
)


def show_card(card: Card) -> None:
    """Place the card under the stepper."""
    st.markdown(
        "**How these nets were taught, and what they are worth.** "
        f"Scores on {card.test_sequences:,} fresh sequences: the median over the seeds (lowest to highest); "
        f"the nets shown are those of the median. {card.tuning}"
    )
    rows = [HEAD, ("---",) * len(HEAD), *(_row(TITLES[name], record) for name, record in card.nets.items())]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))
    facts = [f"{TITLES[name]}: {_facts(record)}" for name, record in card.nets.items() if record.facts]
    st.markdown("Beyond what they were trained on. " + " · ".join(facts))


def _row(title: str, record: NetRecord) -> tuple[str, ...]:
    recipe = record.recipe
    return (
        title,
        str(recipe.hidden),
        f"{record.parameters:,}",
        spread([score.sequences for score in record.scores]),
        spread([score.steps for score in record.scores]),
        recipe.init,
        f"{recipe.learning_rate:g}",
        f"{record.training_seconds:.1f}",
    )


def spread(values: list[float]) -> str:
    """The median, and from where to where the values go."""
    return f"{median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def _facts(record: NetRecord) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in record.facts.items())
