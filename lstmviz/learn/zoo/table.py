"""The README's tables of results, from the cards."""

from collections.abc import Iterable

from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.chance import titles
from lstmviz.learn.markdown import markdown_table
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.zoo.card import Card, NetRecord
from lstmviz.learn.zoo.contestants import CONTESTANTS

WORTH = (
    N_("learned in"),
    N_("95 % interval"),
    N_("sequences right"),
    N_("steps right"),
    N_("with more updates"),
)


def table(cards: Iterable[Card]) -> str:
    """Two Markdown tables: every net of every task, and what chance comes to on each."""
    cards = list(cards)
    nets = [row for card in cards for row in _nets(card)]
    rules = [row for card in cards for row in chance(card)]
    head = (_("task"), _("a rule that learns nothing"), _("sequences right"), _("steps right"))
    return "\n\n".join(
        (
            markdown_table([_(title) for title in ("task", "net", *WORTH)], nets, numbers=range(2, 7)),
            markdown_table(head, rules, numbers=(2, 3)),
        )
    )


def _nets(card: Card) -> list[tuple[str, ...]]:
    task = _(TASKS[card.task].title)
    return [(task, _(CONTESTANTS[name].title), *worth(record)) for name, record in card.nets.items()]


def chance(card: Card) -> list[tuple[str, ...]]:
    """Task, rule, and its shares of sequences and steps right, a row a rule."""
    task = TASKS[card.task]
    return [
        (_(task.title), title, f"{rule.sequences:.2f}", f"{rule.steps:.2f}")
        for title, rule in zip(titles(task), card.chance, strict=True)
    ]


def worth(record: NetRecord) -> tuple[str, ...]:
    """What a net is worth, under WORTH; where the median is no better than chance, it says so."""
    low, high = record.interval
    median = [f"{record.median:.2f}"]
    if record.median <= record.chance:
        median.append(_("chance"))
    if "reach" in record.facts:
        median.append(_("reach {n:g}").format(n=record.facts["reach"]))
    return (
        _learned(record.learned, record.seeds),
        _("{low:.2f} to {high:.2f}").format(low=low, high=high),
        _(", ").join(median),
        f"{record.median_steps:.2f}",
        _longer(record),
    )


def _longer(record: NetRecord) -> str:
    if record.longer is None:
        return ""
    times = record.longer["updates"] // record.recipe.steps
    return f"{times} ×: {_learned(record.longer['learned'], record.longer['seeds'])}"


def _learned(learned: int, seeds: int) -> str:
    return _("{learned} of {seeds}").format(learned=learned, seeds=seeds)
