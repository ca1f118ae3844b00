"""The list of changes: its form in the link, and the run that it makes.

Several changes have `;` between them, one that is switched off has `off,` before it.
"""

import copy
from dataclasses import dataclass

import torch

from lstmviz.app.what_if.changes import KINDS, Change, PlannedRun, kinds_of
from lstmviz.errors import InputError
from lstmviz.learn.tasks import Task
from lstmviz.nets.cells import of_mode
from lstmviz.nets.sequence import SequenceNet

MOST_CHANGES = 20


@dataclass(frozen=True)
class Listed:
    """A change as it stands in the list: it can be switched off without being lost."""

    change: Change
    on: bool = True

    def word(self) -> str:
        """Its form in the link."""
        return ",".join([*([] if self.on else ["off"]), *self.change.words()])


def write(changes: tuple[Listed, ...]) -> str:
    """The word of the link for a list of changes."""
    return ";".join(listed.word() for listed in changes)


def read(word: str) -> tuple[tuple[Listed, ...], list[str]]:
    """The changes that a link names, and a sentence for each that had to be dropped."""
    listed, dropped = [], []
    for text in filter(None, word.split(";")):
        try:
            listed.append(_read_one(text))
        except (InputError, ValueError) as error:
            dropped.append(f"In the link, the change {text[:60]!r} is dropped: {str(error)[:200]}.")
    if len(listed) > MOST_CHANGES:
        dropped.append(f"In the link, only the first {MOST_CHANGES} changes are kept.")
    return tuple(listed[:MOST_CHANGES]), dropped


def _read_one(text: str) -> Listed:
    is_on = not text.startswith("off,")
    kind, *words = text.removeprefix("off,").split(",")
    if kind not in KINDS:
        raise InputError(f"there is no {kind[:30]!r} to change; choose one of {', '.join(KINDS)}")
    return Listed(KINDS[kind].read(kind, words), is_on)


def changed(
    task: Task, net: SequenceNet, tokens: tuple[str, ...], changes: tuple[Listed, ...]
) -> tuple[PlannedRun, list[str]]:
    """A run with all changes that are on, over copies; and a sentence for each that could not be made."""
    run, refused = PlannedRun(task, copy.deepcopy(net), list(tokens)), []
    with torch.no_grad():
        for listed in changes:
            try:
                if listed.on:
                    _apply(listed.change, run)
            except InputError as error:
                refused.append(f"Not made: {listed.change.says()} ({error}).")
    return run, refused


def _apply(change: Change, run: PlannedRun) -> None:
    cell = of_mode(run.net.recurrent.mode)
    kind, offered = change.words()[0], kinds_of(cell)
    if kind not in offered:
        raise InputError(f"the net, {cell.title}, has no such thing; choose one of {', '.join(offered)}")
    change.apply(run)
