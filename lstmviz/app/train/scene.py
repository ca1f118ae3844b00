"""Both nets of a training session, as they were at a checkpoint, over one sequence."""

from pathlib import Path

from lstmviz.app.language import cached_by_language
from lstmviz.app.scenes import panel_of, question_of
from lstmviz.draw.scene import Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.languages import gettext as _
from lstmviz.learn.movement import MovedBlock, MovedWeight, moved_blocks, moved_weights
from lstmviz.learn.recipe import build
from lstmviz.learn.sessions.checkpoint_files import checkpoint_net, checkpoints
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.tasks import TASKS
from lstmviz.limits import MOST_STEPPERS
from lstmviz.nets.sequence import SequenceNet

MOST_MOVED = 5


def shown_at(folder: Path, plan: Plan, step: int, sequence: str, palette: str) -> Stepper:
    """Both nets of the first seed as they were after a step; one that diverged before, at its end.

    Raises InputError where a checkpoint is damaged.
    """
    steps = (_up_to(folder, plan, 0, step), _up_to(folder, plan, 1, step))
    return _stepper(folder, plan, steps, sequence, palette)


@cached_by_language(MOST_STEPPERS)
def _stepper(folder: Path, plan: Plan, steps: tuple[int, int], sequence: str, palette: str) -> Stepper:
    task = TASKS[plan.task]
    tokens = task.tokens(sequence)
    inputs = task.encode(tokens)  # (T, 1, I)
    title = _("{net}, after {updates} updates")
    titles = [title.format(net=plan.cell_title(net), updates=f"{steps[net]:,}") for net in (0, 1)]
    nets = [_net(folder, plan, net, steps[net]) for net in (0, 1)]
    panels = [panel_of(title, task, net, inputs) for title, net in zip(titles, nets, strict=True)]
    return Stepper(Scene(tuple(panels), tokens, question_of(task, inputs)), palette)


def moved(
    folder: Path, plan: Plan, net: int, since: int, until: int
) -> tuple[list[MovedBlock], list[MovedWeight]]:
    """What of a net moved most from one checkpoint to another, the farthest first."""
    steps = [_up_to(folder, plan, net, step) for step in (since, until)]
    before, after = (_net(folder, plan, net, step) for step in steps)
    return moved_blocks(before, after)[:MOST_MOVED], moved_weights(before, after, MOST_MOVED)


def _up_to(folder: Path, plan: Plan, net: int, step: int) -> int:
    return max((done for done in checkpoints(folder, net, plan.first_seed) if done <= step), default=0)


def _net(folder: Path, plan: Plan, net: int, step: int) -> SequenceNet:
    if step == 0:  # there before any training, and the same every time
        fresh = build(TASKS[plan.task], plan.recipes[net], plan.first_seed)
        return fresh.eval().requires_grad_(False)
    return checkpoint_net(folder, plan, net, step)
