"""An independent reference: the net unrolled step by step in float64, differentiated by plain autograd."""

import torch

CELLS = {
    "lstm": torch.nn.LSTM,
    "gru": torch.nn.GRU,
    "rnn": torch.nn.RNN,
    "relu rnn": lambda *size, **given: torch.nn.RNN(*size, nonlinearity="relu", **given),
}


def numbers(*shape, seed=0, dtype=torch.float64):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def build(kind, inputs=3, hidden=4, seed=0, scale=0.6, dtype=torch.float64, **given):
    """A recurrent module of this kind with normal weights of this scale."""
    module = CELLS[kind](inputs, hidden, dtype=dtype, **given)
    with torch.no_grad():
        for index, weight in enumerate(module.parameters()):
            weight.copy_(scale * numbers(*weight.shape, seed=100 * seed + index))
    return module


def advance(module, x, state):
    """One step in the papers' words: x (B, I), state (h,) or (h, c) -> the state after it."""
    h, weights = state[0], {name.split("_l")[0]: w for name, w in module.named_parameters()}
    from_x, from_h = x @ weights["weight_ih"].T, h @ weights["weight_hh"].T
    if module.bias:
        from_x, from_h = from_x + weights["bias_ih"], from_h + weights["bias_hh"]
    if module.mode == "LSTM":
        i, f, g, o = (from_x + from_h).chunk(4, dim=-1)
        c = f.sigmoid() * state[1] + i.sigmoid() * g.tanh()
        h = o.sigmoid() * c.tanh()
        return (h @ weights["weight_hr"].T if module.proj_size else h), c
    if module.mode == "GRU":
        (rx, zx, nx), (rh, zh, nh) = from_x.chunk(3, dim=-1), from_h.chunk(3, dim=-1)
        z = (zx + zh).sigmoid()
        return ((1 - z) * (nx + (rx + rh).sigmoid() * nh).tanh() + z * h,)
    total = from_x + from_h
    return (total.tanh() if module.mode == "RNN_TANH" else total.relu(),)


def start(module, batch):
    zeros = torch.zeros(batch, module.proj_size or module.hidden_size, dtype=torch.float64)
    cells = torch.zeros(batch, module.hidden_size, dtype=torch.float64)
    return (zeros, cells) if module.mode == "LSTM" else (zeros,)


def unroll(module, x, state=None):
    """The state after every step of x (T, B, I), each part a node of the graph."""
    state, states = state or start(module, x.shape[1]), []
    for step in x:
        state = advance(module, step, state)
        states.append(state)
    return states
