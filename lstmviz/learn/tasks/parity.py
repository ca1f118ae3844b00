"""Parity: is the number of ones so far odd? (Minsky & Papert 1969; Hochreiter & Schmidhuber 1997)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer


class Parity(SymbolTask):
    """Whether the ones so far are odd in number; every one turns the answer round, however far back it is.

    Training: every bit drawn on its own, 0 and 1 alike.
    """

    name = "parity"
    title = N_("Parity")
    question = N_("Is the number of 1s so far even or odd?")
    look_for = N_(
        "At every 1 one unit's forget gate closes and its cell state changes sign; at every 0 it is open "
        "and the sign stays."
    )
    typed = N_("Type 0s and 1s: 01101.")
    alphabet = ("0", "1")
    channels = alphabet
    answers = (N_("even"), N_("odd"))
    examples = (
        Example(N_("mixed bits"), "0110100110010110100101100110100110010110"),
        Example(N_("only 1s"), "1111111111111111111111111111111111111111"),
        Example(N_("one 1, and then 0s"), "1000000000000000000000000000000000000000"),
        Example(N_("a 1 at the very end"), "0000000000000000000000000000000000000001"),
    )
    unit = 3
    training_steps = 40
    hidden, updates = 4, 2000

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random bits: (T, B, 2)."""
        return self.one_hot(torch.randint(2, (self.steps, batch), generator=generator))

    def label(self, inputs: Tensor) -> Labels:
        """The parity at every step, this step's own bit counted; all of them asked."""
        ones = (inputs[..., 1] > 0.5).cumsum(0)  # (T, B)
        return Labels(ones % 2, torch.ones_like(ones, dtype=torch.bool))

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """The unit that forgets most at 1s holds at 0s, and the sign of its cell alone tells the parity."""
        one, odd = inputs[..., 1] > 0.5, self.label(inputs).targets == 1
        unit = layer.forget_gate[one].mean(0).argmin()
        forget, positive = layer.forget_gate[..., unit], layer.cell[..., unit] > 0  # (T, B)
        told = bool((positive == odd).all() or (positive != odd).all())
        return told and bool(forget[one].max() < 0.2 and forget[~one].mean() > 0.9)
