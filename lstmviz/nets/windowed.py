"""CausalNet: a window of the last steps in, an answer at every step; nothing is carried along."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class _CausalConvolution(nn.Conv1d):
    """A convolution over (B, I, T) that sees no later step: zeros stand before the first."""

    def __init__(self, inputs: int, outputs: int, kernel: int, apart: int) -> None:
        """apart: steps between the inputs of the kernel."""
        super().__init__(inputs, outputs, kernel, dilation=apart)
        self.before = apart * (kernel - 1)

    def forward(self, signal: Tensor) -> Tensor:
        """(B, I, T) -> (B, outputs, T)."""
        return super().forward(functional.pad(signal, (self.before, 0)))


class CausalNet(nn.Module):
    """Convolutions over time that see no later step, each a kernel's width further apart than the one below.

    Many layers of a small kernel are the causal convolution of WaveNet (van den Oord et al. 2016); one layer
    of a large kernel is the fixed-window net: the same two-layer net at every step, over the last `reach`
    inputs.
    """

    def __init__(self, inputs: int, hidden: int, answers: int, kernel: int, layers: int) -> None:
        super().__init__()
        self.reach = kernel**layers  # steps that an answer may depend on, its own included
        self.convolutions = nn.ModuleList(
            _CausalConvolution(hidden if layer else inputs, hidden, kernel, kernel**layer)
            for layer in range(layers)
        )
        self.readout = nn.Linear(hidden, answers)

    def forward(self, inputs: Tensor) -> Tensor:
        """Answer at every step: inputs (T, B, I) -> (T, B, answers)."""
        signal = inputs.permute(1, 2, 0)  # (B, I, T)
        for convolution in self.convolutions:
            signal = torch.tanh(convolution(signal))  # (B, H, T)
        answers: Tensor = self.readout(signal.permute(2, 0, 1))  # (T, B, answers)
        return answers
