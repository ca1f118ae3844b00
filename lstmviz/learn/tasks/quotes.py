"""Inside or outside quotes: the unit that Karpathy, Johnson & Li 2015 found in a text model."""

from string import ascii_lowercase

import torch
from torch import Tensor

from lstmviz.learn.tasks.task import Labels, SymbolTask

QUOTE = 27  # position of " in the alphabet
SPACE_CHANCE, QUOTE_CHANCE = 0.15, 0.1


class Quotes(SymbolTask):
    """Is this step of a text inside quotes? An opening quote is inside, a closing one outside.

    Training: every character drawn on its own, a quote with QUOTE_CHANCE, a space with SPACE_CHANCE,
    else a letter, all letters alike.
    """

    name = "quotes"
    title = "Inside quotes"
    question = "Is this step inside quotes?"
    look_for = "One unit's forget gate closes at every quote; its input gate opens when it is an opening one."
    typed = 'Type small letters, spaces and ": she said "hi" to me.'
    alphabet = (*ascii_lowercase, " ", '"')
    channels = (*ascii_lowercase, "space", "quote")
    answers = ("outside", "inside")
    examples = (
        'she said "hi" to me and i said "oh hello"',
        'he asked "is it far" and she said "not at all"',
        '"yes" "no" "yes" "no" "yes" "no"',
        'one "quote that never ends and goes on and on',
        "not a single quote in this one",
    )
    training_steps = 40

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
