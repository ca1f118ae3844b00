"""One unit of any cell, in float64, from the numbers of the Inside page: by torch.nn or by its paper."""

import math

import torch
from torch import nn

from lstmviz.nets.cells import CELLS

QUANTITIES = ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden")


def module(kind, letters, numbers):
    """torch.nn.LSTM(1, 1) or RNN(1, 1) with {wf, uf, bf, …}; letters in PyTorch's order of rows."""
    made = kind(1, 1, dtype=torch.float64)
    for name, part in (("weight_ih_l0", "w"), ("weight_hh_l0", "u"), ("bias_ih_l0", "b")):
        values = torch.tensor([numbers[part + letter] for letter in letters], dtype=torch.float64)
        getattr(made, name).data = values.reshape(getattr(made, name).shape)
    nn.init.zeros_(made.bias_hh_l0)
    return made


@torch.no_grad()
def run(numbers, inputs):
    """({quantity: [a value a step]} of the LSTM, the hidden states of the RNN)."""
    lstm, rnn = module(nn.LSTM, "ifgo", numbers), module(nn.RNN, "h", numbers)
    steps = torch.tensor(inputs, dtype=torch.float64)[:, None, None]  # (T, 1, 1)
    found = {name: [] for name in QUANTITIES}
    state = (torch.zeros(1, 1, dtype=torch.float64), torch.zeros(1, 1, dtype=torch.float64))
    for x in steps:
        rows = lstm.weight_ih_l0 @ x + lstm.weight_hh_l0 @ state[0] + lstm.bias_ih_l0[:, None]
        i, f, g, o = rows[:, 0].tolist()
        _, state = lstm(x, state)
        gates = {"forget_gate": f, "input_gate": i, "output_gate": o}
        values = {name: torch.sigmoid(torch.tensor(value).double()).item() for name, value in gates.items()}
        values |= {"candidate": torch.tanh(torch.tensor(g).double()).item()}
        for name, value in (values | {"hidden": state[0].item(), "cell": state[1].item()}).items():
            found[name].append(value)
    return found, rnn(steps)[0].flatten().tolist()


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def relu_rnn(n, x, h, c):
    return {"hidden": max(0.0, n["wh"] * x + n["uh"] * h + n["bh"])}


def gru(n, x, h, c):
    """Cho et al. 2014, the reset gate after the product, as torch.nn.GRU has it."""
    r = sigmoid(n["wr"] * x + n["ur"] * h + n["br"])
    z = sigmoid(n["wz"] * x + n["uz"] * h + n["bz"])
    new = math.tanh(n["wn"] * x + n["bn"] + r * (n["un"] * h + n["vn"]))
    return {"reset_gate": r, "update_gate": z, "candidate": new, "hidden": (1 - z) * new + z * h}


def peephole_lstm(n, x, h, c):
    """Gers, Schraudolph & Schmidhuber 2002."""
    f = sigmoid(n["wf"] * x + n["uf"] * h + n["pf"] * c + n["bf"])
    i = sigmoid(n["wi"] * x + n["ui"] * h + n["pi"] * c + n["bi"])
    g = math.tanh(n["wg"] * x + n["ug"] * h + n["bg"])
    c = f * c + i * g
    o = sigmoid(n["wo"] * x + n["uo"] * h + n["po"] * c + n["bo"])
    names = ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden")
    return dict(zip(names, (f, i, g, c, o, o * math.tanh(c)), strict=True))


def min_lstm(n, x, h, c):
    """Feng et al. 2024."""
    f, i = sigmoid(n["wf"] * x + n["bf"]), sigmoid(n["wi"] * x + n["bi"])
    g, kept, written = n["wg"] * x + n["bg"], f / (f + i), i / (f + i)
    names = ("forget_gate", "input_gate", "forget_share", "input_share", "candidate", "hidden")
    return dict(zip(names, (f, i, kept, written, g, kept * h + written * g), strict=True))


WRITTEN_OUT = {"relu-rnn": relu_rnn, "gru": gru, "peephole-lstm": peephole_lstm, "min-lstm": min_lstm}


@torch.no_grad()
def run_cell(cell, numbers, inputs):
    """{quantity: [a value a step]} of one unit of a cell."""
    if cell == "lstm":
        return run(numbers, inputs)[0]
    if cell == "rnn":
        return {"hidden": run(numbers, inputs)[1]}
    steps, state = [], {"hidden": 0.0, "cell": 0.0}
    for x in inputs:
        state |= WRITTEN_OUT[cell](numbers, x, state["hidden"], state["cell"])
        steps.append(dict(state))
    return {name: [step[name] for step in steps] for name in CELLS[cell].order}
