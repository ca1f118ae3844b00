"""Counting up and down, with a reset: what the forget gate was added for (Gers et al. 2000)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask, correlation, latest

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer

CHANCES = (0.3, 0.3, 0.1, 0.3)  # of + - 0 . in training


class Counter(SymbolTask):
    """+ adds one, - takes one away, 0 starts again from zero, . changes nothing.

    Training: every symbol drawn on its own, with the probabilities of CHANCES.
    """

    name = "counter"
    title = N_("Counter with reset")
    question = N_("What is the count now?")
    look_for = N_("One unit's cell state follows the count; at every 0 its forget gate closes and drops it.")
    typed = N_("Type + (one more), - (one less), 0 (start again), . (nothing): ++.-+0++.")
    alphabet = ("+", "-", "0", ".")
    channels = alphabet
    answers = ()
    tolerance = 0.5
    examples = (
        Example(N_("all symbols"), "++.+-+.++0.--+-.-0+++.+--..++0"),
        Example(N_("up and down"), "+.+.+.+.+.-.-.-.-.-."),
        Example(N_("a reset between runs"), "++++0----0++++0----0"),
        Example(N_("four, and then nothing"), "++++........................"),
        Example(N_("further than the training went"), "++++++++++++"),
    )
    unit = 2
    training_steps = 30
    hidden, updates = 4, 2000

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random symbols: (T, B, 4)."""
        bounds = torch.tensor(CHANCES).cumsum(0)[:-1]
        codes = torch.bucketize(torch.rand(self.steps, batch, generator=generator), bounds)
        return self.one_hot(codes)

    def label(self, inputs: Tensor) -> Labels:
        """The count at every step, all of them asked."""
        total = (inputs[..., 0] - inputs[..., 1]).cumsum(0)  # (T, B), as if never reset
        reset = latest(inputs[..., 2] > 0.5)
        before_reset = total.gather(0, reset.clamp(min=0)) * (reset >= 0)
        return Labels(total - before_reset, torch.ones_like(reset, dtype=torch.bool))

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """One cell goes with the count, its forget gate closed at every reset and open at all other steps."""
        reset, count = inputs[..., 2] > 0.5, self.label(inputs).targets
        follows = [abs(correlation(layer.cell[..., unit], count)) for unit in range(layer.cell.shape[-1])]
        unit = follows.index(max(follows))
        drops, holds = layer.forget_gate[reset][:, unit].max(), layer.forget_gate[~reset][:, unit].min()
        return follows[unit] > 0.99 and bool(drops < 0.2 and holds > 0.8)
