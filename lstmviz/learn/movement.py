"""What changed most between two checkpoints of a net: which gate's weights, and which single ones."""

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from lstmviz.nets.cells import of_mode
from lstmviz.nets.sequence import SequenceNet


class MovedBlock(NamedTuple):
    """The weights that one gate has in one parameter."""

    parameter: str  # "weight_hh_l0"
    gate: str  # "forget_gate"; of a vanilla RNN "hidden"
    absolute: float  # norm of the difference
    relative: float | None  # to the norm before; None where that is 0


class MovedWeight(NamedTuple):
    """One weight."""

    parameter: str
    gate: str
    unit: int  # its row in the gate's block
    column: int  # 0 for a bias
    before: float
    after: float


def moved_blocks(before: SequenceNet, after: SequenceNet) -> list[MovedBlock]:
    """Every gate block of the recurrent layer, the one that moved farthest (in absolute terms) first."""
    moved = []
    for (parameter, gate, old), (_, _, new) in zip(_blocks(before), _blocks(after), strict=True):
        absolute, size = (new - old).norm().item(), old.norm().item()
        moved.append(MovedBlock(parameter, gate, absolute, absolute / size if size else None))
    return sorted(moved, key=lambda block: -block.absolute)


def moved_weights(before: SequenceNet, after: SequenceNet, most: int) -> list[MovedWeight]:
    """The weights of the recurrent layer that moved farthest, at most `most` of them."""
    moved = []
    for (parameter, gate, old), (_, _, new) in zip(_blocks(before), _blocks(after), strict=True):
        order = (new - old).abs().flatten().argsort(descending=True, stable=True)[:most]
        for place in order.tolist():
            unit, column = divmod(place, old.shape[1])
            values = old[unit, column].item(), new[unit, column].item()
            moved.append(MovedWeight(parameter, gate, unit, column, *values))
    return sorted(moved, key=lambda weight: -abs(weight.after - weight.before))[:most]


def _blocks(net: SequenceNet) -> Iterator[tuple[str, str, Tensor]]:
    """Parameter, gate and weights (H, columns) of every gate block; a bias has one column."""
    cell = of_mode(net.recurrent.mode)
    for parameter, weight in net.recurrent.named_parameters():
        rows = weight.detach().view(len(weight), -1)
        for gate, block in zip(
            cell.blocks_of(parameter), torch.split(rows, net.recurrent.hidden_size), strict=True
        ):
            yield parameter, gate, block
