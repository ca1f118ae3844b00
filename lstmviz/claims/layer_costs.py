"""What a layer costs: parameters and multiply-adds, counted; time and memory, measured."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from math import sqrt
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from lstmviz.claims.claim import Row
from lstmviz.claims.stopwatch import CORES, computing_on, machine, turns
from lstmviz.languages import N_
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.counts import multiply_adds
from lstmviz.nets.fresh import fresh
from lstmviz.nets.sequence import parameter_count


class Kind(NamedTuple):
    """A layer that reads as many numbers a step as it has units, as one in a stack does."""

    title: str
    counted_as: str  # by nets.counts
    make: Callable[[int], nn.Module]  # of its size
    fused: bool = True  # by oneDNN, wherever PyTorch does so


def _dense(size: int) -> nn.Module:
    return nn.Sequential(nn.Linear(size, size), nn.Tanh())


KINDS = {
    "rnn": Kind("tanh RNN", "rnn", lambda size: nn.RNN(size, size)),
    "gru": Kind("GRU", "gru", lambda size: nn.GRU(size, size)),
    "lstm": Kind("LSTM", "lstm", lambda size: nn.LSTM(size, size)),
    "lstm-unfused": Kind(N_("LSTM without oneDNN"), "lstm", lambda size: nn.LSTM(size, size), fused=False),
    "feed-forward": Kind(N_("feed-forward layer"), "feed-forward", _dense),
}


def costs(size: int, length: int, batch: int) -> Iterator[Row]:
    """Of every kind: what it costs at this size, on one core and on all."""
    generator = random_stream(0, "weights")
    x = torch.randn(length, batch, size, generator=random_stream(0, "test data")).requires_grad_()
    layers = {net: fresh(partial(kind.make, size), 1 / sqrt(size), generator) for net, kind in KINDS.items()}
    for cores in CORES:
        with computing_on(cores):
            timed = _timed(layers, x)
            on = {"cores": cores, "machine": machine()}
        for net, kind in KINDS.items():
            yield {
                "net": net,
                "size": size,
                "length": length,
                "batch": batch,
                "parameters": parameter_count(layers[net]),
                "multiply_adds": multiply_adds(kind.counted_as, size, size),  # a step of a sequence
                "kept": kept_bytes(layers[net], x, kind.fused),
                **timed[net],
                **on,
            }


def _timed(layers: Mapping[str, nn.Module], x: Tensor) -> dict[str, Row]:
    """Milliseconds of every turn, forward and in training (forward and backward); the kinds take turns."""
    works = {
        name: turns([partial(work, layers[net], x, kind.fused) for net, kind in KINDS.items()])
        for name, work in (("forward", _forward), ("training", _training))
    }
    return {net: {name: works[name][at] for name in works} for at, net in enumerate(KINDS)}


def kept_bytes(layer: nn.Module, x: Tensor, fused: bool = True) -> int:
    """What the forward pass keeps in memory for the backward pass, beyond input and weights.

    Counted in bytes of the tensors that autograd saves, so it is the same at every run.
    """
    known = {_address(tensor) for tensor in (x, *layer.parameters())}
    kept: dict[int, int] = {}

    def pack(saved: Tensor) -> Tensor:
        if _address(saved) not in known:
            kept[_address(saved)] = saved.untyped_storage().nbytes()
        return saved

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda saved: saved):
        output = _output(layer, x, fused)
    return sum(kept.values()) if output.requires_grad else 0


def _address(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


@torch.no_grad()
def _forward(layer: nn.Module, x: Tensor, fused: bool) -> None:
    _output(layer, x, fused)


def _training(layer: nn.Module, x: Tensor, fused: bool) -> None:
    """Forward, and backward to the weights and to the layer below."""
    torch.autograd.grad(_output(layer, x, fused).sum(), [x, *layer.parameters()])


def _output(layer: nn.Module, x: Tensor, fused: bool) -> Tensor:
    """(T, B, H) -> (T, B, H)."""
    with _onednn(fused):
        output = layer(x)
    hidden: Tensor = output[0] if isinstance(output, tuple) else output
    return hidden


@contextmanager
def _onednn(used: bool) -> Iterator[None]:
    """Whether PyTorch may hand layers to oneDNN; the setting is the whole process's."""
    mkldnn: Any = torch.backends.mkldnn  # whose flag is typed as what reads it, not as a bool
    before = mkldnn.enabled
    mkldnn.enabled = used and before
    try:
        yield
    finally:
        mkldnn.enabled = before
