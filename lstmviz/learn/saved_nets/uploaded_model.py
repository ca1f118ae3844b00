"""A model that a visitor brought, as the pages see it: its card, what it reads, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.lazy_torch import torch
from lstmviz.learn.model import Model, SymbolModel
from lstmviz.learn.subject import Example, bad_token, check_length

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet

SAMPLE_STEPS = 50
SAMPLE, ROW = "sample", "row"  # what is typed for numbers of the generator, and for a row of the data


@dataclass(frozen=True)
class UploadedCard:
    """What is known of a model beside its numbers."""

    title: str  # a visitor's own
    file: str  # that it came in
    layer: str  # its name there
    activation: str | None  # as the visitor said, where the file does not tell
    alphabet: tuple[str, ...]  # what its inputs mean; empty where they are numbers
    answers: tuple[str, ...]  # of the readout; empty where it answers a number, or nothing
    first: str  # the sequence that is shown first, as typed; empty: one is drawn
    date: str  # ISO
    sigmoid: bool = False  # behind the readout, as the visitor said; else a softmax of several answers


class _Uploaded(Model):
    """What models of files have in common."""

    def __init__(self, net: AssembledNet, card: UploadedCard, name: str) -> None:
        from lstmviz.internals.modules import layer_names

        self.card, self.name, self.title, self.answers = card, name, card.title, card.answers
        self.question = N_("What does the net say?") if card.answers else ""
        self.layers = tuple(name for _depth, name in layer_names(net.recurrent))
        self._net = net

    @property
    def net(self) -> AssembledNet:
        return self._net

    def probabilities(self, said: Tensor) -> Tensor:
        """A softmax, unless a sigmoid makes each answer a probability of its own."""
        return said if self.card.sigmoid else super().probabilities(said)

    @cached_property
    def about(self) -> str:  # type: ignore[override]
        """Where it is from, against what its numbers were checked, and what its visitor said of it."""
        told = _(
            "The layer {layer} of the file {file}, uploaded on {date}. Agreement: with lstmviz’s own pass "
            "only; the framework that the file comes from was not asked."
        ).format(layer=repr(self.card.layer), file=repr(self.card.file), date=self.card.date)
        if self.card.sigmoid:
            return f"{told} " + _("After the readout comes a sigmoid, as was chosen when it was opened.")
        if self.card.answers:
            return f"{told} " + _("After the readout comes a softmax, as was chosen when it was opened.")
        return told


class UploadedSymbols(_Uploaded, SymbolModel):
    """A model of a file that reads symbols."""

    def __init__(self, net: AssembledNet, card: UploadedCard, name: str) -> None:
        super().__init__(net, card, name)
        self.alphabet = card.alphabet
        self.between = " " if any(len(symbol) > 1 for symbol in card.alphabet) else ""
        self.typed = (
            N_("Type words of its alphabet, spaces between.")
            if self.between
            else N_("Type characters of its alphabet.")
        )
        self.channels = () if net.embedding else card.alphabet
        drawn = torch.randint(len(card.alphabet), (20,), generator=torch.Generator().manual_seed(0))
        sample = self.between.join(card.alphabet[symbol] for symbol in drawn.tolist())
        own = [Example(N_("your own"), card.first)] if card.first else []
        self.examples = (*own, Example(N_("drawn at random"), sample))


class UploadedNumbers(_Uploaded):
    """A model of a file that reads numbers: typed ones, rows of the visitor's data, or drawn ones."""

    typed = N_("Type a step’s numbers with commas between and steps with spaces; or “sample 3”, “row 1”.")

    def __init__(self, net: AssembledNet, card: UploadedCard, name: str, data: Tensor | None) -> None:
        super().__init__(net, card, name)
        self.data = torch.empty(0, 0, 0) if data is None else data  # (T, B, I)
        words = [*(f"{ROW} {row}" for row in self._rows), f"{SAMPLE} 0", f"{SAMPLE} 1"]
        self.examples = tuple(Example(word, word) for word in words)

    @property
    def _rows(self) -> range:
        return range(1, 1 + self.data.shape[1])

    def tokens(self, text: str) -> tuple[str, ...]:
        """One text a step, its numbers with commas between."""
        word, _space, number = text.strip().partition(" ")
        if word == ROW and number.isdecimal() and int(number) in self._rows:
            return _written(self.data[:, int(number) - 1])
        if word == SAMPLE and number.isdecimal() and len(number) < 10:
            drawn = torch.randn(
                SAMPLE_STEPS,
                self.net.recurrent.input_size,
                generator=torch.Generator().manual_seed(int(number)),
            )
            return _written(drawn.mul(100).round() / 100)
        steps = tuple(text.split())
        check_length(len(steps))
        for position, step in enumerate(steps, start=1):
            if len(_numbers(step)) != self.net.recurrent.input_size:
                raise bad_token(position, step, self)
        return steps

    def strip(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """A step's number where it is one, else how many steps there were."""
        if self.net.recurrent.input_size == 1:
            return tuple(f"{float(token):.3g}" for token in tokens)
        return tuple(map(str, range(1, 1 + len(tokens))))

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """(T, 1, I)."""
        return torch.tensor([[_numbers(token)] for token in tokens], dtype=torch.float32)


def _written(steps: Tensor) -> tuple[str, ...]:
    """(T, I) -> a text a step, from which float32 comes back to the bit."""
    return tuple(",".join(f"{number:.9g}" for number in step) for step in steps.tolist())


def _numbers(step: str) -> list[float]:
    """The finite numbers of a step; none where one of them is no such number."""
    try:
        found = [float(number) for number in step.split(",")]
    except ValueError:
        return []
    return found if all(abs(number) < 1e30 for number in found) else []
