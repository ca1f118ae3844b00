"""Nets that have learned nothing, as the controls of a claim make them."""

import torch

from lstmviz.claims.claim import Settings
from lstmviz.learn.inits import initialise
from lstmviz.learn.recipe import random_stream
from lstmviz.nets.cells import of_mode
from lstmviz.nets.fresh import without_values
from lstmviz.nets.recurrent import Recurrent
from lstmviz.nets.sequence import SequenceNet

INPUTS, ANSWERS = 4, 4
CELL_OF = {"default rnn": "rnn", "rnn": "rnn", "lstm": "lstm", "carousel": "lstm"}
"""The nets by name; the default one stays as PyTorch makes it, whatever the settings say."""


def fresh_net(name: str, settings: Settings, seed: int) -> SequenceNet:
    """The net of this name, drawn from the seed; settings: units and init, radius or bias, distance."""
    cell = CELL_OF[name]
    net = without_values(lambda: SequenceNet(cell, INPUTS, settings["units"], ANSWERS))
    initialise(net, _init(name, settings), cell, random_stream(seed, "weights"))
    if name == "rnn":
        _scale_to_radius(net.recurrent, settings["radius"])
    if name == "lstm":
        _add_to_forget_bias(net.recurrent, settings["bias"])
    if name == "carousel":
        _hold_forget_gates_open(net.recurrent)
    return net


def _init(name: str, settings: Settings) -> str:
    if name == "carousel":
        return "default"
    if settings["init"] == "chrono":
        return f"chrono-{settings['distance']}" if name == "lstm" else "default"
    return "default" if name == "default rnn" else str(settings["init"])


@torch.no_grad()
def _scale_to_radius(rnn: Recurrent, radius: float) -> None:
    """Scale the recurrent weights so that their largest eigenvalue has this absolute value."""
    weight = rnn.get_parameter("weight_hh_l0")
    weight.mul_(radius / torch.linalg.eigvals(weight).abs().max())


@torch.no_grad()
def _add_to_forget_bias(lstm: Recurrent, amount: float) -> None:
    lstm.get_parameter("bias_ih_l0")[of_mode(lstm.mode).rows("forget_gate", lstm.hidden_size)] += amount


@torch.no_grad()
def _hold_forget_gates_open(lstm: Recurrent) -> None:
    """f = 1 at every step, whatever is read: the cell of 1997, which had no forget gate."""
    rows = of_mode(lstm.mode).rows("forget_gate", lstm.hidden_size)
    for name in ("weight_ih_l0", "weight_hh_l0", "bias_hh_l0"):
        lstm.get_parameter(name)[rows] = 0.0
    lstm.get_parameter("bias_ih_l0")[rows] = 100.0  # σ(100) is 1 to the last bit
