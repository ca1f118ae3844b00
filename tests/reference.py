"""An independent forward pass: float64, plain loops over steps, NumPy only, nothing from lstmviz."""

from functools import partial

import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def untouched(name, value):
    return value


def run(module, x, hx=None, edit=None):
    """One unpadded sequence x (T, I) through a recurrent module of torch's.

    hx is (layers, P), or (layers, P) and (layers, H) for an LSTM. Returns (output (T, ways * P),
    [quantities of l0, of l0 reverse, of l1, ...]); a quantity is (T, H), in the sequence's own order.
    edit(layer, t, name, value), if there is one, gives the value to go on with.
    """
    weights = {name: p.detach().cpu().numpy().astype(np.float64) for name, p in module.named_parameters()}
    suffixes = ("", "_reverse") if module.bidirectional else ("",)
    steps, layers = np.asarray(x, dtype=np.float64), []
    for depth in range(module.num_layers):
        sides = []
        for suffix in suffixes:
            own = {
                name.split("_l")[0]: w for name, w in weights.items() if name.endswith(f"_l{depth}{suffix}")
            }
            h, c = start(module, hx, len(layers))
            order = range(len(steps))[::-1] if suffix else range(len(steps))
            here = None if edit is None else partial(edit, len(layers))
            layers.append(scan(module.mode, steps, order, own, h, c, here))
            sides.append(layers[-1]["hidden"])
        steps = np.concatenate(sides, axis=1)
    return steps, layers


def start(module, hx, index):
    width = module.proj_size or module.hidden_size
    if hx is None:
        return np.zeros(width), np.zeros(module.hidden_size)
    if isinstance(hx, tuple):
        return np.asarray(hx[0][index], dtype=np.float64), np.asarray(hx[1][index], dtype=np.float64)
    return np.asarray(hx[index], dtype=np.float64), None


def scan(mode, steps, order, weights, h, c, edit=None):
    rows = {}
    for t in order:
        now = STEPS[mode](steps[t], h, c, weights, untouched if edit is None else partial(edit, t))
        h, c = now["hidden"], now.get("cell")
        for name, value in now.items():
            rows.setdefault(name, {})[t] = value
    return {name: np.stack([by_time[t] for t in range(len(steps))]) for name, by_time in rows.items()}


def read(x, h, weights):
    """The two halves of the pre-activation, W x + b and U h + b."""
    from_x, from_h = weights["weight_ih"] @ x, weights["weight_hh"] @ h
    if "bias_ih" in weights:
        from_x, from_h = from_x + weights["bias_ih"], from_h + weights["bias_hh"]
    return from_x, from_h


def lstm(x, h, c, weights, edit=untouched):
    from_x, from_h = read(x, h, weights)
    i, f, g, o = np.split(from_x + from_h, 4)
    now = {"forget_gate": edit("forget_gate", sigmoid(f))}
    now["input_gate"] = edit("input_gate", sigmoid(i))
    now["candidate"] = edit("candidate", np.tanh(g))
    now["cell"] = edit("cell", now["forget_gate"] * c + now["input_gate"] * now["candidate"])
    now["output_gate"] = edit("output_gate", sigmoid(o))
    hidden = now["output_gate"] * np.tanh(now["cell"])
    if "weight_hr" in weights:
        hidden = weights["weight_hr"] @ hidden
    return now | {"hidden": edit("hidden", hidden)}


def gru(x, h, c, weights, edit=untouched):
    from_x, from_h = read(x, h, weights)
    (rx, zx, nx), (rh, zh, nh) = np.split(from_x, 3), np.split(from_h, 3)
    r = edit("reset_gate", sigmoid(rx + rh))
    z = edit("update_gate", sigmoid(zx + zh))
    n = edit("candidate", np.tanh(nx + r * nh))
    return {"reset_gate": r, "update_gate": z, "candidate": n, "hidden": edit("hidden", (1 - z) * n + z * h)}


def elman(activation):
    def step(x, h, c, weights, edit=untouched):
        from_x, from_h = read(x, h, weights)
        return {"hidden": edit("hidden", activation(from_x + from_h))}

    return step


def peephole_lstm(x, h, c, weights, edit=untouched):
    """Gers & Schmidhuber 2000: i and f see the cell before, o the cell after."""
    from_x, from_h = read(x, h, weights)
    i, f, g, o = np.split(from_x + from_h, 4)
    now = {"forget_gate": edit("forget_gate", sigmoid(f + weights["weight_cf"] * c))}
    now["input_gate"] = edit("input_gate", sigmoid(i + weights["weight_ci"] * c))
    now["candidate"] = edit("candidate", np.tanh(g))
    now["cell"] = edit("cell", now["forget_gate"] * c + now["input_gate"] * now["candidate"])
    now["output_gate"] = edit("output_gate", sigmoid(o + weights["weight_co"] * now["cell"]))
    return now | {"hidden": edit("hidden", now["output_gate"] * np.tanh(now["cell"]))}


def min_lstm(x, h, c, weights, edit=untouched):
    """Feng et al. 2024, their minLSTM without logarithms: two gates made to add up to 1."""
    rows = weights["weight_ih"] @ x + weights.get("bias_ih", 0.0)
    f, i, g = np.split(rows, 3)
    f, i, g = edit("forget_gate", sigmoid(f)), edit("input_gate", sigmoid(i)), edit("candidate", g)
    kept, written = edit("forget_share", f / (f + i)), edit("input_share", i / (f + i))
    hidden = edit("hidden", kept * h + written * g)
    return {
        "forget_gate": f,
        "input_gate": i,
        "forget_share": kept,
        "input_share": written,
        "candidate": g,
        "hidden": hidden,
    }


STEPS = {
    "LSTM": lstm,
    "GRU": gru,
    "RNN_TANH": elman(np.tanh),
    "RNN_RELU": elman(lambda a: np.maximum(a, 0.0)),
    "peephole-lstm": peephole_lstm,
    "min-lstm": min_lstm,
}
