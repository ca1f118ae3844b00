"""What torch itself kept of an LSTM's run: every gate at every step, for its own backward pass.

On a CPU in float32 `nn.LSTM` runs oneDNN, and where gradients are on, the graph of the run holds oneDNN's
workspace: the gates after their activations, and the cell states. Reading it is cheaper than computing them
again, and it is the run itself. Where they lie in there is not documented, but derived from oneDNN's
src/cpu/rnn/rnn_utils.cpp (`set_offsets`, `get_good_ld`). So it is tried once a process against a plain
loop, and each run is held against its own equations; what fails is computed from the hidden states.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

import numpy as np
import torch
from torch import Tensor

from lstmviz.languages import Translatable

GATES = ("input_gate", "forget_gate", "candidate", "output_gate")  # in PyTorch's order, and in oneDNN's

_LAYER = "MkldnnRnnLayerBackward0"  # a layer in one direction, in the graph
_PAGE = 1024  # numbers, at multiples of which the parts of the workspace begin
_TRIED = ((3, 2, 5, 4), (4, 1, 70, 64), (2, 3, 1, 1))  # T, B, I, H; rows of 4 H at and off a multiple of 256
_TOLERANCE = 1e-5  # of the equations, relative to the largest cell state


@dataclass(frozen=True)
class Workspace:
    """One layer in one direction: (T, B, H) each, in the sequence's own order."""

    inputs: Tensor  # (T, B, I)
    hidden: Tensor
    quantities: dict[str, Tensor]


def workspaces(output: Tensor, num_layers: int, directions: int) -> list[Workspace] | None:
    """What torch kept of each layer and direction, in PyTorch's order; None where it kept nothing known.

    output: of an nn.LSTM, with the graph that it came with.
    """
    if _stores_elsewhere():
        return None
    try:
        nodes = _nodes(output.grad_fn, num_layers, directions)
        return _read(nodes) if _is_known() else None
    except (
        AttributeError,
        LookupError,
        RuntimeError,
        ValueError,
    ):  # another graph, freed, or changed in place
        return None


def _read(nodes: list[Any]) -> list[Workspace] | None:
    found = [_in_sequence_order(node) for node in nodes]
    return [one for one in found if one is not None] if None not in found else None


def _nodes(last: Any, num_layers: int, directions: int) -> list[Any]:
    """The graph's nodes of all layers and directions. LookupError where it is another graph."""
    levels: list[list[Any]] = []
    for _ in range(num_layers):
        level = list(_nearest(last))
        if len(level) != directions or any(node.name() != _LAYER for node in level):
            raise LookupError("not the graph of an LSTM on oneDNN")
        levels.append(level)
        last = level[0].next_functions[0][0]  # of what the layer read
    return [node for level in reversed(levels) for node in level]


def _nearest(node: Any) -> Iterator[Any]:
    """The nearest layers' nodes: behind views that lay an output out, and where two directions are joined."""
    while node is not None and node.name() not in (_LAYER, "CatBackward0"):
        node = node.next_functions[0][0]
    if node is not None and node.name() == "CatBackward0":
        yield from (joined for joined, _ in node.next_functions)
    elif node is not None:
        yield node


def _in_sequence_order(node: Any) -> Workspace | None:
    """What one node holds; None where that does not keep the LSTM's equations."""
    hidden, last = node._saved_result0.detach(), node._saved_result2.detach()
    (T, B, H), D = hidden.shape, node._saved_input.shape[-1]
    row = _row(4 * H)
    after_gates = _next_page(T * B * row)
    after_hidden = _next_page(after_gates + T * B * _row(H))
    after_states = _next_page(after_hidden + 2 * (T + 1) * B * _row(max(D, H)))
    numbers = node._saved_result3.data.view(torch.float32)
    i, f, g, o = (numbers.as_strided((T, B, H), (B * row, row, 1), block * H) for block in range(4))
    cell = numbers.as_strided((T, B, H), (B * H, H, 1), after_states + (T + 2) * B * H)
    cell[-1] = last.view(B, H)  # which is handed out: there is room for it, but it was not kept
    quantities = {"forget_gate": f, "input_gate": i, "candidate": g, "cell": cell, "output_gate": o}
    if node._saved_reverse:  # rows lie as they were gone through
        quantities = {name: values.flip(0) for name, values in quantities.items()}
    found = Workspace(node._saved_input.detach(), hidden, quantities)
    return found if _keeps_equations(found, node._saved_reverse) else None


