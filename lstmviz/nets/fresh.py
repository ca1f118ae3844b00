"""A module with fresh weights, drawn without torch's global generator, which all threads share."""

from collections.abc import Callable
from typing import TypeVar

import torch
from torch import nn

Module = TypeVar("Module", bound=nn.Module)


@torch.no_grad()
def fresh(make: Callable[[], Module], bound: float, generator: torch.Generator) -> Module:
    """The module that `make` makes, its weights uniform within ±bound; PyTorch's own bound is 1/√H."""
    with torch.device("meta"):  # where no random number is drawn
        module = make()
    module = module.to_empty(device="cpu")
    for parameter in module.parameters():
        parameter.uniform_(-bound, bound, generator=generator)
    return module
