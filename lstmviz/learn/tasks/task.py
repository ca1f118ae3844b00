"""What a task is: sequences, the question asked of them, and how a visitor types one."""

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from lstmviz.errors import InputError

MOST_STEPS = 2000


class Labels(NamedTuple):
    """The right answers to a batch of sequences."""

    targets: Tensor  # (T, B) int64: which answer; float32: the number, where the answer is one
    asked: Tensor  # (T, B) bool: the steps at which the answer counts


class Task(ABC):
    """A question about sequences. Subclasses are one small file each, listed in `tasks.TASKS`."""

    name: ClassVar[str]  # in links and file names
    title: ClassVar[str]
    question: ClassVar[str]  # what is asked at a step, one sentence
    look_for: ClassVar[str]  # what to watch in the heatmaps, one sentence
    typed: ClassVar[str]  # how a sequence is typed, one sentence
    channels: ClassVar[tuple[str, ...]]  # what each of the I input numbers is
    answers: ClassVar[tuple[str, ...]]  # the answers to choose from; empty where the answer is a number
    tolerance: ClassVar[float] = 0.0  # how near a number must come to be right
    examples: ClassVar[tuple[str, ...]]  # sequences as typed; the first is the one shown

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

    def loss(self, said: Tensor, labels: Labels) -> Tensor:
        """Mean loss over the steps asked: cross-entropy, or squared error for a number.

        said: (T, B, K) logits or (T, B, 1) numbers, as SequenceNet returns them.
        """
        answers, targets = said[labels.asked], labels.targets[labels.asked]  # (N, K), (N,)
        if self.answers:
            return functional.cross_entropy(answers, targets)
        return functional.mse_loss(answers.squeeze(-1), targets)

    def right(self, said: Tensor, labels: Labels) -> Tensor:
        """Whether the net's answer is right at each step: (T, B) bool, meaningful where asked."""
        if self.answers:
            return said.argmax(-1) == labels.targets
        return (said.squeeze(-1) - labels.targets).abs() <= self.tolerance

    def score(self, said: Tensor, labels: Labels) -> float:
        """Share of the sequences answered right at every step that was asked, 0 to 1."""
        return (self.right(said, labels) | ~labels.asked).all(dim=0).float().mean().item()


class SymbolTask(Task):
    """A task whose every step is one symbol of an alphabet, read by the net as one-hot."""

    alphabet: ClassVar[tuple[str, ...]]

    def tokens(self, text: str) -> tuple[str, ...]:
        """One character a step; spaces at the ends do not count."""
        characters = tuple(text.strip())
        check_length(len(characters))
        for position, character in enumerate(characters, start=1):
            if character not in self.alphabet:
                raise InputError(
                    f"Character {position} of the sequence is {character!r}, which {self.title} does not know. "
                    f"Use only: {' '.join(self.alphabet)}"
                )
        return characters

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """One-hot over the alphabet: (T, 1, I)."""
        codes = torch.tensor([[self.alphabet.index(token)] for token in tokens])  # (T, 1)
        return self.one_hot(codes)

    def one_hot(self, codes: Tensor) -> Tensor:
        """(T, B) positions in the alphabet -> (T, B, I) float32."""
        return functional.one_hot(codes, len(self.alphabet)).float()


def check_length(steps: int) -> None:
    """Raise InputError where a sequence is empty or longer than MOST_STEPS."""
    if steps == 0:
        raise InputError("The sequence is empty. Type at least one symbol.")
    if steps > MOST_STEPS:
        raise InputError(f"The sequence has {steps} steps; the limit is {MOST_STEPS}. Shorten it.")
