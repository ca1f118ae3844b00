"""AttentionNet: one block of a transformer, an answer at every step from all steps so far."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


class AttentionNet(nn.Module):
    """Causal self-attention and a small net at every step (Vaswani et al. 2017), norms before each."""

    def __init__(self, inputs: int, hidden: int, answers: int, heads: int) -> None:
        """hidden: a multiple of heads."""
        super().__init__()
        self.heads = heads
        self.embed = nn.Linear(inputs, hidden)
        self.norm_before_attention = nn.LayerNorm(hidden)
        self.queries_keys_values = nn.Linear(hidden, 3 * hidden)
        self.merge = nn.Linear(hidden, hidden)
        self.norm_before_widening = nn.LayerNorm(hidden)
        self.widen = nn.Linear(hidden, 2 * hidden)
        self.narrow = nn.Linear(2 * hidden, hidden)
        self.readout = nn.Linear(hidden, answers)

    def forward(self, inputs: Tensor) -> Tensor:
        """Answer at every step: inputs (T, B, I) -> (T, B, answers)."""
        signal = self.embed(inputs).transpose(0, 1)  # (B, T, H)
        signal = signal + positions(*signal.shape[1:]).to(signal)
        signal = signal + self._attended(self.norm_before_attention(signal))
        signal = signal + self.narrow(functional.relu(self.widen(self.norm_before_widening(signal))))
        answers: Tensor = self.readout(signal.transpose(0, 1))
        return answers

    def _attended(self, signal: Tensor) -> Tensor:
        """What each step makes of itself and those before it: (B, T, H) -> (B, T, H)."""
        parts = self.queries_keys_values(signal).chunk(3, dim=-1)
        queries, keys, values = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
        attended = functional.scaled_dot_product_attention(queries, keys, values, is_causal=True)
        merged: Tensor = self.merge(attended.transpose(1, 2).flatten(-2))
        return merged


def positions(steps: int, hidden: int) -> Tensor:
    """Sines and cosines of each step's number, from fast to slow: (steps, hidden)."""
    pairs = torch.arange(0, hidden, 2)
    angles = torch.arange(steps).unsqueeze(1) * torch.exp(-math.log(10_000) / hidden * pairs)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)[:, :hidden]
