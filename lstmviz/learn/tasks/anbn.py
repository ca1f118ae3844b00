"""aⁿbⁿ: as many b's as there were a's (Gers & Schmidhuber 2001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask, correlation

if TYPE_CHECKING:
    from torch import Tensor, nn

    from lstmviz.internals.layers import Layer

B, END = 1, 2  # positions in AnBn.answers
MOST_REACH = 200


class AnBn(SymbolTask):
    """The next symbol of aⁿbⁿ, from the first b on; a net that knows it must have counted the a's.

    While a's are read the next symbol is open, so nothing is asked; nothing is asked either at a
    step that breaks the grammar, or after one. Training: n uniform from 1 to T / 2, then no symbol.
    """

    name = "anbn"
    title = N_("aⁿbⁿ")
    question = N_("After this b, does another b follow, or is the string at its end?")
    look_for = N_(
        "One unit's cell state counts: a step away from zero with every a, a step back with every b."
    )
    typed = N_("Type a's, then as many b's: aaabbb.")
    alphabet = ("a", "b")
    channels = ("a", "b")
    answers = ("a", "b", N_("end"))
    examples = (
        Example(N_("longer than trained"), "aaaaaaaaaaaaaaabbbbbbbbbbbbbbb"),
        Example(N_("eight of each"), "aaaaaaaabbbbbbbb"),
        Example(N_("the longest of the training"), "aaaaaaaaaabbbbbbbbbb"),
        Example(N_("twice as long"), "aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbb"),
        Example(N_("not at its end"), "aaaaaaaabbbb"),
        Example(N_("spoilt by one b too many"), "aaabbbbb"),
    )
    training_steps = 20
    hidden, updates = 2, 3000
    window = 10  # half of the longest string of the training
    least_steps = 2

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """aⁿbⁿ and then zeros, n from 1 to T / 2: (T, B, 2)."""
        n = torch.randint(1, self.steps // 2 + 1, (batch,), generator=generator)
        return strings(n, self.steps)

    def label(self, inputs: Tensor) -> Labels:
        """Whether the b's so far equal the a's, asked at every b of a string that keeps the grammar."""
        is_a, is_b = inputs[..., 0] > 0.5, inputs[..., 1] > 0.5
        a_count, b_count = is_a.cumsum(0), is_b.cumsum(0)
        broken = (is_a & (b_count > 0)) | (b_count > a_count)
        asked = is_b & (broken.cumsum(0) == 0)
        return Labels(torch.where(a_count == b_count, END, B), asked)

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """One cell goes with the a's less the b's so far, in the long strings at least."""
        length = inputs.sum((0, 2))  # (B,)
        long = length >= self.steps // 2
        there = (inputs.sum(-1) > 0.5)[:, long]  # (T, B), not after the end
        count = (inputs[..., 0] - inputs[..., 1]).cumsum(0)[:, long][there]
        cells = layer.cell[:, long][there].T  # (H, N)
        return max(abs(correlation(cell, count)) for cell in cells) > 0.99

    def facts(self, net: nn.Module) -> dict[str, float]:
        """The net's reach, beside its score on longer strings."""
        return {N_("reach"): float(reach(net))} | super().facts(net)


def strings(n: Tensor, steps: int) -> Tensor:
    """The strings aⁿbⁿ for n (B,), zeros after their end: (steps, B, 2)."""
    step = torch.arange(steps).unsqueeze(1)  # (T, 1)
    return torch.stack([step < n, (step >= n) & (step < 2 * n)], dim=-1).float()


def reach(net: nn.Module) -> int:
    """The largest n so that the net is right on every string up to aⁿbⁿ; it stops at MOST_REACH."""
    inputs = strings(torch.arange(1, MOST_REACH + 1), 2 * MOST_REACH)
    labels = AnBn().label(inputs)
    with torch.no_grad():
        solved = (AnBn().right(net(inputs), labels) | ~labels.asked).all(dim=0)  # (MOST_REACH,)
    return int(solved.cumprod(0).sum())
