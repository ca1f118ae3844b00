"""session(): the work of a training job. All its runs advance together, and each can be broken off.

A checkpoint is on the disk before its record is told, so whoever has read the record can rely on it.
"""

import math
from collections.abc import Iterator
from operator import mul
from pathlib import Path
from typing import Any

from lstmviz.errors import InputError
from lstmviz.learn.budget import milliseconds_a_step
from lstmviz.learn.checkpoint import Checkpoint, from_bytes
from lstmviz.learn.files import read_bounded, write_whole
from lstmviz.learn.plan import Plan
from lstmviz.learn.recipe import blank, build
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import Progress, evaluate, train
from lstmviz.nets.sequence import SequenceNet

Record = dict[str, Any]
"""What a run tells, as JSON has it. Of two records of the same net, seed and step the later one counts."""

TEST_SEED, TEST_SEQUENCES = 1001, 500  # of the data that a run is scored on at its end
KEPT_BEHIND = 2  # newest checkpoints of a seed that is not shown; one may turn out damaged


class _Run:
    """One net from one seed."""

    def __init__(self, plan: Plan, net: int, seed: int, folder: Path) -> None:
        self.plan, self.net, self.seed, self.folder = plan, net, seed, folder
        self.task, self.recipe = TASKS[plan.task].of_length(plan.length), plan.recipes[net]
        self.diverged = False
        self.learner = build(self.task, self.recipe, seed)
        resume = newest_checkpoint(folder, plan, net, seed)
        self.step = resume.step if resume else 0
        self.reports = train(self.learner, self.task, self.recipe, seed, resume)

    def advance(self) -> Record | None:
        """Train up to the next report, and keep its checkpoint; None after the last."""
        progress = next(self.reports, None)
        if progress is None:
            return None
        self.step, self.diverged = progress.step, progress.diverged
        if progress.checkpoint:
            self._keep(progress.checkpoint)
        return self._place() | _numbers(progress) | {"checkpoint": progress.checkpoint is not None}

    def tested(self) -> Record:
        """What the run's last weights score on data that no net has seen."""
        score = evaluate(self.learner, self.task, TEST_SEED, TEST_SEQUENCES)
        loss = _finite(score.loss)
        test = {"sequences": score.sequences, "steps": score.steps, "loss": loss}
        return self._place() | {"diverged": self.diverged, "test": test}

    def _place(self) -> Record:
        return {"net": self.net, "seed": self.seed, "step": self.step}

    def _keep(self, checkpoint: Checkpoint) -> None:
        write_whole(_path(self.folder, self.net, self.seed, checkpoint.step), checkpoint.to_bytes())
        if self.seed != self.plan.first_seed:
            for step in checkpoints(self.folder, self.net, self.seed)[:-KEPT_BEHIND]:
                _path(self.folder, self.net, self.seed, step).unlink()


def session(plan: Plan, folder: Path) -> Iterator[Record]:
    """Train both nets from every seed, report by report in turn; go on from the folder's checkpoints.

    Yields net (0, 1), seed, step, loss, score, gradient (its norm), seconds, whether a checkpoint was
    kept, and `share`, what is done of the whole, 0 to 1; at the end of each run net, seed, step,
    whether it diverged, and `test`. A loss or gradient that is not finite is None.
    """
    runs = [_Run(plan, net, seed, folder) for seed in plan.all_seeds for net in (0, 1)]
    costs = [milliseconds_a_step(run.task, run.recipe) for run in runs]
    done = [run.step / plan.steps for run in runs]
    going = list(range(len(runs)))
    while going:
        for k in tuple(going):
            record = runs[k].advance()
            if record is None:
                going.remove(k)
                record = runs[k].tested()
            done[k] = runs[k].step / plan.steps if k in going else 1.0
            yield record | {"share": sum(map(mul, costs, done)) / sum(costs)}


def _numbers(progress: Progress) -> Record:
    return {
        "loss": _finite(progress.loss),
        "score": progress.score,
        "gradient": _finite(progress.gradient_norm),
        "seconds": progress.seconds,
    }


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _path(folder: Path, net: int, seed: int, step: int) -> Path:
    return folder / f"net-{net}" / f"seed-{seed}" / f"{step}.safetensors"


def checkpoints(folder: Path, net: int, seed: int) -> list[int]:
    """The steps of a run's checkpoints in the folder, earliest first: all of the first seed's."""
    return sorted(int(path.stem) for path in _path(folder, net, seed, 0).parent.glob("*.safetensors"))


def newest_checkpoint(folder: Path, plan: Plan, net: int, seed: int) -> Checkpoint | None:
    """The latest checkpoint of a run that is whole; None where there is none."""
    for step in reversed(checkpoints(folder, net, seed)):
        try:
            return _read(folder, plan, net, seed, step)
        except InputError:
            continue
    return None


def checkpoint_net(folder: Path, plan: Plan, net: int, step: int) -> SequenceNet:
    """A net as it was at a checkpoint of the first seed, in eval mode and not learning any more.

    Raises InputError where there is no such checkpoint, or it is damaged.
    """
    learner = blank(TASKS[plan.task], plan.recipes[net])
    learner.load_state_dict(_read(folder, plan, net, plan.first_seed, step).weights)
    return learner.eval().requires_grad_(False)


def _read(folder: Path, plan: Plan, net: int, seed: int, step: int) -> Checkpoint:
    try:
        return from_bytes(read_bounded(_path(folder, net, seed, step)), TASKS[plan.task], plan.recipes[net])
    except (OSError, ValueError) as error:
        raise InputError(
            f"The checkpoint of step {step} cannot be read ({error}). Choose another step, or train again."
        ) from error
