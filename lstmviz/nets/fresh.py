"""A module with fresh weights, drawn without torch's global generator, which all threads share."""

import math
from collections.abc import Callable
from typing import TypeVar

import torch
from torch import nn

Module = TypeVar("Module", bound=nn.Module)


def without_values(make: Callable[[], Module]) -> Module:
    """The module that `make` makes, with memory for its weights and no values in it yet."""
    with torch.device("meta"):  # where no random number is drawn
        module = make()
    return module.to_empty(device="cpu")


@torch.no_grad()
def fresh(make: Callable[[], Module], bound: float, generator: torch.Generator) -> Module:
    """The module that `make` makes, its weights uniform within ±bound; PyTorch's own bound is 1/√H."""
    module = without_values(make)
    for parameter in module.parameters():
        parameter.uniform_(-bound, bound, generator=generator)
    return module


@torch.no_grad()
def fresh_layers(make: Callable[[], Module], generator: torch.Generator) -> Module:
    """The module that `make` makes, each of its layers as PyTorch's default has it.

    Weights and biases are uniform within ±1/√(inputs of a unit); norms start as they are.
    """
    module = without_values(make)
    for layer in module.modules():
        if isinstance(layer, nn.LayerNorm):
            layer.reset_parameters()
        elif isinstance(layer, nn.Linear | nn.Conv1d):
            bound = 1 / math.sqrt(layer.weight[0].numel())
            for parameter in layer.parameters():
                parameter.uniform_(-bound, bound, generator=generator)
    return module
