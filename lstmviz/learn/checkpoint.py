"""Checkpoint: all that a training run needs to go on to bitwise the same end."""

from dataclasses import dataclass

import torch
from safetensors.torch import save as to_safetensors
from torch import Tensor, nn
from torch.optim import Optimizer

from lstmviz.languages import Translatable
from lstmviz.learn.recipe import Recipe, blank
from lstmviz.learn.saved_nets.net_file import check, parse
from lstmviz.learn.settings import OPTIMIZERS
from lstmviz.learn.tasks.task import Task

STEP, SECONDS, GENERATOR = "step", "seconds", "generator"


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A run between two updates: its weights, its optimizer's state, and where its data goes on."""

    step: int  # updates made
    seconds: float  # of computing so far
    tensors: dict[
        str, Tensor
    ]  # "net.readout.bias", "optimizer.0.exp_avg" of the first parameter, "generator"

    @property
    def weights(self) -> dict[str, Tensor]:
        """The net's state_dict."""
        return _weights(self.tensors)

    def restore(self, net: nn.Module, optimizer: Optimizer, generator: torch.Generator) -> None:
        """Put all three where they were."""
        net.load_state_dict(self.weights)
        state: dict[int, dict[str, Tensor]] = {}
        for name, tensor in self.tensors.items():
            if name.startswith("optimizer."):
                _, parameter, key = name.split(".")
                state.setdefault(int(parameter), {})[key] = tensor.clone()  # it goes on in place
        optimizer.load_state_dict(optimizer.state_dict() | {"state": state})
        generator.set_state(self.tensors[GENERATOR])

    def to_bytes(self) -> bytes:
        """As a safetensors file."""
        place = {STEP: torch.tensor(self.step), SECONDS: torch.tensor(self.seconds, dtype=torch.float64)}
        return to_safetensors(self.tensors | place)


def take(
    step: int, seconds: float, net: nn.Module, optimizer: Optimizer, generator_state: Tensor
) -> Checkpoint:
    """The checkpoint of a run that stands between two updates."""
    tensors = {name: tensor.clone() for name, tensor in _tensors(net, optimizer).items()}
    return Checkpoint(step, seconds, tensors | {GENERATOR: generator_state})


def _weights(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix("net."): tensor for name, tensor in tensors.items() if name.startswith("net.")}


def _tensors(net: nn.Module, optimizer: Optimizer) -> dict[str, Tensor]:
    weights = {f"net.{name}": tensor for name, tensor in net.state_dict().items()}
    state = optimizer.state_dict()["state"]
    return weights | {f"optimizer.{k}.{key}": tensor for k in state for key, tensor in state[k].items()}


def from_bytes(data: bytes, task: Task, recipe: Recipe) -> Checkpoint:
    """The checkpoint of a run of the recipe. Raises ValueError where the file is not one, or is damaged."""
    tensors = parse(data)
    begun = any(name.startswith("optimizer.") for name in tensors)
    check(tensors, _expected(task, recipe, begun))
    step, seconds = int(tensors.pop(STEP)), float(tensors.pop(SECONDS))
    if not 0 <= step <= recipe.steps:
        raise ValueError(Translatable("step is {step}, the run has {steps}", step=step, steps=recipe.steps))
    try:
        torch.Generator().set_state(tensors[GENERATOR])
    except RuntimeError as error:
        raise ValueError(
            Translatable("its generator's state cannot be read: {error}", error=error)
        ) from error
    return Checkpoint(step, seconds, tensors)


def weights_from_bytes(data: bytes, task: Task, recipe: Recipe) -> dict[str, Tensor]:
    """The net's state_dict alone, to be looked at. Raises ValueError where the file has none, or is damaged.

    No optimizer is made to check the rest by: with its first one torch loads 300 more modules, for half a
    second in which a server answers nobody.
    """
    weights = _weights(parse(data))
    check(weights, blank(task, recipe).state_dict())
    return weights


def _expected(task: Task, recipe: Recipe, begun: bool) -> dict[str, Tensor]:
    """Tensors of the names, shapes and types that a checkpoint holds; their values mean nothing."""
    net = blank(task, recipe)
    optimizer = OPTIMIZERS[recipe.optimizer](net.parameters(), lr=recipe.learning_rate)
    if begun:  # an optimizer has no state before its first step
        for parameter in net.parameters():
            parameter.grad = torch.zeros_like(parameter)
        optimizer.step()
    place = {STEP: torch.tensor(0), SECONDS: torch.tensor(0.0, dtype=torch.float64)}
    return _tensors(net, optimizer) | place | {GENERATOR: torch.Generator().get_state()}
