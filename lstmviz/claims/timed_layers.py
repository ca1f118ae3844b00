"""The layers of "One step after another": all of one size, and how long each takes."""

from collections.abc import Callable, Iterator
from functools import partial
from math import sqrt
from typing import Any

import torch
from torch import Tensor, nn

from lstmviz.claims.claim import Row
from lstmviz.claims.scan import by_scan
from lstmviz.claims.stopwatch import machine, turns
from lstmviz.languages import N_
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.cells import CELLS
from lstmviz.nets.fresh import fresh
from lstmviz.nets.recurrent import RecurrentLayer

TITLES = {
    "loop": N_("LSTM, cell by cell"),
    "lstm": N_("LSTM, fused"),
    "rnn": N_("tanh RNN"),
    "scan": N_("minLSTM, by a scan"),
    "attention": N_("self-attention"),
    "convolution": N_("convolution over 3 steps"),
    "linear": N_("linear layer"),
}


def timed(units: int, length: int, batch: int, cores: str) -> Iterator[Row]:
    """A row a layer of so many units, over a batch of sequences; the layers take turns."""
    layers = layers_of(units)
    x = torch.randn(length, batch, units, generator=random_stream(0, "test data"))
    works = [partial(_without_gradients, layer, x) for layer in layers.values()]
    trainings = [partial(_with_gradients, layer, x) for layer in layers.values()]
    for net, forward, training in zip(layers, turns(works), turns(trainings), strict=True):
        yield {
            "net": net,
            "length": length,
            "batch": batch,
            "forward": forward,  # ms, every turn
            "training": training,  # ms, every turn: forward and backward
            "cores": cores,
            "machine": machine(),
        }


def layers_of(units: int) -> dict[str, Callable[[Tensor], object]]:
    """Of one size, each from (T, B, H) to (T, B, H); in the order of TITLES."""
    draw = partial(fresh, bound=1 / sqrt(units), generator=random_stream(0, "weights"))
    cell, attention = draw(lambda: nn.LSTMCell(units, units)), draw(lambda: nn.MultiheadAttention(units, 1))
    convolution = draw(lambda: nn.Conv1d(units, units, 3, padding=1))
    return {
        "loop": partial(cell_by_cell, cell),
        "lstm": draw(lambda: nn.LSTM(units, units)),
        "rnn": draw(lambda: nn.RNN(units, units)),
        "scan": partial(by_scan, draw(lambda: RecurrentLayer(CELLS["min-lstm"], units, units))),
        "attention": lambda x: attention(x, x, x, need_weights=False),
        "convolution": lambda x: convolution(x.permute(1, 2, 0)).permute(2, 0, 1),
        "linear": draw(lambda: nn.Linear(units, units)),
    }


def cell_by_cell(cell: nn.LSTMCell, x: Tensor) -> Tensor:
    """Every hidden state of an LSTM, one step after the other: x (T, B, I) -> (T, B, H)."""
    h = c = x.new_zeros(x.shape[1], cell.hidden_size)
    hidden = []
    for step in x:
        h, c = cell(step, (h, c))
        hidden.append(h)
    return torch.stack(hidden)


def _with_gradients(layer: Callable[[Tensor], Any], x: Tensor) -> None:
    """Forward and backward, to inputs and weights."""
    output = layer(x.requires_grad_())
    (output[0] if isinstance(output, tuple) else output).sum().backward()


@torch.no_grad()
def _without_gradients(layer: Callable[[Tensor], object], x: Tensor) -> None:
    layer(x)
