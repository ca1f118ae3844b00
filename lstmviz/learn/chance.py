"""Chance: what rules score that learn nothing, or remember little. Only what lies above them was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lstmviz.languages import gettext as _
from lstmviz.lazy_torch import torch
from lstmviz.learn.recipe import random_stream
from lstmviz.learn.subject import Labels
from lstmviz.learn.tasks.task import Task

if TYPE_CHECKING:
    from torch import Tensor


class Rule(NamedTuple):
    """One rule, and its shares of right answers, 0 to 1."""

    name: str
    sequences: float  # right at every step asked
    steps: float  # of the steps asked


def rules(task: Task, seed: int, batch: int) -> tuple[Rule, ...]:
    """A constant answer, and the right answer to the last steps alone, on the same test data as a net."""
    inputs = task.sample(batch, random_stream(seed, "test data"))
    labels = task.label(inputs)
    constant = torch.full_like(labels.targets, _constant(task, labels).item())
    short = _in_window(task, inputs, constant)
    always, window = titles(task)
    return _scored(always, task, constant, labels), _scored(window, task, short, labels)


def titles(task: Task) -> tuple[str, str]:
    """What both rules are called."""
    always = _("always the commonest answer") if task.answers else _("always the mean answer")
    return always, _("the right answer to the last {n} steps alone").format(n=task.window)


def _constant(task: Task, labels: Labels) -> Tensor:
    targets = labels.targets[labels.asked]
    return targets.mode().values if task.answers else targets.mean()


def _in_window(task: Task, inputs: Tensor, otherwise: Tensor) -> Tensor:
    """The labels of task.window steps at a time, (T, B); `otherwise` (T, B) where these ask nothing."""
    answers = otherwise.clone()
    for step in range(len(inputs)):
        window = task.label(inputs[max(0, step + 1 - task.window) : step + 1])
        answers[step] = torch.where(window.asked[-1], window.targets[-1], otherwise[step])
    return answers


def _scored(name: str, task: Task, answers: Tensor, labels: Labels) -> Rule:
    numbers = answers.unsqueeze(-1)  # (T, B, 1)
    said = torch.nn.functional.one_hot(answers, len(task.answers)).float() if task.answers else numbers
    shares = (round(share, 4) for share in (task.score(said, labels), task.step_score(said, labels)))
    return Rule(name, *shares)
