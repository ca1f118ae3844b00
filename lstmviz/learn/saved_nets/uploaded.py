"""Models that visitors brought: kept, found by name, and put together of a layer and the tables beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.lazy_torch import torch
from lstmviz.learn.saved_nets.store import LARGEST_STORED, LOST, holds, store, stored
from lstmviz.learn.saved_nets.uploaded_model import UploadedCard, UploadedNumbers, UploadedSymbols
from lstmviz.storage.files import read_bounded

if TYPE_CHECKING:
    from torch import Tensor, nn

    from lstmviz.nets.sequence import AssembledNet

WEIGHTS, CARD = "model.safetensors", "model.json"
MOST_HELD = 16  # models that need not be read again


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
    return holds(name, CARD)


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
        raise InputError(
            "The model {name} cannot be read ({error}). {way_out}",
            name=name,
            error=error,
            way_out=Translatable(LOST),
        ) from error


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
    readout = _readout(tensors, card, output_width(recurrent))
    embedding = _embedding(tensors, len(card.alphabet), recurrent.input_size)
    return AssembledNet(recurrent, readout, embedding).eval().requires_grad_(False)


def _readout(tensors: dict[str, Tensor], card: UploadedCard, width: int) -> nn.Module | None:
    """From (…, width) of the layer to an answer each, of which each is one that the card names."""
    if (weight := tensors.get("readout.weight")) is None:
        return None
    bias = tensors.get("readout.bias", torch.zeros(len(weight)))
    _check(Translatable("readout"), weight, (len(bias), width))
    if len(bias) != (len(card.answers) or 1):
        raise InputError(
            "The readout gives {rows} answers, and {named} are named. Name one for each.",
            rows=len(bias),
            named=len(card.answers),
        )
    linear = torch.nn.Linear(width, len(bias))
    linear.load_state_dict({"weight": weight, "bias": bias})
    return torch.nn.Sequential(linear, torch.nn.Sigmoid()) if card.sigmoid else linear


def _embedding(tensors: dict[str, Tensor], symbols: int, inputs: int) -> nn.Embedding | None:
    """From a symbol to what the layer reads of it; None where that is 1 at the symbol's place, or numbers."""
    weight = tensors.get("embedding.weight")
    if weight is None and symbols in (0, inputs):
        return None
    if weight is None:
        raise InputError(
            "The alphabet has {symbols} symbols, and the layer reads {inputs} numbers. Give as many symbols, "
            "or choose an embedding.",
            symbols=symbols,
            inputs=inputs,
        )
    if not symbols:
        raise InputError("The embedding reads symbols. Give an alphabet, or choose no embedding.")
    if len(weight) != symbols:
        raise InputError(
            "The alphabet has {symbols:,} symbols, and the embedding a row for each of {rows:,}. Give as "
            "many symbols, or choose another embedding.",
            symbols=symbols,
            rows=len(weight),
        )
    _check(Translatable("embedding"), weight, (symbols, inputs))
    return torch.nn.Embedding(symbols, inputs, _weight=weight)


def _check(what: Translatable, weight: Tensor, shape: tuple[int, int]) -> None:
    if tuple(weight.shape) != shape:
        raise InputError(
            "The {what} has {found} numbers, and {expected} are wanted: choose another, or none.",
            what=what,
            found=" × ".join(map(str, weight.shape)),
            expected=" × ".join(map(str, shape)),
        )