def _row(numbers: int) -> int:
    """oneDNN's length of a row: whole cache lines, but no multiple of 256 numbers."""
    lines = -(-numbers // 16) * 16
    return lines + 16 if lines % 256 == 0 else lines


def _next_page(numbers: int) -> int:
    return -(-numbers // _PAGE) * _PAGE


def _keeps_equations(found: Workspace, reverse: bool) -> bool:
    """h = o tanh c and c = f c′ + i g, at some of the steps of the first and the last sequence."""
    T, B, _ = found.hidden.shape
    early, late = slice(0, -1, max(1, T // 8)), slice(1, None, max(1, T // 8))
    now, before = (early, late) if reverse else (late, early)
    some = slice(None, None, max(1, B - 1))
    i, f, g, o, c = (found.quantities[name].numpy()[now, some] for name in (*GATES, "cell"))
    off_cell = f * found.quantities["cell"].numpy()[before, some] + i * g - c
    off_hidden = o * np.tanh(c) - found.hidden.numpy()[now, some]
    allowed = _TOLERANCE * (1 + np.abs(c).max(initial=0))
    return bool((np.abs(off_cell) <= allowed).all() and (np.abs(off_hidden) <= allowed).all())


def _stores_elsewhere() -> bool:
    """Whether the caller has torch keep tensors another way, as checkpointing: asking would run that."""
    return torch._C._autograd._top_saved_tensors_default_hooks(True) is not None


@cache
def _is_known() -> bool:
    """Whether this torch keeps the gates as is known here: tried once a process, against a plain loop."""
    known = all(_is_read_right(*sizes) for sizes in _TRIED)
    if not known:
        warnings.warn(
            str(
                Translatable(
                    "torch {version} keeps an LSTM's gates otherwise than lstmviz knows; traces compute them "
                    "again, which takes about twice as long.",
                    version=torch.__version__,
                )
            ),
            stacklevel=2,
        )
    return known


@torch.enable_grad()
def _is_read_right(T: int, B: int, D: int, H: int) -> bool:
    """Whether both directions of a small net are read as a plain loop computes them."""
    shapes = ((4 * H, D), (4 * H, H), (4 * H,), (4 * H,))
    sides = [[_waves(*shape, pitch=pitch + at) for at, shape in enumerate(shapes)] for pitch in (0.7, 1.9)]
    x, zeros = (
        _waves(T, B, D, pitch=1.3).requires_grad_(),
        torch.zeros(2, B, H, dtype=torch.float32, device="cpu"),
    )
    output = torch.lstm(x, (zeros, zeros), [*sides[0], *sides[1]], True, 1, 0.0, False, True, False)[0]
    found = _read(_nodes(output.grad_fn, 1, 2))
    return found is not None and all(
        torch.allclose(side.quantities[name], values, atol=1e-5)
        for side, weights, turn in zip(found, sides, (False, True), strict=True)
        for name, values in _by_a_loop(weights, x.detach(), turn).items()
    )


def _waves(*shape: int, pitch: float) -> Tensor:
    """Numbers between -1/2 and 1/2, always the same."""
    return torch.arange(prod(shape), dtype=torch.float32, device="cpu").mul(pitch).sin().view(shape) / 2


def _by_a_loop(weights: list[Tensor], x: Tensor, turn: bool) -> dict[str, Tensor]:
    w_ih, w_hh, b_ih, b_hh = weights
    h = c = x.new_zeros(x.shape[1], w_hh.shape[1])
    rows = []
    for read in x.flip(0) if turn else x:
        i, f, g, o = (read @ w_ih.T + b_ih + h @ w_hh.T + b_hh).chunk(4, dim=-1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        h = o * c.tanh()
        rows.append((i, f, g, o, c))
    steps = [torch.stack(values) for values in zip(*(rows[::-1] if turn else rows), strict=True)]
    return dict(zip((*GATES, "cell"), steps, strict=True))
