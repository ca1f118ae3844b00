"""NPZ: what was saved comes back, and g2p_en's encoder does what its own NumPy code does."""

import numpy as np
import torch
from torch import nn

import lstmviz
from tests.formats.conftest import run


def test_a_saved_layer_comes_back(tmp_path):
    module = nn.GRU(3, 5, bidirectional=True, dtype=torch.float64)
    arrays = {name: value.numpy() for name, value in module.state_dict().items()}
    arrays["weight_ih_l0"] = np.asfortranarray(arrays["weight_ih_l0"])
    arrays["weight_hh_l0"] = arrays["weight_hh_l0"].astype(">f8")
    np.savez_compressed(tmp_path / "net.npz", **arrays, words=np.array(["a", "b"]))
    x = torch.randn(7, 3, dtype=torch.float64)
    assert torch.equal(run(lstmviz.layer(tmp_path / "net.npz"), x), run(module, x))


def test_g2p_ens_encoder(published):
    path = published("g2p_en", "checkpoint20.npz")
    assert [(one.name, one.kind) for one in lstmviz.layers_in(path)] == [("enc", "GRU"), ("dec", "GRU")]
    stored = np.load(path)
    x, hidden = stored["enc_emb"][[9, 6, 13, 13, 16]], np.zeros(256)  # hello
    for step, given in zip(x, run(lstmviz.layer(path, "enc"), x).numpy(), strict=True):
        from_input = stored["enc_w_ih"] @ step.astype("d") + stored["enc_b_ih"]
        from_hidden = stored["enc_w_hh"] @ hidden + stored["enc_b_hh"]
        reset, update = np.split(1 / (1 + np.exp(-(from_input + from_hidden)[:512])), 2)
        hidden = (1 - update) * np.tanh(from_input[512:] + reset * from_hidden[512:]) + update * hidden
        assert np.abs(given - hidden).max() < 1e-5
