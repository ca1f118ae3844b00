"""The next character: at every step of a text, which one follows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Labels
from lstmviz.learn.tasks.task import SymbolTask, step_numbers
from lstmviz.real_nets.character_model.text import ALPHABET, SHOWN, modules

if TYPE_CHECKING:
    from torch import Tensor


class NextCharacter(SymbolTask):
    """What follows each character of a window that begins anywhere in the training text."""

    name = "next-character"
    title = N_("Next character")
    typed = N_("Type text of plain ASCII; ↵ stands for the end of a line.")
    alphabet = channels = answers = SHOWN
    training_steps = 129
    hidden = 128

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Windows of the training text: (T, B, 96)."""
        text = training_codes()
        begins = torch.randint(len(text) - self.steps + 1, (batch,), generator=generator)
        return self.one_hot(text[begins + step_numbers(torch.empty(self.steps))].long())

    def label(self, inputs: Tensor) -> Labels:
        """The character of the next step; the last step is not asked."""
        codes = inputs.argmax(-1)  # (T, B)
        asked = torch.ones_like(codes, dtype=torch.bool)
        asked[-1] = False
        return Labels(codes.roll(-1, 0), asked)


TASK = NextCharacter()


@cache
def training_codes() -> Tensor:
    """The training text as positions in the alphabet, one module after the other: (N,) uint8."""
    return codes("".join(modules("training").values())).to(torch.uint8)


def codes(text: str) -> Tensor:
    """Positions in the alphabet: (N,) int64."""
    places = {character: place for place, character in enumerate(ALPHABET)}
    return torch.tensor([places[character] for character in text])
