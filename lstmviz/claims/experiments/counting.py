"""The cell that counts: found in a net by what it does, not by its number."""

from typing import NamedTuple

import torch

from lstmviz.internals.trace import trace
from lstmviz.learn.tasks.anbn import AnBn, strings
from lstmviz.nets.sequence import SequenceNet


class CountingCell(NamedTuple):
    """The unit whose cell state follows a's less b's, and how much an a changes it."""

    unit: int
    per_a: float


def counting_cell(net: SequenceNet) -> CountingCell:
    """Of a net of aⁿbⁿ, over the strings it learned from: the unit that correlates best, and its slope."""
    longest = AnBn.training_steps // 2
    n = torch.arange(1, longest + 1)
    inputs = strings(n, 2 * longest)
    count = (inputs[..., 0] - inputs[..., 1]).cumsum(0)  # (T, B)
    running = inputs.any(-1)
    cell = trace(net.recurrent, inputs).layers[0].quantities["cell"][running]  # (N, H)
    together = torch.cov(torch.cat([count[running].unsqueeze(1), cell], dim=1).T)  # (1 + H, 1 + H)
    correlation = together[0, 1:] / together.diagonal()[1:].sqrt()  # up to the count's own spread
    unit = int(correlation.nan_to_num().abs().argmax())  # a cell that never moves correlates with nothing
    return CountingCell(unit, (together[0, 1 + unit] / together[0, 0]).item())
