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


class Job(NamedTuple):
    """What a net of a task needs next; these trainings differ in seed, rate and init, and are one stack."""

    task: str
    net: str
    keys: tuple[Key, ...]


def train_all(tasks: Sequence[Task], folder: Path, executor: Executor, workers: int, report: Report) -> None:
    """Train in the executor until no net of the tasks needs more; every stack is written down as it ends."""
    known = {task.name: read_runs(folder / task.name) for task in tasks}
    running: dict[Future[list[Run]], Job] = {}
    while True:
        todo = [job for job in _todo(tasks, known) if job not in running.values()]
        for job in todo[: workers - len(running)]:
            running[executor.submit(run_stack, job.task, job.keys)] = job
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            for run in future.result():
                add_run(folder / job.task, run)
                known[job.task][run.recipe, run.seed] = run
            label = f"{job.task} · {job.net}, {len(job.keys)} at once"
            report(label, sum(map(len, known.values())))


def _todo(tasks: Sequence[Task], known: dict[str, Known]) -> list[Job]:
    """What every net of every task needs next, the most urgent first."""
    jobs = []
    for task in tasks:
        for name in CONTESTANTS:
            urgency, keys = next_runs(task, name, known[task.name])
            if keys:
                jobs.append((urgency, Job(task.name, name, tuple(keys))))
    return [job for _, job in sorted(jobs, key=lambda entry: entry[0])]
