"""The checkpoints of a training session's runs in its folder: a file each, whole or not there."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lstmviz.errors import InputError
from lstmviz.learn.checkpoint import Checkpoint, from_bytes, weights_from_bytes
from lstmviz.learn.recipe import Recipe, blank
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.nets.sequence import SequenceNet
from lstmviz.storage.files import read_bounded, write_whole

Content = TypeVar("Content")
NEWEST_HELD = 2  # newest checkpoints of a seed that is not shown; one may turn out damaged


def checkpoints(folder: Path, net: int, seed: int) -> list[int]:
    """The steps of a run's checkpoints, earliest first: all of the first seed's, the newest of others."""
    return sorted(int(path.stem) for path in _path(folder, net, seed, 0).parent.glob("*.safetensors"))


def write_checkpoint(folder: Path, plan: Plan, net: int, seed: int, checkpoint: Checkpoint) -> None:
    """Keep it; drop what the page does not ask for of seeds that it does not show."""
    write_whole(_path(folder, net, seed, checkpoint.step), checkpoint.to_bytes())
    if seed != plan.first_seed:
        for step in checkpoints(folder, net, seed)[:-NEWEST_HELD]:
            _path(folder, net, seed, step).unlink()


def newest_checkpoint(folder: Path, plan: Plan, net: int, seed: int) -> Checkpoint | None:
    """The latest checkpoint of a run that is whole; None where there is none."""
    for step in reversed(checkpoints(folder, net, seed)):
        try:
            return _read(from_bytes, folder, plan, net, seed, step)
        except InputError:
            continue
    return None


def checkpoint_net(folder: Path, plan: Plan, net: int, step: int) -> SequenceNet:
    """A net as it was at a checkpoint of the first seed, in eval mode and not learning any more.

    Raises InputError where there is no such checkpoint, or it is damaged.
    """
    learner = blank(TASKS[plan.task], plan.recipes[net])
    learner.load_state_dict(_read(weights_from_bytes, folder, plan, net, plan.first_seed, step))
    return learner.eval().requires_grad_(False)


def checkpoint_before(folder: Path, plan: Plan, net: int, step: int) -> int:
    """The last checkpoint of the first seed at or before a step; a net that diverged has none after.

    Raises InputError where there is none yet.
    """
    steps = [done for done in checkpoints(folder, net, plan.first_seed) if done <= step]
    if not steps:
        raise InputError(
            "There is no checkpoint up to step {step}. Wait for the first, or train again.", step=step
        )
    return steps[-1]


def _read(
    content: Callable[[bytes, Task, Recipe], Content],
    folder: Path,
    plan: Plan,
    net: int,
    seed: int,
    step: int,
) -> Content:
    try:
        data = read_bounded(_path(folder, net, seed, step))
        return content(data, TASKS[plan.task], plan.recipes[net])
    except (OSError, ValueError) as error:
        raise InputError(
            "The checkpoint of step {step} cannot be read ({error}). Choose another step, or train again.",
            step=step,
            error=error,
        ) from error


def _path(folder: Path, net: int, seed: int, step: int) -> Path:
    return folder / f"net-{net}" / f"seed-{seed}" / f"{step}.safetensors"
