"""A small time series: what comes next?"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels, bad_token, check_length
from lstmviz.learn.tasks.task import Task

if TYPE_CHECKING:
    from torch import Tensor

NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)")
PERIODS = (5.0, 25.0)  # steps
NOISE = 0.1  # standard deviation


class Series(Task):
    """The next value of two sines and noise.

    Every series has its own two periods, uniform within PERIODS, and phases; each sine has the amplitude 0.5.
    It is made for measuring, and is none of `tasks.TASKS`.
    """

    name = "series"
    title = N_("Noisy sines")
    question = N_("What is the next value?")
    look_for = N_("The units swing with the series.")
    typed = N_("Type numbers, spaces between: 0.1 0.4 0.6.")
    between = " "
    channels = (N_("value"),)
    answers = ()
    tolerance = 0.2  # two standard deviations of the noise
    examples = (Example(N_("a slow wave"), "0.00 0.29 0.48 0.48 0.29 0.00 -0.29 -0.48 -0.48 -0.29"),)
    training_steps = 30
    least_steps = 2

    def tokens(self, text: str) -> tuple[str, ...]:
        """One number a step, as typed."""
        tokens = tuple(text.split())
        check_length(len(tokens))
        for position, token in enumerate(tokens, start=1):
            if not NUMBER.fullmatch(token):
                raise bad_token(position, token, self)
        return tokens

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """The values: (T, 1, 1)."""
        return torch.tensor([[[float(token)]] for token in tokens])

    def decode(self, inputs: Tensor) -> tuple[str, ...]:
        """A number a step."""
        return tuple(f"{value:.2f}" for value in inputs[:, 0].tolist())

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random series: (T, B, 1)."""
        shortest, longest = PERIODS
        period = shortest + (longest - shortest) * torch.rand(2, 1, batch, generator=generator)
        phase = torch.rand(2, 1, batch, generator=generator)
        turns = torch.arange(self.steps).unsqueeze(1) / period + phase  # (2, T, B)
        clean = 0.5 * torch.sin(2 * math.pi * turns).sum(0)
        return (clean + NOISE * torch.randn(self.steps, batch, generator=generator)).unsqueeze(-1)

    def label(self, inputs: Tensor) -> Labels:
        """The value of the step after, asked at every step but the last."""
        values = inputs.squeeze(-1)  # (T, B)
        asked = torch.ones_like(values, dtype=torch.bool)
        asked[-1] = False
        return Labels(values.roll(-1, dims=0), asked)
