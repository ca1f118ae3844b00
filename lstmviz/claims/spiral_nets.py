"""The nets of "Deep network": where their weights start, and what they have learned of two spirals."""

from collections.abc import Iterator, Sequence
from itertools import product

import torch
from torch import Tensor

from lstmviz.claims.claim import SPAN, Row, Settings
from lstmviz.claims.classify import fit, right
from lstmviz.claims.plane import as_rows, everywhere
from lstmviz.claims.spirals import two_spirals
from lstmviz.learn.recipe import Purpose, random_stream
from lstmviz.nets.feedforward import Activation, FeedForward

SHALLOW = 2  # hidden layers
WIDTH = 16
STEPS = 500
FRESH = 1000  # points to be scored on
DRAWN: Activation = "relu"
NAMES: dict[Activation, str] = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "maxout": "maxout"}
GAINS: dict[Activation, float] = {"sigmoid": 6.0, "tanh": 1.0, "relu": 2**0.5, "maxout": 1.0}

# Adam's learning rate: of 0.001, 0.003 and 0.01 the best on seeds 100 to 104, at 10 layers and 200 points.
RATES: dict[str, dict[Activation, float]] = {
    "default": {"sigmoid": 0.01, "tanh": 0.003, "relu": 0.003, "maxout": 0.003},
    "kept": {"sigmoid": 0.01, "tanh": 0.003, "relu": 0.01, "maxout": 0.01},
}
SHALLOW_RATE = 0.01  # the best of the same three at 2 layers, for all of them


def trained(settings: Settings, examples: int) -> Iterator[Row]:
    """A row a net, of both depths and all activations, from so many points."""
    seeds = range(settings["starts"])
    x, wanted = _points(examples, seeds, "training data")
    x_fresh, wanted_fresh = _points(FRESH, seeds, "test data")
    for depth, activation in product((SHALLOW, settings["layers"]), NAMES):
        nets, rate = _start(activation, depth, seeds, settings["weights"])
        fit(nets, x, wanted, STEPS, rate)
        learned = right(nets, x, wanted).tolist()
        fresh = right(nets, x_fresh, wanted_fresh).tolist()
        for seed in seeds:
            drawn = seed == 0 and depth > SHALLOW and activation == DRAWN and examples == settings["examples"]
            yield {
                "activation": activation,
                "depth": depth,
                "examples": examples,
                "seed": seed,
                "learned": learned[seed] / examples,
                "fresh": fresh[seed] / FRESH,
                "plane": _plane(nets) if drawn else None,
            }


def _points(count: int, seeds: Sequence[int], purpose: Purpose) -> tuple[Tensor, Tensor]:
    """Points (seeds, count, 2) and classes (seeds, count), drawn for each seed."""
    drawn = [two_spirals(count, random_stream(seed, purpose)) for seed in seeds]
    return torch.stack([x for x, _ in drawn]), torch.stack([wanted for _, wanted in drawn])


def _start(
    activation: Activation, depth: int, seeds: Sequence[int], weights: str
) -> tuple[FeedForward, float]:
    """Fresh nets, one a seed, and the learning rate that suits them."""
    draws = [random_stream(seed, "weights") for seed in seeds]
    nets = FeedForward(
        2, WIDTH, depth, 1, activation, draws, GAINS[activation] if weights == "kept" else None
    )
    return nets, RATES[weights][activation] if depth > SHALLOW else SHALLOW_RATE


@torch.no_grad()
def _plane(nets: FeedForward) -> list[list[float]]:
    """Which class the first net sees where, 1 or −1."""
    x = everywhere((-SPAN, SPAN)).expand(len(nets.readout.bias), -1, -1)
    return as_rows(nets(x)[0, :, 0].sign())
