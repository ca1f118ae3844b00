"""One step of the RNN, the LSTM and the GRU, written as in the papers, with nothing hidden.

These say what PyTorch's layers compute; they are for reading and for intervening: `edit` may change
any quantity the moment it is computed, and what follows is computed from the changed value.
Weights are PyTorch's: one block of H rows a gate, and two biases, either of them None.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F


class Weights(NamedTuple):
    """One layer's weights, by PyTorch's names; blocks stand in the order i, f, g, o or r, z, n."""

    weight_ih: Tensor  # (blocks * H, I)
    weight_hh: Tensor  # (blocks * H, H), or (blocks * H, P) under a projection
    bias_ih: Tensor | None = None  # (blocks * H,)
    bias_hh: Tensor | None = None  # (blocks * H,)
    weight_hr: Tensor | None = None  # (P, H), an LSTM's projection


Edit = Callable[[str, Tensor], Tensor]
"""A quantity's name and its value as computed -> the value to go on with."""


def as_computed(name: str, value: Tensor) -> Tensor:
    """The edit that changes nothing."""
    return value


def from_input(x: Tensor, weights: Weights) -> Tensor:
    """W x + b, the half of the pre-activations that needs no step before: (..., I) -> (..., blocks * H)."""
    return F.linear(x, weights.weight_ih, weights.bias_ih)


class RNNStep(NamedTuple):
    """What an RNN computes in one step, each (B, H)."""

    preactivation: Tensor
    hidden: Tensor


class LSTMStep(NamedTuple):
    """What an LSTM computes in one step, each (B, H); `hidden` is (B, P) under a projection."""

    forget_gate: Tensor
    input_gate: Tensor
    candidate: Tensor
    cell: Tensor
    output_gate: Tensor
    hidden: Tensor


class GRUStep(NamedTuple):
    """What a GRU computes in one step, each (B, H)."""

    reset_gate: Tensor
    update_gate: Tensor
    candidate: Tensor
    hidden: Tensor


def rnn_step(
    read: Tensor,
    h: Tensor,
    weights: Weights,
    activation: Callable[[Tensor], Tensor] = torch.tanh,
    edit: Edit = as_computed,
) -> RNNStep:
    """Elman 1990, "Finding structure in time": read = W x + b (B, H), h (B, H) of the step before.

    h' = tanh(W x + U h + b), or relu in place of tanh.
    """
    preactivation = read + F.linear(h, weights.weight_hh, weights.bias_hh)  # (B, H)
    return RNNStep(preactivation, edit("hidden", activation(preactivation)))


def lstm_step(read: Tensor, h: Tensor, c: Tensor, weights: Weights, edit: Edit = as_computed) -> LSTMStep:
    """Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000; no peepholes.

    read = W x + b (B, 4 H), and of the step before h (B, H), c (B, H). Gates lie in 0…1, the candidate
    in −1…1. The projection of h is that of Sak, Senior & Beaufays 2014.
    """
    preactivations = read + F.linear(h, weights.weight_hh, weights.bias_hh)
    i, f, g, o = preactivations.chunk(4, dim=-1)  # (B, H) each
    forget_gate = edit("forget_gate", torch.sigmoid(f))
    input_gate = edit("input_gate", torch.sigmoid(i))
    candidate = edit("candidate", torch.tanh(g))
    cell = edit("cell", torch.addcmul(forget_gate * c, input_gate, candidate))
    output_gate = edit("output_gate", torch.sigmoid(o))
    hidden = output_gate * torch.tanh(cell)
    if weights.weight_hr is not None:
        hidden = F.linear(hidden, weights.weight_hr)  # (B, P)
    return LSTMStep(forget_gate, input_gate, candidate, cell, output_gate, edit("hidden", hidden))


def gru_step(read: Tensor, h: Tensor, weights: Weights, edit: Edit = as_computed) -> GRUStep:
    """Cho et al. 2014, in PyTorch's form: read = W x + b (B, 3 H), h (B, H) of the step before.

    The reset gate acts after the product U h, so that the candidate's second bias is inside it;
    the update gate says how much of the old state stays: h' = (1 − z) n + z h.
    """
    recalled = F.linear(h, weights.weight_hh, weights.bias_hh)
    r_read, z_read, n_read = read.chunk(3, dim=-1)  # (B, H) each
    r_recalled, z_recalled, n_recalled = recalled.chunk(3, dim=-1)  # (B, H) each
    reset_gate = edit("reset_gate", torch.sigmoid(r_read + r_recalled))
    update_gate = edit("update_gate", torch.sigmoid(z_read + z_recalled))
    candidate = edit("candidate", torch.tanh(n_read + reset_gate * n_recalled))
    hidden = edit("hidden", (1 - update_gate) * candidate + update_gate * h)
    return GRUStep(reset_gate, update_gate, candidate, hidden)
