"""train_all(): every training that the zoo still needs, the most urgent first, on all cores given."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from pathlib import Path

from lstmviz.learn.tasks.task import Task
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.runs import Key, Known, Run, add_run, read_runs, run_of
from lstmviz.learn.zoo.schedule import next_runs

Report = Callable[[str, int], None]
"""Told what was trained just now, and how many trainings there are now in all."""

Job = tuple[str, Key]
"""The name of a task, and what decides a run of it."""


def train_all(tasks: Sequence[Task], folder: Path, executor: Executor, workers: int, report: Report) -> None:
    """Train in the executor until no net of the tasks needs more; every run is written down as it ends."""
    known = {task.name: read_runs(folder / task.name) for task in tasks}
    running: dict[Future[Run], Job] = {}
    while True:
        todo = [job for job in _todo(tasks, known) if job not in running.values()]
        for job in todo[: workers - len(running)]:
            running[executor.submit(run_of, *job)] = job
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            (name, key), run = running.pop(future), future.result()
            add_run(folder / name, run)
            known[name][key] = run
            label = f"{name} · {run.recipe.cell} {run.recipe.hidden}, seed {run.seed}"
            report(label, sum(map(len, known.values())))


def _todo(tasks: Sequence[Task], known: dict[str, Known]) -> list[Job]:
    """The trainings needed next, the most urgent first; of the same urgency, tasks and nets in turn."""
    jobs = []
    for task in tasks:
        for name in CONTESTANTS:
            urgency, keys = next_runs(task, name, known[task.name])
            jobs += [(urgency, turn, (task.name, key)) for turn, key in enumerate(keys)]
    return [job for _, _, job in sorted(jobs, key=lambda entry: entry[:2])]
