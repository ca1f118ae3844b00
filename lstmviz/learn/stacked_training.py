"""train_stack(): nets of one shape learn side by side as one program, each from its own seed and data.

Each gets the updates that `train` would give it, but for rounding: sums are added up in another order. Over
thousands of updates roundings grow, so that a seed may end elsewhere; what is true of many seeds stays. What
must be the same to the last bit, as a net that is shipped, is trained by `train`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from lstmviz.errors import InputError
from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.subject import Labels
from lstmviz.learn.tasks.task import Task
from lstmviz.nets.sequence import SequenceNet
from lstmviz.nets.stacked import Stack

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8  # of Adam, as in PyTorch
SHARED = ("cell", "hidden", "batch", "steps", "optimizer", "length")

Member = tuple[Recipe, int]
"""One net of a stack: its recipe and its seed."""


class Trained(NamedTuple):
    """A net at the end of its training."""

    net: SequenceNet
    diverged: bool  # its loss or gradient overflowed; its weights are from before


def train_stack(task: Task, members: Sequence[Member]) -> list[Trained]:
    """Train a net for every member, in their order.

    Members differ in seed, init, learning rate and clipping; InputError where they differ in more, or the
    optimizer is not Adam.
    """
    recipe = _shared(members)
    task = task.of_length(recipe.length)
    nets = [build(task, one, seed) for one, seed in members]
    stack, data = Stack(nets), _Data(task, recipe.batch, [seed for _, seed in members])
    adam = _Adam.of(stack.numbers, torch.tensor([[one.learning_rate] for one, _ in members]))
    clip = torch.tensor([one.clip for one, _ in members])
    alive = torch.ones(len(members), dtype=torch.bool)
    for _ in range(recipe.steps):
        inputs, labels = data.next()
        losses = mean_losses(task, stack(inputs), labels)
        (gradient,) = torch.autograd.grad(losses.sum(), stack.numbers)
        norms = gradient.norm(dim=1)
        alive &= (losses.detach() + norms).isfinite()
        scale = (clip / (norms + 1e-6)).clamp(max=1.0)  # as nn.utils.clip_grad_norm_ has it
        adam.update(stack.numbers, gradient * scale.unsqueeze(1), alive)
    for net, weights in zip(nets, stack.state_dicts(), strict=True):
        net.load_state_dict(weights)
    return [Trained(net, not lives) for net, lives in zip(nets, alive.tolist(), strict=True)]


def _shared(members: Sequence[Member]) -> Recipe:
    """A recipe whose SHARED fields are those of all members."""
    first = members[0][0]
    for name in SHARED:
        if len(values := {getattr(recipe, name) for recipe, _ in members}) > 1:
            raise InputError(
                "{name} is {values}. Nets of one stack have one; train them apart.",
                name=name,
                values=sorted(values),
            )
    if first.optimizer != "adam":
        raise InputError(
            "optimizer is {optimizer!r}. Stacks know adam alone; others: train().", optimizer=first.optimizer
        )
    return first


class _Data:
    """Every net's own stream of batches; nets of the same seed read the same."""

    def __init__(self, task: Task, batch: int, seeds: Sequence[int]) -> None:
        self.task, self.batch = task, batch
        self.streams = {seed: random_stream(seed, "training data") for seed in seeds}
        self.places = [list(self.streams).index(seed) for seed in seeds]  # (K,), the stream of each net

    def next(self) -> tuple[Tensor, Labels]:
        """Inputs (K, T, B, I), and labels (K, T, B)."""
        drawn = torch.stack([self.task.sample(self.batch, stream) for stream in self.streams.values()], 1)
        labels = self.task.label(drawn.flatten(1, 2))  # of (T, S * B), S streams
        return self._dealt(drawn), Labels(
            *(self._dealt(torch.unflatten(part, 1, drawn.shape[1:3])) for part in labels)
        )

    def _dealt(self, drawn: Tensor) -> Tensor:
        """(T, S, ...) of the streams -> (K, T, ...) of the nets."""
        return drawn.transpose(0, 1)[self.places]


def mean_losses(task: Task, said: Tensor, labels: Labels) -> Tensor:
    """`task.loss` of each net: said (K, T, B, answers), labels (K, T, B) -> (K,)."""
    if task.answers:
        losses = functional.cross_entropy(said.flatten(0, -2), labels.targets.flatten(), reduction="none")
    else:
        losses = (said.flatten() - labels.targets.flatten()).square()
    asked = labels.asked.flatten(1)
    return (losses.view_as(asked) * asked).sum(1) / asked.sum(1)


@dataclass
class _Adam:
    """Adam (Kingma & Ba 2015) as PyTorch has it, with a learning rate for each row (K, 1)."""

    rates: Tensor
    mean: Tensor
    square: Tensor
    updates: int = 0

    @classmethod
    def of(cls, numbers: Tensor, rates: Tensor) -> "_Adam":
        return cls(rates, torch.zeros_like(numbers), torch.zeros_like(numbers))

    @torch.no_grad()
    def update(self, numbers: Tensor, gradient: Tensor, alive: Tensor) -> None:
        """Move the rows (K, P) that live; the others stay where they are."""
        self.updates += 1
        self.mean.lerp_(gradient, 1 - BETA_1)
        self.square.mul_(BETA_2).addcmul_(gradient, gradient, value=1 - BETA_2)
        deviation = self.square.sqrt() / math.sqrt(1 - BETA_2**self.updates) + EPSILON
        moved = numbers - self.rates / (1 - BETA_1**self.updates) * (self.mean / deviation)
        numbers.copy_(torch.where(alive.unsqueeze(1), moved, numbers))
