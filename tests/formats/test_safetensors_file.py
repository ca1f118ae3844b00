"""Safetensors: what was saved comes back, and Silero's voice detector does what its cell does."""

import torch
from safetensors.torch import load_file, save_file
from torch import nn

import lstmviz
from tests.formats.conftest import run


def test_a_saved_layer_comes_back(tmp_path):
    module = nn.Sequential(nn.Embedding(4, 3), nn.LSTM(3, 5, num_layers=2))
    save_file(
        {**module.state_dict(), "half.weight": torch.zeros(2, 2).bfloat16()}, tmp_path / "net.safetensors"
    )
    x = torch.randn(7, 3)
    assert torch.equal(run(lstmviz.layer(tmp_path / "net.safetensors", "1"), x), run(module[1], x))


def test_sileros_cell(published):
    path = published("silero_vad", "data/silero_vad_16k.safetensors")
    assert [(one.name, one.kind, one.hidden_size) for one in lstmviz.layers_in(path)] == [
        ("lstm_cell", "LSTM", 128)
    ]
    weights, cell = load_file(path), nn.LSTMCell(128, 128)
    cell.load_state_dict({name: weights[f"lstm_cell.{name}"] for name in cell.state_dict()})
    x, state = torch.randn(20, 128), None
    for step, hidden in zip(x, run(lstmviz.layer(path, "lstm_cell"), x), strict=True):
        state = cell(step[None], state)
        assert torch.allclose(hidden, state[0][0], atol=1e-5)
