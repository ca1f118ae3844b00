"""Models that visitors brought: a recurrent layer of a file of theirs, with what it reads and answers."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.lazy_torch import torch
from lstmviz.learn.model import Model, SymbolModel
from lstmviz.learn.saved_nets.store import LARGEST_STORED, LOST, store, stored
from lstmviz.learn.subject import Example, bad_token, check_length
from lstmviz.storage.files import read_bounded

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet

WEIGHTS, CARD = "model.safetensors", "model.json"
MOST_HELD = 16  # models that need not be read again
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


def keep_model(tensors: Mapping[str, Tensor], card: UploadedCard) -> str:
    """Keep a model; returns the name it is found by.

    tensors: "recurrent.weight_ih_l0", ...; where there are such, "embedding.weight" (V, E), "readout.weight"
    (K, directions * H) and "readout.bias" (K,), "data" (T, B, I). Raises InputError where they do not fit
    each other, or the disk takes no more.
    """
    from safetensors.torch import save

    weights, words = save(dict(tensors)), json.dumps(asdict(card), ensure_ascii=False).encode()
    model = made(dict(tensors), card, "")
    model.encode(model.tokens(model.first_example))
    return store({WEIGHTS: weights, CARD: words}, weights + words)


def is_uploaded(name: str) -> bool:
    """Whether a name in a link is that of an uploaded model which is there."""
    try:
        return (stored(name) / CARD).is_file()
    except InputError:
        return False


def load_model(name: str) -> UploadedSymbols | UploadedNumbers:
    """The model kept under a name. Raises InputError where it is gone, damaged or never was."""
    place = stored(name)
    os.utime(place)  # used
    return _loaded(place, name)


@lru_cache(MOST_HELD)
def _loaded(place: Path, name: str) -> UploadedSymbols | UploadedNumbers:
    from lstmviz.learn.saved_nets.net_file import parse

    try:
        words = json.loads(read_bounded(place / CARD))
        tensors = parse(read_bounded(place / WEIGHTS, LARGEST_STORED))
        card = UploadedCard(
            **{**words, "alphabet": tuple(words["alphabet"]), "answers": tuple(words["answers"])}
        )
        return made(tensors, card, name)
    except (OSError, ValueError, TypeError, KeyError) as error:
        problem = _("The model {name} cannot be read ({error}). {way_out}")
        raise InputError(problem.format(name=name, error=error, way_out=_(LOST))) from error


def made(tensors: dict[str, Tensor], card: UploadedCard, name: str) -> UploadedSymbols | UploadedNumbers:
    """The model of these tensors. Raises InputError where they do not fit each other."""
    net = _assembled(tensors, card)
    data = tensors.get("data")
    return UploadedSymbols(net, card, name) if card.alphabet else UploadedNumbers(net, card, name, data)


def _assembled(tensors: dict[str, Tensor], card: UploadedCard) -> AssembledNet:
    from lstmviz.formats import layer
    from lstmviz.nets.recurrent import output_width
    from lstmviz.nets.sequence import AssembledNet

    recurrent = layer(tensors, "recurrent", activation=card.activation)
    width = output_width(recurrent)
    readout = embedding = None
    if (weight := tensors.get("readout.weight")) is not None:
        bias = tensors.get("readout.bias", torch.zeros(len(weight)))
        _check(_("readout"), weight, (len(bias), width))
        readout = torch.nn.Linear(width, len(bias))
        readout.load_state_dict({"weight": weight, "bias": bias})
        expected = len(card.answers) or 1
        if len(bias) != expected:
            problem = _("The readout gives {rows} answers, and {named} are named. Name one for each.")
            raise InputError(problem.format(rows=len(bias), named=len(card.answers)))
    read = len(card.alphabet)
    if (weight := tensors.get("embedding.weight")) is not None:
        if not read:
            raise InputError(_("The embedding reads symbols. Give an alphabet, or choose no embedding."))
        _check(_("embedding"), weight, (read, recurrent.input_size))
        embedding = torch.nn.Embedding(read, recurrent.input_size, _weight=weight)
    elif read and read != recurrent.input_size:
        problem = _(
            "The alphabet has {symbols} symbols, and the layer reads {inputs} numbers. Give as many symbols, "
            "or choose an embedding."
        )
        raise InputError(problem.format(symbols=read, inputs=recurrent.input_size))
    return AssembledNet(recurrent, readout, embedding).eval().requires_grad_(False)


def _check(what: str, weight: Tensor, shape: tuple[int, int]) -> None:
    if tuple(weight.shape) != shape:
        problem = _("The {what} has {found} numbers, and {expected} are wanted: choose another, or none.")
        raise InputError(
            problem.format(
                what=what,
                found=" × ".join(map(str, weight.shape)),
                expected=" × ".join(map(str, shape)),
            )
        )


class _Uploaded(Model):
    """What models of files have in common."""

    def __init__(self, net: AssembledNet, card: UploadedCard, name: str) -> None:
        from lstmviz.internals.inputs import layer_names

        self.card, self.name, self.title, self.answers = card, name, card.title, card.answers
        self.question = N_("What does the net say?") if card.answers else ""
        self.layers = tuple(name for _depth, name in layer_names(net.recurrent))
        self._net = net

    @property
    def net(self) -> AssembledNet:
        return self._net

    @cached_property
    def about(self) -> str:  # type: ignore[override]
        """Where it is from, and against what its numbers were checked."""
        return _(
            "The layer {layer} of the file {file}, uploaded on {date}. Agreement: with lstmviz’s own pass "
            "only; the framework that the file comes from was not asked."
        ).format(layer=repr(self.card.layer), file=repr(self.card.file), date=self.card.date)


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
