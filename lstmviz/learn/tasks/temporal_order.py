"""Temporal order of two marks (Hochreiter & Schmidhuber 1997, experiment 6a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask, correlation

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer

DISTRACTORS = "abcd"
X, Y = 4, 5  # positions in the alphabet


class TemporalOrder(SymbolTask):
    """Two marks among letters that mean nothing; at the end, the ordered pair must be named.

    Training at T = 50: the first mark at step 3 to 12, the second at step 26 to 35, each X or Y;
    another T scales the places.
    """

    name = "temporal-order"
    title = N_("Temporal order")
    question = N_("At the last step: which two marks came, in which order?")
    look_for = N_(
        "Some units' cell state jumps at each mark. At the end one unit holds which mark came first, another "
        "which came second."
    )
    typed = N_("Type letters a to d, and among them two marks X or Y: abXcdYab.")
    alphabet = (*DISTRACTORS, "X", "Y")
    channels = alphabet
    answers = ("XX", "XY", "YX", "YY")
    flags = ("X", "Y")
    examples = (
        Example(N_("X, then Y"), "dbcabXdacbdabbcadbcadcabdbacYabdbacdbadbcabdacdabd"),
        Example(N_("Y, then X"), "dbcabYdacbdabbcadbcadcabdbacXabdbacdbadbcabdacdabd"),
        Example(N_("X twice"), "dbcabXdacbdabbcadbcadcabdbacXabdbacdbadbcabdacdabd"),
        Example(N_("Y twice"), "dbcabYdacbdabbcadbcadcabdbacYabdbacdbadbcabdacdabd"),
        Example(N_("one letter between"), "aaaaaXaaaaaaaaaaaaaaaaaaaaaaYaaaaaaaaaaaaaaaaaaaaa"),
        Example(N_("one mark: no question"), "dbcabXdacbdabbcadbcadcab"),
    )
    unit = 2
    training_steps = 50
    hidden, updates = 8, 2000
    least_steps = 5

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random distractors with a mark in the first quarter and one in the third: (T, B, 6)."""
        codes = torch.randint(len(DISTRACTORS), (self.steps, batch), generator=generator)
        for earliest in (self.steps // 25, self.steps // 2):
            place = earliest + torch.randint(self.steps // 5, (1, batch), generator=generator)
            codes.scatter_(0, place, torch.randint(X, Y + 1, (1, batch), generator=generator))
        return self.one_hot(codes)

    def label(self, inputs: Tensor) -> Labels:
        """The ordered pair, asked at the last step of sequences with two marks."""
        is_y = inputs[..., Y] > 0.5
        marked = is_y | (inputs[..., X] > 0.5)  # (T, B)
        order = marked.cumsum(0)
        first_y, second_y = ((is_y & (order == count)).any(dim=0) for count in (1, 2))  # (B,)
        asked = torch.zeros_like(marked)
        asked[-1] = order[-1] == 2
        pair = 2 * first_y.long() + second_y.long()
        return Labels(pair.expand(marked.shape), asked)

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """Two cells jump at the marks; at the end one goes with the first mark alone, one with the second."""
        marked = inputs[1:, :, X:].sum(-1) > 0.5
        jumps = layer.cell.diff(dim=0).abs()
        jump = (jumps[marked].median(0).values > 5 * jumps[~marked].median(0).values).sum() >= 2
        pair = self.label(inputs).targets[-1]  # (B,)
        first, second = (pair // 2).float(), (pair % 2).float()
        of_first = [abs(correlation(cell, first)) for cell in layer.cell[-1].T]
        of_second = [abs(correlation(cell, second)) for cell in layer.cell[-1].T]
        hold_first = any(a > 0.9 and b < 0.2 for a, b in zip(of_first, of_second, strict=True))
        hold_second = any(b > 0.9 and a < 0.2 for a, b in zip(of_first, of_second, strict=True))
        return bool(jump) and hold_first and hold_second
