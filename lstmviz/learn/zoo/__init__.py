"""The zoo: nets that have learned each task, shipped with their cards.

`python -m lstmviz.learn.zoo` makes them again from the recipes and seeds on the cards.
"""

from pathlib import Path
from typing import NamedTuple

from lstmviz.errors import InputError
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.weights import read_net
from lstmviz.learn.zoo.card import NET_NAMES, Card, read_card
from lstmviz.nets.sequence import SequenceNet

__all__ = ["NETS_FOLDER", "NET_NAMES", "SHIPPED", "Card", "ShippedNet", "load"]

NETS_FOLDER = Path(__file__).parent / "nets"


def shipped_tasks(folder: Path = NETS_FOLDER) -> dict[str, Task]:
    """The tasks that have nets, in the order of the registry; others can only be trained."""
    return {name: task for name, task in TASKS.items() if (folder / name / "card.json").exists()}


SHIPPED = shipped_tasks()


class ShippedNet(NamedTuple):
    """A trained net, in eval mode and not learning any more, and the card of its task."""

    net: SequenceNet
    card: Card


def load(task_name: str, net_name: str, folder: Path = NETS_FOLDER) -> ShippedNet:
    """The shipped net of a task: "lstm", "rnn-same-units" or "rnn-same-parameters".

    Raises InputError for unknown names, and for files that are missing, damaged, of other shapes
    than the card's recipe gives, or not finite.
    """
    if task_name not in TASKS:
        raise InputError(f"There is no task {task_name!r}. The tasks are: {', '.join(TASKS)}.")
    if net_name not in NET_NAMES:
        raise InputError(f"There is no shipped net {net_name!r}. The nets are: {', '.join(NET_NAMES)}.")
    card = read_card(folder / task_name / "card.json")
    path = folder / task_name / f"{net_name}.safetensors"
    way_out = f"Make it again: python -m lstmviz.learn.zoo --task {task_name}"
    return ShippedNet(read_net(path, TASKS[task_name], card.nets[net_name].recipe, way_out), card)
