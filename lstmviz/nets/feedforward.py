"""Nets without memory: the perceptron, and layers of units with a smooth or piecewise linear activation."""

import math
from collections.abc import Callable, Sequence
from typing import Literal

import torch
from torch import Tensor, nn

Activation = Literal["sigmoid", "tanh", "relu", "maxout"]
PIECES = 2  # linear functions that a maxout unit takes the largest of


class Perceptron:
    """Rosenblatt 1958, "The perceptron": one unit with a step activation, and the rule it learns by."""

    def __init__(self, inputs: int, generator: torch.Generator) -> None:
        """Weights and bias are drawn from N(0, 1), float64."""
        self.weights = torch.randn(inputs, generator=generator, dtype=torch.float64)  # (I,)
        self.bias = torch.randn((), generator=generator, dtype=torch.float64)

    def __call__(self, x: Tensor) -> Tensor:
        """1 where w x + b > 0, else 0: x (N, I) float64 -> (N,)."""
        return (x @ self.weights + self.bias > 0).double()

    def learn(self, x: Tensor, wanted: Tensor, learning_rate: float) -> int:
        """One pass over the points, x (N, I) and wanted (N,) of 0 and 1; returns the mistakes made on it.

        After every mistake w += rate · (wanted − said) · x, b += rate · (wanted − said).
        """
        mistakes = 0
        for point, answer in zip(x, wanted, strict=True):
            error = answer - self(point)  # −1, 0 or 1
            self.weights += learning_rate * error * point
            self.bias += learning_rate * error
            mistakes += int(error != 0)
        return mistakes


def maxout(x: Tensor) -> Tensor:
    """Goodfellow et al. 2013: the largest of a unit's pieces, (..., PIECES * width) -> (..., width)."""
    return torch.stack(x.chunk(PIECES, dim=-1)).amax(0)


_ACTIVATIONS: dict[Activation, Callable[[Tensor], Tensor]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "maxout": maxout,
}


class FeedForward(nn.Module):
    """`depth` hidden layers of `width` units each and a linear readout, in float64.

    It is a multi-layer perceptron (Rumelhart, Hinton & Williams 1986) where depth is 1, a deep net where
    it is more. One module holds S nets, a generator each: they share no number, only the time it takes.
    """

    def __init__(
        self,
        inputs: int,
        width: int,
        depth: int,
        outputs: int,
        activation: Activation,
        generators: Sequence[torch.Generator],
        gain: float | None = None,
    ) -> None:
        super().__init__()
        pieces = PIECES if activation == "maxout" else 1
        sizes = [inputs] + [width] * depth
        layers = [StackedLinear(below, pieces * width, generators, gain) for below in sizes[:-1]]
        self.hidden = nn.ModuleList(layers)
        self.readout = StackedLinear(sizes[-1], outputs, generators, gain)
        self.activation = _ACTIVATIONS[activation]

    def activities(self, x: Tensor) -> list[Tensor]:
        """What every hidden layer gives out, lowest first: x (S, N, I) -> depth tensors (S, N, width)."""
        given = [x]
        for layer in self.hidden:
            given.append(self.activation(layer(given[-1])))
        return given[1:]

    def forward(self, x: Tensor) -> Tensor:
        """Logits: x (S, N, I) -> (S, N, outputs)."""
        logits: Tensor = self.readout(self.activities(x)[-1])
        return logits


class StackedLinear(nn.Module):
    """A linear layer of each of S nets: weight (S, I, O), bias (S, 1, O).

    gain None: PyTorch's default, weights and biases uniform within ±1/√I. Otherwise weights from
    N(0, gain²/I) and biases of 0: gain 1 is LeCun et al. 1998, √2 He et al. 2015.
    """

    def __init__(
        self, inputs: int, outputs: int, generators: Sequence[torch.Generator], gain: float | None
    ) -> None:
        super().__init__()
        bound = 1 / math.sqrt(inputs)
        weight = torch.empty(len(generators), inputs, outputs, dtype=torch.float64)
        bias = torch.zeros(len(generators), 1, outputs, dtype=torch.float64)
        for own_weight, own_bias, generator in zip(weight, bias, generators, strict=True):
            if gain is None:
                own_weight.uniform_(-bound, bound, generator=generator)
                own_bias.uniform_(-bound, bound, generator=generator)
            else:
                own_weight.normal_(0.0, gain * bound, generator=generator)
        self.weight, self.bias = nn.Parameter(weight), nn.Parameter(bias)

    def forward(self, x: Tensor) -> Tensor:
        """x w + b: (S, N, I) -> (S, N, O)."""
        return torch.baddbmm(self.bias, x, self.weight)
