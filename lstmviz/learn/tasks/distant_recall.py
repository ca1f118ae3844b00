"""Recall at a distance: the flag is at the first step, the question at the last one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Labels
from lstmviz.learn.tasks.recall import LETTERS, Recall, as_inputs
from lstmviz.learn.tasks.task import step_numbers

if TYPE_CHECKING:
    from torch import Tensor


class DistantRecall(Recall):
    """The letter of the first step must still be known at the last, T - 1 steps later.

    Recall asks at every step after the flag, so that short distances teach the long ones. Here nothing
    between helps: all that the net learns must come back through the whole distance. It is made for
    measuring, and is none of `tasks.TASKS`.
    """

    name = "distant-recall"
    title = N_("Recall at a distance")
    least_steps = 2

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random letters, the first of them flagged: (T, B, 5)."""
        letters = torch.randint(len(LETTERS), (self.steps, batch), generator=generator)
        return as_inputs(letters, (step_numbers(letters) == 0).expand(letters.shape))

    def label(self, inputs: Tensor) -> Labels:
        """The letter flagged last, asked at the last step."""
        labels = super().label(inputs)
        asked = torch.zeros_like(labels.asked)
        asked[-1] = labels.asked[-1]
        return Labels(labels.targets, asked)
