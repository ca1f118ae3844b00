"""The nets that are shipped, with their cards; `python -m lstmviz.learn.zoo` makes them."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.zoo.card import Card, read_card
from lstmviz.learn.zoo.contestants import CONTESTANTS

if TYPE_CHECKING:
    from lstmviz.nets.sequence import SequenceNet

NETS_FOLDER = Path(__file__).parents[1] / "zoo" / "nets"
MOST_HELD = 64  # nets and cards that need not be read again


def shipped_tasks(folder: Path = NETS_FOLDER) -> dict[str, Task]:
    """The tasks that have nets, in the order of the registry; others can only be trained."""
    return {name: task for name, task in TASKS.items() if (folder / name / "card.json").exists()}


SHIPPED = shipped_tasks()


def shipped_nets(task_name: str, folder: Path = NETS_FOLDER) -> list[str]:
    """The nets that a task has, by their names in CONTESTANTS; another is made by the command above."""
    return [name for name in CONTESTANTS if (folder / task_name / f"{name}.safetensors").exists()]


def card_of(task_name: str, folder: Path = NETS_FOLDER) -> Card:
    """The card of a task that has nets. Raises InputError where its file is missing or damaged."""
    path = folder / task_name / "card.json"
    return _card_in(path, _changed(path))


class ShippedNet(NamedTuple):
    """A trained net, in eval mode and not learning any more, and the card of its task."""

    net: SequenceNet
    card: Card


def load(task_name: str, net_name: str, folder: Path = NETS_FOLDER) -> ShippedNet:
    """The shipped net of a task, by its name in CONTESTANTS: "lstm", "relu-rnn".

    Raises InputError for unknown names, and for files that are missing, damaged, of other shapes
    than the card's recipe gives, or not finite.
    """
    if task_name not in TASKS:
        raise InputError(
            "There is no task {task!r}. The tasks are: {tasks}.", task=task_name, tasks=", ".join(TASKS)
        )
    if net_name not in CONTESTANTS:
        raise InputError(
            "There is no shipped net {net!r}. The nets are: {nets}.",
            net=net_name,
            nets=", ".join(CONTESTANTS),
        )
    card = card_of(task_name, folder)
    path = folder / task_name / f"{net_name}.safetensors"
    if net_name not in card.nets:
        raise InputError("The net {path} is not made yet. {way_out}", path=path, way_out=_way_out(task_name))
    recipe = card.nets[net_name].shipped.recipe
    return ShippedNet(deepcopy(_net_in(path, _changed(path), TASKS[task_name], recipe)), card)


@lru_cache(MOST_HELD)
def _card_in(path: Path, changed: int) -> Card:
    return read_card(path)


@lru_cache(MOST_HELD)
def _net_in(path: Path, changed: int, task: Task, recipe: Recipe) -> SequenceNet:
    from lstmviz.learn.saved_nets.net_file import read_net  # with torch, which a card alone does not need

    return read_net(path, task, recipe, _way_out(task.name))


def _way_out(task_name: str) -> Translatable:
    command = f"python -m lstmviz.learn.zoo --task {task_name}"
    return Translatable("Make it again: {command}", command=command)


def _changed(path: Path) -> int:
    """When a file was written last, in ns; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
