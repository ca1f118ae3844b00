"""What a page shows nets at: how a sequence is typed, what a net reads of it, and what it answers.

A task is a subject that nets are taught here (tasks/task.py); a net from elsewhere brings one of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.lazy_torch import torch
from lstmviz.limits import LONGEST_SEQUENCE

if TYPE_CHECKING:
    from torch import Tensor

LONGEST_QUOTE = 20  # characters of a bad token repeated in a message


class Example(NamedTuple):
    """A sequence for a visitor who types none."""

    name: str  # a few words, what is special about it
    typed: str


class Labels(NamedTuple):
    """The right answers to a batch of sequences."""

    targets: Tensor  # (T, B) int64: which answer; float32: the number, where the answer is one
    asked: Tensor  # (T, B) bool: the steps at which the answer counts


class Subject(ABC):
    """What nets read and answer, and how a visitor types it."""

    name: str  # in links and file names
    title: str
    question: str = ""  # what is asked at a step, one sentence
    look_for: str = ""  # what to watch in the heatmaps of a trained LSTM
    typed: str  # how a sequence is typed, one sentence
    between: str = ""  # what stands between two tokens as typed
    channels: tuple[str, ...] = ()  # what each of the I input numbers is; their positions where not named
    answers: tuple[str, ...] = ()  # the answers to choose from; empty where the answer is a number
    tolerance: float = 0.0  # how near a number must come to be right
    flags: tuple[str, ...] = ()  # the few tokens that decide the answers: marked wherever a sequence stands
    examples: tuple[Example, ...]  # the first is the one shown
    unit: int = 0  # of the first net shown, the one to look at first
    layers: tuple[str, ...] = ("l0",)  # of its nets, by PyTorch's suffixes: "l0", "l0_reverse", "l1", ...

    @abstractmethod
    def tokens(self, text: str) -> tuple[str, ...]:
        """Split what a visitor typed into one token a step. Raises InputError naming the bad one."""

    @abstractmethod
    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """What the net reads for these tokens: (T, 1, I) float32."""

    def strip(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """What stands over each step: the tokens, unless they are too long to."""
        return tokens

    def label(self, inputs: Tensor) -> Labels:
        """The right answers to (T, B, I): where nobody knows them, none is asked."""
        steps = inputs.shape[:2]
        return Labels(torch.zeros(steps, dtype=torch.int64), torch.zeros(steps, dtype=torch.bool))

    def answered(self, inputs: Tensor) -> Tensor:
        """At which steps of (T, B, I) the net's answer means anything, (T, B) bool: unless said, at all."""
        return torch.ones(inputs.shape[:2], dtype=torch.bool)

    def right(self, said: Tensor, labels: Labels) -> Tensor:
        """Whether the net's answer is right at each step: (T, B) bool, meaningful where asked."""
        if self.answers:
            return said.argmax(-1) == labels.targets
        return (said.squeeze(-1) - labels.targets).abs() <= self.tolerance

    def probabilities(self, said: Tensor) -> Tensor:
        """What a readout says, (T, B, K), as the probability of each answer; a number as it is."""
        return said.softmax(-1) if self.answers else said

    def texts(self, steps: int) -> Iterator[str]:
        """More sequences to look at, as typed: at most about so many steps of them. Here the examples."""
        yield from (example.typed for example in self.examples)

    @property
    def first_example(self) -> str:
        """The sequence that is shown until a visitor chooses another, as typed."""
        return self.examples[0].typed


class SymbolSubject(Subject):
    """A subject whose every step is one symbol of an alphabet, read by the net as one-hot."""

    alphabet: tuple[str, ...]

    def shown(self, text: str) -> str:
        """A text in the characters of the alphabet, where that has others for some."""
        return text

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
        return self.one_hot(self.codes(tokens))

    def codes(self, tokens: tuple[str, ...]) -> Tensor:
        """Positions in the alphabet: (T, 1) int64."""
        places = {token: place for place, token in enumerate(self.alphabet)}
        return torch.tensor([places[token] for token in tokens])[:, None]

    def one_hot(self, codes: Tensor) -> Tensor:
        """(T, B) positions in the alphabet -> (T, B, I) float32."""
        return torch.nn.functional.one_hot(codes, len(self.alphabet)).float()


def check_length(steps: int) -> None:
    """Raise InputError where a sequence is empty or longer than LONGEST_SEQUENCE."""
    if steps == 0:
        raise InputError("The sequence is empty. Type at least one symbol.")
    if steps > LONGEST_SEQUENCE:
        raise InputError(
            "The sequence has {steps} steps; the limit is {most}. Shorten it.",
            steps=steps,
            most=LONGEST_SEQUENCE,
        )


def bad_token(position: int, token: str, subject: Subject) -> InputError:
    """The error for a token the subject does not know; `repr` makes invisible characters visible."""
    shown = repr(token[:LONGEST_QUOTE]) + ("…" if len(token) > LONGEST_QUOTE else "")
    return InputError(
        "Step {position} of the sequence is {shown}, which {task} cannot read. {typed}",
        position=position,
        shown=shown,
        task=Translatable(subject.title),
        typed=Translatable(subject.typed),
    )
