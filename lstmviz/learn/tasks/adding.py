"""The adding problem (Hochreiter & Schmidhuber 1997, experiment 4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels, bad_token, check_length
from lstmviz.learn.tasks.task import Task

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer

NUMBER = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)\*?")
STREAM = (
    "0.31 0.74 0.12 0.95 0.43 0.68 0.27 0.82 0.50 0.09 0.61 0.38 0.97 0.21 0.93 0.55 0.04 0.86 0.47 0.33 "
    "0.70 0.18 0.99 0.52 0.26 0.64 0.07 0.81 0.45 0.36 0.58 0.90 0.11 0.73 0.29 0.66 0.02 0.87 0.41 0.53 "
    "0.19 0.78 0.94 0.96 0.60 0.25 0.48 0.83 0.15 0.57"
)


def _stream(*marked: int) -> str:
    """The example numbers with these steps marked, counted from 0."""
    return " ".join(f"{number}*" if step in marked else number for step, number in enumerate(STREAM.split()))


class Adding(Task):
    """A stream of numbers, two of them marked; at the end, the sum of the two must be told.

    Training: values uniform from 0 to 1, one mark in each half of the sequence (but not at its last
    step), as in Le, Jaitly & Hinton 2015.
    """

    name = "adding"
    title = N_("Adding")
    question = N_("At the last step: what is the sum of the two marked numbers?")
    look_for = N_("Two units' input gates open at a marked number and stay shut at the others.")
    typed = N_("Type numbers from 0 to 1, spaces between, and mark two with a *: 0.31 0.82* 0.5 0.11*.")
    between = " "
    channels = (N_("value"), N_("mark"))
    answers = ()
    tolerance = 0.04
    examples = (
        Example(N_("two large numbers"), _stream(12, 42)),
        Example(N_("two marks"), _stream(7, 32)),
        Example(N_("far apart"), _stream(0, 48)),
        Example(N_("side by side"), _stream(24, 25)),
        Example(N_("three marks: no question"), _stream(7, 20, 32)),
    )
    unit = 6
    training_steps = 50
    hidden, updates = 8, 2500
    least_steps = 3

    def tokens(self, text: str) -> tuple[str, ...]:
        """One number a step, as typed.

        A comma before a space separates too. One inside a piece (`0.3,0.5`) does only where every
        part has its point: `0,5` could be one half.
        """
        tokens = tuple(token for piece in text.split() for token in _split(piece))
        check_length(len(tokens))
        for position, token in enumerate(tokens, start=1):
            if not NUMBER.fullmatch(token) or float(token.rstrip("*")) > 1:
                raise bad_token(position, token, self)
        return tokens

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """Value and mark: (T, 1, 2)."""
        return torch.tensor([[[float(token.rstrip("*")), float(token.endswith("*"))]] for token in tokens])

    def decode(self, inputs: Tensor) -> tuple[str, ...]:
        """A number a step, a * behind a marked one."""
        return tuple(f"{value:.2f}{'*' if mark > 0.5 else ''}" for value, mark in inputs.tolist())

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random numbers with a mark in each half: (T, B, 2)."""
        values = torch.rand(self.steps, batch, generator=generator)
        marks = torch.zeros(self.steps, batch)
        half = self.steps // 2
        for earliest, places in ((0, half), (half, self.steps - half - 1)):
            place = earliest + torch.randint(places, (1, batch), generator=generator)
            marks.scatter_(0, place, 1.0)
        return torch.stack([values, marks], dim=-1)

    def label(self, inputs: Tensor) -> Labels:
        """The sum, asked at the last step of sequences with two marks."""
        values, marks = inputs.unbind(-1)  # (T, B) each
        asked = torch.zeros_like(marks, dtype=torch.bool)
        asked[-1] = marks.sum(0) == 2
        return Labels((values * marks).sum(0).expand(marks.shape), asked)

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """At nine marks of ten two input gates are open, and shut at nineteen of twenty other steps."""
        marked = inputs[..., 1] > 0.5
        opens = layer.input_gate[marked].quantile(0.1, dim=0) > 0.3  # (H,)
        shut = layer.input_gate[~marked][:10_000].quantile(0.95, dim=0) < 0.1
        return int((opens & shut).sum()) == 2


def _split(piece: str) -> list[str]:
    """The tokens of a piece without spaces; one with ambiguous commas stays whole, to be refused."""
    parts = piece.removesuffix(",").split(",")
    return parts if all("." in part for part in parts) else [piece.removesuffix(",")]
