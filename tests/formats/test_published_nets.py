"""Nets that others published, traced: every quantity is as exact as float32 allows.

A sum of w·x rounds by a multiple of 2⁻²⁴ times the sum of |w||x|, and a gate passes that on by its slope.
README promises BOUND such roundings at most, beside an independent pass in float64 over the hidden states
that the module gave.
"""

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import lstmviz

BOUND = 32  # roundings; the most that was seen is 14
ROUNDING = 2.0**-24  # of float32, relative
SMALLEST = 1e-30  # where float32 runs out of exponents


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def numbers(values):
    return values.detach().numpy().astype(np.float64)


class Exact:
    """A layer's quantities in float64 from what it read, and by how much one rounding may move each."""

    def __init__(self, layer):
        self.layer, self.values, self.units = layer, {}, {}
        weights = {name: numbers(weight) for name, weight in layer.weights.parts.items()}
        x, h = numbers(layer.inputs), numbers(layer.previous_hidden)
        self.from_x, self.from_h = (
            (steps @ weights[f"weight_{part}"].T + weights[f"bias_{part}"], self.terms(steps, weights, part))
            for steps, part in ((x, "ih"), (h, "hh"))
        )
        {"lstm": self.lstm, "gru": self.gru}[layer.kind]()

    @staticmethod
    def terms(steps, weights, part):
        return np.abs(steps) @ np.abs(weights[f"weight_{part}"]).T + np.abs(weights[f"bias_{part}"])

    def gate(self, name, sum_, terms, function=sigmoid):
        value = function(sum_)
        slope = value * (1 - value) if function is sigmoid else 1 - value**2
        self.values[name], self.units[name] = value, slope * terms + np.abs(value)
        return value

    def lstm(self):
        sums = np.split(self.from_x[0] + self.from_h[0], 4, axis=-1)
        terms = np.split(self.from_x[1] + self.from_h[1], 4, axis=-1)
        i = self.gate("input_gate", sums[0], terms[0])
        f = self.gate("forget_gate", sums[1], terms[1])
        g = self.gate("candidate", sums[2], terms[2], np.tanh)
        self.gate("output_gate", sums[3], terms[3])
        written = np.abs(g) * self.units["input_gate"] + i * self.units["candidate"]
        cell, unit = np.zeros_like(f), np.zeros_like(f)
        before, unit_before = np.zeros_like(f[0]), np.zeros_like(f[0])
        for t in range(len(f)):
            cell[t] = f[t] * before + i[t] * g[t]
            unit[t] = f[t] * unit_before + np.abs(before) * self.units["forget_gate"][t] + written[t]
            before, unit_before = cell[t], unit[t]
        self.values["cell"], self.units["cell"] = cell, unit

    def gru(self):
        (rx, zx, nx), (rh, zh, nh) = (np.split(half[0], 3, axis=-1) for half in (self.from_x, self.from_h))
        (Rx, Zx, Nx), (Rh, Zh, Nh) = (np.split(half[1], 3, axis=-1) for half in (self.from_x, self.from_h))
        r = self.gate("reset_gate", rx + rh, Rx + Rh)
        self.gate("update_gate", zx + zh, Zx + Zh)
        terms = Nx + r * Nh + np.abs(nh) * self.units["reset_gate"]
        self.gate("candidate", nx + r * nh, terms, np.tanh)

    def roundings(self, name):
        """By how many roundings the quantity shown is off, at most."""
        off = np.abs(numbers(self.layer.quantities[name]) - self.values[name])
        return (off / (ROUNDING * self.units[name] + SMALLEST)).max()


def random(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def silero(published):
    """Its layer, and what its own convolutions make of six seconds of a hum that comes and goes, in noise."""
    path = published("silero_vad", "data/silero_vad_16k.safetensors")
    weights, seconds = load_file(path), torch.arange(6 * 16_000) / 16_000
    hum = torch.sin(2 * torch.pi * (120 + 40 * torch.sin(3 * seconds)) * seconds) * (
        torch.sin(2 * seconds) > 0
    )
    frames = (hum / 2 + random(len(seconds)) / 50).unfold(0, 576, 512)[:, None]
    parts = F.conv1d(F.pad(frames, (0, 64), mode="reflect"), weights["stft_conv.weight"], stride=128)
    steps = (parts[:, :129] ** 2 + parts[:, 129:] ** 2).sqrt()
    for at, stride in enumerate((1, 2, 2, 1), 1):
        kernel, bias = weights[f"conv{at}.weight"], weights[f"conv{at}.bias"]
        steps = F.relu(F.conv1d(steps, kernel, bias, stride=stride, padding=1))
    return lstmviz.layer(path), steps[..., 0]


def resemblyzer(published):
    """Its three layers, and 160 frames of 40 energies that rise and fall."""
    frames = random(160, 40).abs() * (1 + torch.sin(torch.arange(160) / 9))[:, None]
    return lstmviz.layer(published("resemblyzer", "pretrained.pt")), frames


def g2p_en(part, letters):
    """Its encoder or decoder, and the vectors of a word's letters or sounds."""

    def net(published):
        path = published("g2p_en", "checkpoint20.npz")
        return lstmviz.layer(path, part), torch.tensor(np.load(path)[f"{part}_emb"][letters])

    return net


def strange(module):
    """A layer with weights eight times as wide as PyTorch starts them."""

    def net(_):
        with torch.no_grad():
            for at, weight in enumerate(module.parameters()):
                weight.copy_(random(*weight.shape, seed=at) * 4 / module.hidden_size**0.5)
        return module, random(200, module.input_size) * 4

    return net


NETS = {
    "silero": silero,
    "resemblyzer": resemblyzer,
    "g2p_en's encoder": g2p_en("enc", [11, 17, 16, 9, 22, 21, 10, 22, 7, 2]),
    "g2p_en's decoder": g2p_en("dec", [2, 40, 21, 52, 33, 60, 8, 12, 71, 3]),
    "wide weights, LSTM": strange(nn.LSTM(8, 64)),
    "wide weights, GRU": strange(nn.GRU(8, 64)),
}


@pytest.mark.parametrize("name", NETS)
def test_every_quantity_is_as_exact_as_float32_allows(published, name):
    module, x = NETS[name](published)
    for layer in lstmviz.trace(module, x).layers:
        exact = Exact(layer)
        assert exact.values.keys() == layer.quantities.keys() - {"hidden"}  # which is the module's own
        for quantity in exact.values:
            assert exact.roundings(quantity) < BOUND, (layer.name, quantity)
