"""What a task is: sequences, the question asked of them, and how a visitor types one."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Labels, Subject, SymbolSubject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor, nn

    from lstmviz.internals.layers import Layer


TEXTS_SEED = 14


class Untuned(NamedTuple):
    """How all nets of a task start and learn, alike."""

    init: str
    learning_rate: float


class Task(Subject):
    """A question about sequences that nets are taught; a subclass is one small file, listed in `tasks.TASKS`.

    Its first example must show what `look_for` says, and its `unit` is that of the shipped LSTM in which it
    is seen best.
    """

    training_steps: ClassVar[int]  # T of the sequences the shipped nets learned from
    hidden: ClassVar[int]  # units of the shipped LSTM, H
    updates: ClassVar[int]  # that each of the shipped nets got, a batch each
    untuned: ClassVar[Untuned | None] = None  # where nothing is tuned: how all its nets start and learn
    window: ClassVar[int] = 20  # steps that a rule with a short memory sees: see `chance`
    least_steps: ClassVar[int] = 1  # the shortest T that `sample` can draw

    def __init__(self, steps: int | None = None) -> None:
        """steps: T of the sequences that `sample` draws; `training_steps` unless given.

        Raises InputError where the question does not fit into so few steps.
        """
        self.steps = self.training_steps if steps is None else steps
        if self.steps < self.least_steps:
            raise InputError(
                "length is {steps}. A sequence of {task} has at least {least} steps.",
                steps=steps,
                task=Translatable(self.title),
                least=self.least_steps,
            )

    def of_length(self, steps: int | None) -> Self:
        """The task with training sequences of another length; None: as it is. Raises as the constructor."""
        return self if steps is None else type(self)(steps)

    @abstractmethod
    def decode(self, inputs: Tensor) -> tuple[str, ...]:
        """The tokens that stand for (T, I), `encode` the other way: numbers are rounded to two places."""

    @abstractmethod
    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random sequences to learn from: (T, B, I) float32."""

    def texts(self, steps: int) -> Iterator[str]:
        """Sampled ones, always the same."""
        generator = torch.Generator().manual_seed(TEXTS_SEED)
        for inputs in self.sample(max(1, steps // self.steps), generator).unbind(1):
            yield self.between.join(self.decode(inputs))

    @abstractmethod
    def label(self, inputs: Tensor) -> Labels:
        """The right answers to (T, B, I), for training data and visitors' sequences alike."""

    @classmethod
    def example(cls, name: str) -> str:
        """The example of this name, as typed. Raises KeyError where there is none."""
        return dict(cls.examples)[name]

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """Whether what `look_for` says can be seen where a trained LSTM read these inputs (T, B, I)."""
        raise NotImplementedError(f"{self.title} says no way to see what to look for.")

    def loss(self, said: Tensor, labels: Labels) -> Tensor:
        """Mean loss over the steps asked: cross-entropy, or squared error for a number.

        said: (T, B, K) logits or (T, B, 1) numbers, as SequenceNet returns them.
        """
        answers, targets = said[labels.asked], labels.targets[labels.asked]  # (N, K), (N,)
        if self.answers:
            return torch.nn.functional.cross_entropy(answers, targets)
        return torch.nn.functional.mse_loss(answers.squeeze(-1), targets)

    def score(self, said: Tensor, labels: Labels) -> float:
        """Share of the sequences answered right at every step that was asked, 0 to 1."""
        return (self.right(said, labels) | ~labels.asked).all(dim=0).double().mean().item()

    def step_score(self, said: Tensor, labels: Labels) -> float:
        """Share of the steps asked that were answered right, 0 to 1."""
        return self.right(said, labels)[labels.asked].double().mean().item()

    def facts(self, net: nn.Module) -> dict[str, float]:
        """What the net does beyond the lengths it learned from: its score at twice and four times T."""
        return {f"score at {times * self.steps} steps": self._score_at(net, times) for times in (2, 4)}

    def _score_at(self, net: nn.Module, times: int) -> float:
        longer = type(self)(times * self.steps)
        inputs = longer.sample(500, torch.Generator().manual_seed(0))
        with torch.no_grad():
            return longer.score(net(inputs), longer.label(inputs))


class SymbolTask(SymbolSubject, Task):
    """A task whose every step is one symbol of an alphabet."""

    def decode(self, inputs: Tensor) -> tuple[str, ...]:
        """A symbol a step; what is none ends the sequence."""
        steps = int((inputs > 0.5).any(-1).long().cumprod(0).sum())
        return tuple(self.alphabet[code] for code in inputs[:steps].argmax(-1).tolist())


def step_numbers(inputs: Tensor) -> Tensor:
    """0, 1, ... T-1 as (T, 1), to compare with positions of a batch."""
    return torch.arange(len(inputs)).unsqueeze(1)


def latest(flags: Tensor) -> Tensor:
    """For (T, B) bool, the step of the latest True so far, -1 before the first: (T, B) int64."""
    return torch.where(flags, step_numbers(flags), -1).cummax(dim=0).values


def correlation(one: Tensor, other: Tensor) -> float:
    """Pearson's, over all their numbers: −1 to 1."""
    return float(torch.corrcoef(torch.stack([one.flatten(), other.flatten()]))[0, 1])
