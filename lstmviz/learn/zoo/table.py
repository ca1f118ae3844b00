"""The README's tables of results, from the cards."""

from collections.abc import Iterable

from lstmviz.learn.markdown import markdown_table
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.card import Card, NetRecord
from lstmviz.learn.zoo.contestants import CONTESTANTS

WORTH = ("learned in", "95 % interval", "sequences right", "steps right", "with more updates")


def table(cards: Iterable[Card]) -> str:
    """Two Markdown tables: every net of every task, and what chance comes to on each."""
    cards = list(cards)
    nets = [row for card in cards for row in _nets(card)]
    rules = [row for card in cards for row in chance(card)]
    head = ("task", "a rule that learns nothing", "sequences right", "steps right")
    return "\n\n".join(
        (
            markdown_table(("task", "net", *WORTH), nets, numbers=range(2, 7)),
            markdown_table(head, rules, numbers=(2, 3)),
        )
    )


def _nets(card: Card) -> list[tuple[str, ...]]:
    task = TASKS[card.task].title
    return [(task, CONTESTANTS[name].title, *worth(record)) for name, record in card.nets.items()]


def chance(card: Card) -> list[tuple[str, ...]]:
    """Task, rule, and its shares of sequences and steps right, a row a rule."""
    task = TASKS[card.task].title
    return [(task, rule.name, f"{rule.sequences:.2f}", f"{rule.steps:.2f}") for rule in card.chance]


def worth(record: NetRecord) -> tuple[str, ...]:
    """What a net is worth, under WORTH; where the median is no better than chance, it says so."""
    low, high = record.interval
    chance = "" if record.median > record.chance else ", chance"
    reach = f", reach {record.facts['reach']:g}" if "reach" in record.facts else ""
    return (
        f"{record.learned} of {record.seeds}",
        f"{low:.2f} to {high:.2f}",
        f"{record.median:.2f}{chance}{reach}",
        f"{record.median_steps:.2f}",
        _longer(record),
    )


def _longer(record: NetRecord) -> str:
    if record.longer is None:
        return ""
    times = record.longer["updates"] // record.recipe.steps
    return f"{times} ×: {record.longer['learned']} of {record.longer['seeds']}"
