"""Every step at once: what lets a trace cost hardly more than the forward pass it looks into."""

from collections.abc import Callable
from math import isqrt
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from lstmviz.nets.cells import Cell

_ROW_BUDGET = 2048
"""Numbers an elementwise operation handles in about the time it takes to start one."""


def fused(cell: Cell) -> Callable[..., Any]:
    """The function that nn.LSTM, nn.GRU and nn.RNN themselves call; only a cell that has one has it."""
    assert cell.fused is not None
    function: Callable[..., Any] = getattr(torch, cell.fused)
    return function


def real_steps(lengths: Tensor, steps: int) -> Tensor:
    """True at the steps a sequence has, False at its padding: lengths (B,) -> (T, B, 1)."""
    return (torch.arange(steps, device=lengths.device)[:, None] < lengths)[..., None]


def previous(states: Tensor, initial: Tensor, reverse: bool, lengths: Tensor | None) -> Tensor:
    """The state each step started from: states (T, B, H), initial (B, H) -> (T, B, H).

    A reverse layer starts at the last real step of each sequence, so what comes before is one to the right.
    """
    if lengths is not None:
        states = torch.where(real_steps(lengths, len(states)), states, initial)
    start = initial[None]  # (1, B, H)
    return torch.cat([states[1:], start]) if reverse else torch.cat([start, states[:-1]])


def turned(values: Tensor, lengths: Tensor | None) -> Tensor:
    """Each sequence's steps from last to first, (T, B, .), its padding still at the end; its own inverse."""
    if lengths is None:
        return values.flip(0)
    steps = torch.arange(len(values), device=values.device)[:, None]
    source = torch.where(steps < lengths, lengths - 1 - steps, steps)  # (T, B)
    return values[source, torch.arange(len(lengths), device=values.device)]


def affine(steps: Tensor, weight: Tensor, bias: Tensor | None, blocks: int) -> Tensor:
    """W x + b of every step as one matrix product, one block of rows a gate.

    steps (T, B, I), weight (blocks * H, I), bias (blocks * H,) -> (blocks, T, B, H).
    """
    T, B, width = steps.shape
    H = len(weight) // blocks
    rows = steps.reshape(1, T * B, width).expand(blocks, -1, -1)  # (blocks, T * B, I)
    columns = weight.view(blocks, H, width).mT  # (blocks, I, H)
    if bias is None:
        return torch.bmm(rows, columns).view(blocks, T, B, H)
    return torch.baddbmm(bias.view(blocks, 1, H), rows, columns).view(blocks, T, B, H)


def scan(keep: Tensor, write: Tensor, initial: Tensor) -> Tensor:
    """c_t = keep_t * c_{t-1} + write_t for every t: keep, write (T, B, H), initial (B, H) -> (T, B, H).

    Narrow rows are cut into about sqrt(T) stretches that are scanned side by side, each from zero;
    what a stretch inherits is then added, faded by its keeps so far (Blelloch 1990, "Prefix sums").
    """
    steps = len(write)
    stretches = max(1, min(isqrt(steps), _ROW_BUDGET // max(1, initial.numel())))
    length = -(-steps // stretches)
    missing = stretches * length - steps
    keep = F.pad(keep, (0, 0, 0, 0, 0, missing)).view(stretches, length, *initial.shape)
    cell = F.pad(write, (0, 0, 0, 0, 0, missing)).view(stretches, length, *initial.shape)
    cell[0, 0].addcmul_(keep[0, 0], initial)
    columns = cell.unbind(1)
    for kept, before, now in zip(keep.unbind(1)[1:], columns, columns[1:], strict=False):
        now.addcmul_(kept, before)
    for faded, inherited, now in zip(keep[1:].cumprod(1), cell[:-1, -1], cell[1:], strict=True):
        now.addcmul_(faded, inherited)
    return cell.view(stretches * length, *initial.shape)[:steps]
