"""What a task is: sequences, the question asked of them, and how a visitor types one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.lazy_torch import torch
from lstmviz.limits import LONGEST_SEQUENCE

if TYPE_CHECKING:
    from torch import Tensor, nn

    from lstmviz.internals.layers import Layer

LONGEST_QUOTE = 20  # characters of a bad token repeated in a message


class Example(NamedTuple):
    """A sequence for a visitor who types none."""

    name: str  # a few words, what is special about it
    typed: str


class Labels(NamedTuple):
    """The right answers to a batch of sequences."""

    targets: Tensor  # (T, B) int64: which answer; float32: the number, where the answer is one
    asked: Tensor  # (T, B) bool: the steps at which the answer counts


class Task(ABC):
    """A question about sequences. Subclasses are one small file each, listed in `tasks.TASKS`."""

    name: ClassVar[str]  # in links and file names
    title: ClassVar[str]
    question: ClassVar[str]  # what is asked at a step, one sentence
    look_for: ClassVar[str]  # what to watch in the heatmaps of a trained LSTM: see `is_there`
    typed: ClassVar[str]  # how a sequence is typed, one sentence
    channels: ClassVar[tuple[str, ...]]  # what each of the I input numbers is
    answers: ClassVar[tuple[str, ...]]  # the answers to choose from; empty where the answer is a number
    tolerance: ClassVar[float] = 0.0  # how near a number must come to be right
    examples: ClassVar[tuple[Example, ...]]  # the first is the one shown: it must show what `look_for` says
    unit: ClassVar[int] = 0  # of the shipped LSTM, the one in which `look_for` is seen best
    training_steps: ClassVar[int]  # T of the sequences the shipped nets learned from
    hidden: ClassVar[int]  # units of the shipped LSTM, H
    updates: ClassVar[int]  # that each of the shipped nets got, a batch each
    window: ClassVar[int] = 20  # steps that a rule with a short memory sees: see `chance`
    least_steps: ClassVar[int] = 1  # the shortest T that `sample` can draw

    def __init__(self, steps: int | None = None) -> None:
        """steps: T of the sequences that `sample` draws; `training_steps` unless given.

        Raises InputError where the question does not fit into so few steps.
        """
        self.steps = self.training_steps if steps is None else steps
        if self.steps < self.least_steps:
            problem = _("length is {steps}. A sequence of {task} has at least {least} steps.")
            raise InputError(problem.format(steps=steps, task=_(self.title), least=self.least_steps))

    def of_length(self, steps: int | None) -> Self:
        """The task with training sequences of another length; None: as it is. Raises as the constructor."""
        return self if steps is None else type(self)(steps)

    @abstractmethod
    def tokens(self, text: str) -> tuple[str, ...]:
        """Split what a visitor typed into one token a step. Raises InputError naming the bad one."""

    @abstractmethod
    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """What the net reads for these tokens: (T, 1, I) float32."""

    @abstractmethod
    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random sequences to learn from: (T, B, I) float32."""

    @abstractmethod
    def label(self, inputs: Tensor) -> Labels:
        """The right answers to (T, B, I), for training data and visitors' sequences alike."""

    @property
    def first_example(self) -> str:
        """The sequence that is shown until a visitor chooses another, as typed."""
        return self.examples[0].typed

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

    def right(self, said: Tensor, labels: Labels) -> Tensor:
        """Whether the net's answer is right at each step: (T, B) bool, meaningful where asked."""
        if self.answers:
            return said.argmax(-1) == labels.targets
        return (said.squeeze(-1) - labels.targets).abs() <= self.tolerance

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


class SymbolTask(Task):
    """A task whose every step is one symbol of an alphabet, read by the net as one-hot."""

    alphabet: ClassVar[tuple[str, ...]]

    def tokens(self, text: str) -> tuple[str, ...]:
        """One character a step; spaces at the ends do not count."""
        characters = tuple(text.strip())
        check_length(len(characters))
        for position, character in enumerate(characters, start=1):
            if character not in self.alphabet:
                raise bad_token(position, character, self)
        return characters

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """One-hot over the alphabet: (T, 1, I)."""
        codes = torch.tensor([[self.alphabet.index(token)] for token in tokens])  # (T, 1)
        return self.one_hot(codes)

    def one_hot(self, codes: Tensor) -> Tensor:
        """(T, B) positions in the alphabet -> (T, B, I) float32."""
        return torch.nn.functional.one_hot(codes, len(self.alphabet)).float()


def step_numbers(inputs: Tensor) -> Tensor:
    """0, 1, ... T-1 as (T, 1), to compare with positions of a batch."""
    return torch.arange(len(inputs)).unsqueeze(1)


def latest(flags: Tensor) -> Tensor:
    """For (T, B) bool, the step of the latest True so far, -1 before the first: (T, B) int64."""
    return torch.where(flags, step_numbers(flags), -1).cummax(dim=0).values


def correlation(one: Tensor, other: Tensor) -> float:
    """Pearson's, over all their numbers: −1 to 1."""
    return float(torch.corrcoef(torch.stack([one.flatten(), other.flatten()]))[0, 1])


def check_length(steps: int) -> None:
    """Raise InputError where a sequence is empty or longer than LONGEST_SEQUENCE."""
    if steps == 0:
        raise InputError(_("The sequence is empty. Type at least one symbol."))
    if steps > LONGEST_SEQUENCE:
        problem = _("The sequence has {steps} steps; the limit is {most}. Shorten it.")
        raise InputError(problem.format(steps=steps, most=LONGEST_SEQUENCE))


def bad_token(position: int, token: str, task: Task) -> InputError:
    """The error for a token the task does not know; `repr` makes invisible characters visible."""
    shown = repr(token[:LONGEST_QUOTE]) + ("…" if len(token) > LONGEST_QUOTE else "")
    problem = _("Step {position} of the sequence is {shown}, which {task} cannot read. {typed}")
    said = problem.format(position=position, shown=shown, task=_(task.title), typed=_(task.typed))
    return InputError(said)
