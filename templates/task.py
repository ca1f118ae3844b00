"""Template of a task; copy it to lstmviz/learn/tasks/NAME.py. See CONTRIBUTING.md.

This one asks which letter came first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer


class FirstLetter(SymbolTask):
    """Which letter came first? Training: letters drawn on their own, all alike."""

    name = "first-letter"  # in links and file names
    title = N_("First letter")
    question = N_("Which letter came first?")
    look_for = N_("The input gates open at the first step and close behind it.")
    typed = N_("Type the letters a to d: abca.")
    alphabet = ("a", "b", "c", "d")
    channels = alphabet
    answers = alphabet
    examples = (  # four to six, of 50 steps at most; the first is what a visitor meets
        Example(N_("short"), "abcd"),
        Example(N_("all alike"), "aaaaaaaa"),
        Example(N_("its own letter again"), "bacabdab"),
        Example(N_("long"), "cabdabdabbadabdaabdbadabdbabdaab"),
    )
    training_steps = 40  # more than `window`, or a rule that remembers so many would be right
    hidden, updates = 4, 1000

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random letters: (T, B, 4)."""
        return self.one_hot(torch.randint(len(self.alphabet), (self.steps, batch), generator=generator))

    def label(self, inputs: Tensor) -> Labels:
        """The first letter, asked at every step."""
        letters = inputs.argmax(-1)  # (T, B)
        return Labels(letters[:1].expand_as(letters), torch.ones_like(letters, dtype=torch.bool))

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """What `look_for` says, as a check of the shipped LSTM."""
        opens = layer.input_gate.mean((1, 2))  # (T,)
        return bool(opens[0] > opens[1:].mean())
