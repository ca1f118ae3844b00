"""What learners ask most, answered by the layer that is shown: every number is computed from it."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

import lstmviz
from lstmviz.app.shapes.layer import INPUTS, Ran, apart, ends, in_halves, parameters, run
from lstmviz.app.shapes.view import ORDERS, ShapesView
from lstmviz.languages import gettext as _

QUESTIONS = Path(__file__).with_name("questions.toml")


def answers(view: ShapesView, ran: Ran) -> Iterator[tuple[str, str]]:
    """Every question with its answer, as Markdown."""
    numbers = numbers_of(view, ran)
    for one in tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]:
        yield _(one["asks"]), _(one["says"]).format(**numbers)


def numbers_of(view: ShapesView, ran: Ran) -> dict[str, object]:
    """What the answers name in braces."""
    total, counted = parameters(view)
    by_time = run(replace(view, batch_first="no"))  # the same layer and numbers
    measured = {
        ("carried", "fresh"): in_halves(ran),
        ("forget", "before", "kept"): at_the_last_step(by_time),
        ("padded", "packed"): padding(by_time),
        ("first", "last"): from_ones(by_time),
        ("over", "detached"): sent_back(by_time),
        ("dropped",): (dropped(view, by_time),),
    }
    told = {
        name: f"{value:.2g}" for names, of in measured.items() for name, value in zip(names, of, strict=True)
    }
    gru = nn.GRU(INPUTS, view.hidden, view.layers, bidirectional=view.directions == 2)
    return told | {
        "agreement": "; ".join(f"`{pair}`: max |Δ| = {far:.2g}" for pair, far in ends(ran).items()),
        "order": ORDERS[view.batch_first],
        "counted": counted,
        "total": f"{total:,}",
        "gru": f"{sum(weight.numel() for weight in gru.parameters()):,}",
        "units": view.hidden,
        "steps": view.steps,
        "below": view.directions * view.hidden,
        "all": view.steps * view.directions * view.hidden,
    }


@torch.no_grad()
def at_the_last_step(ran: Ran) -> tuple[float, float, float]:
    """Of unit 0 of the first layer and sequence: its forget gate, its cell before, and their product."""
    layer = lstmviz.trace(ran.lstm, ran.x).layers[0]
    forget, before = layer.forget_gate[-1, 0, 0].item(), layer.cell[-2, 0, 0].item()
    return forget, before, forget * before


@torch.no_grad()
def padding(ran: Ran) -> tuple[float, float]:
    """How far h_n of the first half is off where zeros fill it up: given as they are, and packed."""
    steps, batch, _inputs = ran.x.shape
    padded = ran.x.clone()
    padded[steps // 2 :] = 0
    packed = pack_padded_sequence(padded, [steps // 2] * batch)
    alone, plain, in_pack = (ran.lstm(x)[1][0] for x in (ran.x[: steps // 2], padded, packed))
    return apart(plain, alone), apart(in_pack, alone)


@torch.no_grad()
def from_ones(ran: Ran) -> tuple[float, float]:
    """How far a state of ones in place of zeros moves the output at the first step, and at the last."""
    ones = torch.ones_like(ran.h_n)
    output = ran.lstm(ran.x, (ones, ones))[0]
    return apart(output[0], ran.output[0]), apart(output[-1], ran.output[-1])


def sent_back(ran: Ran) -> tuple[float, float]:
    """The gradient that the outputs of the second half send to the first: by the state, and detached."""
    first, second = ran.x.tensor_split(2)
    first = first.clone().requires_grad_()
    _output, (h, c) = ran.lstm(first)
    losses = [ran.lstm(second, state)[0].sum() for state in ((h, c), (h.detach(), c.detach()))]
    over, cut = (torch.autograd.grad(loss, first, allow_unused=True, retain_graph=True)[0] for loss in losses)
    return over.norm().item(), 0.0 if cut is None else cut.norm().item()


@torch.no_grad()
def dropped(view: ShapesView, ran: Ran) -> float:
    """How far the outputs are off in training with a dropout of a half; with one layer PyTorch has none."""
    if view.layers == 1:
        return 0.0
    with torch.random.fork_rng():
        torch.manual_seed(0)
        trained = nn.LSTM(INPUTS, view.hidden, view.layers, dropout=0.5, bidirectional=view.directions == 2)
        trained.load_state_dict(ran.lstm.state_dict())
        return apart(trained(ran.x)[0], ran.output)
