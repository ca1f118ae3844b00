"""Inside or outside quotes: the unit that Karpathy, Johnson & Li 2015 found in a text model."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer

QUOTE = 27  # position of " in the alphabet
SPACE_CHANCE, QUOTE_CHANCE = 0.15, 0.1


class Quotes(SymbolTask):
    """Is this step of a text inside quotes? An opening quote is inside, a closing one outside.

    Training: every character drawn on its own, a quote with QUOTE_CHANCE, a space with SPACE_CHANCE,
    else a letter, all letters alike.
    """

    name = "quotes"
    title = N_("Inside quotes")
    question = N_("Is this step inside quotes?")
    look_for = N_(
        "One unit's forget gate closes at every quote; its input gate opens when it is an opening one."
    )
    typed = N_('Type small letters, spaces and ": she said "hi" to me.')
    alphabet = (*ascii_lowercase, " ", '"')
    channels = (*ascii_lowercase, N_("space"), N_("quote"))
    answers = (N_("outside"), N_("inside"))
    flags = ('"',)
    examples = (
        Example(N_("two quotations"), 'she said "hi" to me and i said "oh hello"'),
        Example(N_("two longer ones"), 'he asked "is it far" and she said "not at all"'),
        Example(N_("one word each"), '"yes" "no" "yes" "no" "yes" "no"'),
        Example(N_("never closed"), 'one "quote that never ends and goes on and on'),
        Example(N_("no quote"), "not a single quote in this one"),
    )
    unit = 1
    training_steps = 40
    hidden, updates = 4, 1500

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random characters: (T, B, 28)."""
        letter = (1 - SPACE_CHANCE - QUOTE_CHANCE) / len(ascii_lowercase)
        bounds = torch.tensor([letter] * len(ascii_lowercase) + [SPACE_CHANCE]).cumsum(0)
        codes = torch.bucketize(torch.rand(self.steps, batch, generator=generator), bounds)
        return self.one_hot(codes)

    def label(self, inputs: Tensor) -> Labels:
        """Inside after an odd number of quotes, this step's own counted; every step is asked."""
        quotes = (inputs[..., QUOTE] > 0.5).cumsum(0)  # (T, B)
        return Labels(quotes % 2, torch.ones_like(quotes, dtype=torch.bool))

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """Of the unit that forgets most at quotes: it holds elsewhere, and reads at opening ones only."""
        quote, inside = inputs[..., QUOTE] > 0.5, self.label(inputs).targets == 1
        unit = layer.forget_gate[quote].mean(0).argmin()
        forget, read = layer.forget_gate[..., unit], layer.input_gate[..., unit]  # (T, B)
        forgets = bool(forget[quote].max() < 0.1 and forget[~quote].mean() > 0.9)
        return forgets and bool(read[quote & inside].min() > 0.7 and read[quote & ~inside].max() < 0.2)
