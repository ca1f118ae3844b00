"""One step of the RNN, the LSTM and the GRU, written as in the papers, with nothing hidden.

These say what PyTorch's layers compute; they are for reading and for intervening, not for speed.
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
    x: Tensor, h: Tensor, weights: Weights, activation: Callable[[Tensor], Tensor] = torch.tanh
) -> RNNStep:
    """Elman 1990, "Finding structure in time": x (B, I), h (B, H) of the step before.

    h' = tanh(W x + U h + b), or relu in place of tanh.
    """
    W, U, b, d, _ = weights
    preactivation = F.linear(x, W, b) + F.linear(h, U, d)  # (B, H)
    return RNNStep(preactivation, activation(preactivation))


def lstm_step(x: Tensor, h: Tensor, c: Tensor, weights: Weights) -> LSTMStep:
    """Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000; no peepholes.

    x (B, I), and of the step before h (B, H), c (B, H). Gates lie in 0…1, the candidate in −1…1.
    The projection of h is that of Sak, Senior & Beaufays 2014.
    """
    W, U, b, d, projection = weights
    i, f, g, o = (F.linear(x, W, b) + F.linear(h, U, d)).chunk(4, dim=-1)  # (B, H) each
    forget_gate = torch.sigmoid(f)
    input_gate = torch.sigmoid(i)
    candidate = torch.tanh(g)
    cell = forget_gate * c + input_gate * candidate
    output_gate = torch.sigmoid(o)
    hidden = output_gate * torch.tanh(cell)
    if projection is not None:
        hidden = F.linear(hidden, projection)  # (B, P)
    return LSTMStep(forget_gate, input_gate, candidate, cell, output_gate, hidden)


def gru_step(x: Tensor, h: Tensor, weights: Weights) -> GRUStep:
    """Cho et al. 2014, in PyTorch's form: x (B, I), h (B, H) of the step before.

    The reset gate acts after the product U h, so that the candidate's second bias is inside it;
    the update gate says how much of the old state stays: h' = (1 − z) n + z h.
    """
    W, U, b, d, _ = weights
    r_read, z_read, n_read = F.linear(x, W, b).chunk(3, dim=-1)  # (B, H) each
    r_recalled, z_recalled, n_recalled = F.linear(h, U, d).chunk(3, dim=-1)  # (B, H) each
    reset_gate = torch.sigmoid(r_read + r_recalled)
    update_gate = torch.sigmoid(z_read + z_recalled)
    candidate = torch.tanh(n_read + reset_gate * n_recalled)
    hidden = (1 - update_gate) * candidate + update_gate * h
    return GRUStep(reset_gate, update_gate, candidate, hidden)
