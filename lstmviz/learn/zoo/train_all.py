"""train_all(): every training that the zoo still needs, the most urgent first, on all cores given."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from pathlib import Path
from typing import NamedTuple

from lstmviz.learn.tasks.task import Task
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.runs import Key, Known, Run, add_run, read_runs, run_stack
from lstmviz.learn.zoo.schedule import next_runs

Report = Callable[[str, int], None]
"""Told what was trained just now, and how many trainings there are now in all."""


class Stack(NamedTuple):
    """What a net of a task needs next; these trainings differ in seed, rate and init, and are one stack."""

    task: str
    net: str
    keys: tuple[Key, ...]


def train_all(tasks: Sequence[Task], folder: Path, executor: Executor, workers: int, report: Report) -> None:
    """Train in the executor until no net of the tasks needs more; every stack is written down as it ends."""
    known = {task.name: read_runs(folder / task.name) for task in tasks}
    running: dict[Future[list[Run]], Stack] = {}
    while True:
        todo = [stack for stack in _todo(tasks, known) if stack not in running.values()]
        for stack in todo[: workers - len(running)]:
            running[executor.submit(run_stack, stack.task, stack.keys)] = stack
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            stack = running.pop(future)
            for run in future.result():
                add_run(folder / stack.task, run)
                known[stack.task][run.recipe, run.seed] = run
            label = f"{stack.task} · {stack.net}, {len(stack.keys)} at once"
            report(label, sum(map(len, known.values())))


def _todo(tasks: Sequence[Task], known: dict[str, Known]) -> list[Stack]:
    """What every net of every task needs next, the most urgent first."""
    stacks = []
    for task in tasks:
        for name in CONTESTANTS:
            urgency, keys = next_runs(task, name, known[task.name])
            if keys:
                stacks.append((urgency, Stack(task.name, name, tuple(keys))))
    return [stack for _, stack in sorted(stacks, key=lambda entry: entry[0])]
