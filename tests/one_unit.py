"""One LSTM unit and one RNN unit by torch.nn, in float64, from the numbers of the Inside-a-cell page."""

import torch
from torch import nn

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
