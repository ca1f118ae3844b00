"""Files of torch.save: checkpoints, whole modules, the format before 1.6, views."""

import pytest
import torch
from torch import nn

import lstmviz
from tests.formats.conftest import run


class Foreign(nn.Module):
    """A model of somebody's own, saved whole."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Embedding(4, 3), nn.LSTM(3, 5, num_layers=2, bidirectional=True))
        self.settings = {"a": {1, 2}, "b": complex(1, 2), "c": range(3)}


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("form", ["state_dict", "checkpoint", "module"])
def test_a_saved_layer_comes_back(tmp_path, form, zipped):
    model = Foreign()
    optimizer = torch.optim.Adam(model.parameters())
    model.body[1](torch.zeros(1, 3))[0].sum().backward()
    optimizer.step()
    saved = {
        "state_dict": model.state_dict(),
        "checkpoint": {
            "net": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "best": (1, 2.5, None, "x"),
        },
        "module": model,
    }[form]
    torch.save(saved, tmp_path / "net.pt", _use_new_zipfile_serialization=zipped)
    name = "net.body.1" if form == "checkpoint" else "body.1"
    assert [one.name for one in lstmviz.layers_in(tmp_path / "net.pt")] == [name]
    layer = lstmviz.layer(tmp_path / "net.pt", name)
    expected = model.body[1].state_dict()
    assert all(torch.equal(value, expected[part]) for part, value in layer.state_dict().items())


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_views_types_and_buffers_of_integers(tmp_path, dtype, zipped):
    weights = {name: value.to(dtype) for name, value in nn.LSTM(3, 5).state_dict().items()}
    weights["weight_ih_l0"] = weights["weight_ih_l0"].T.contiguous().T
    weights["weight_hh_l0"] = torch.cat([torch.zeros(3, 5, dtype=dtype), weights["weight_hh_l0"]])[3:]
    torch.save(
        {"steps": torch.arange(9), **weights}, tmp_path / "net.pth", _use_new_zipfile_serialization=zipped
    )
    layer = lstmviz.layer(tmp_path / "net.pth", "")
    wide = torch.float64 if dtype is torch.float64 else torch.float32
    assert all(torch.equal(value, weights[name].to(wide)) for name, value in layer.state_dict().items())


@pytest.mark.filterwarnings("ignore")  # torch.jit is deprecated; its files are there
def test_torchscript_is_refused_with_a_way_out_that_works(tmp_path):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(3, 5)

        def forward(self, x):
            return self.lstm(x)[0]

    net, x = Net(), torch.randn(7, 3)
    torch.jit.trace(net, x).save(tmp_path / "net.pt")
    with pytest.raises(lstmviz.InputError, match=r"TorchScript.*torch\.save\(torch\.jit\.load"):
        lstmviz.layers_in(tmp_path / "net.pt")
    torch.save(torch.jit.load(tmp_path / "net.pt").state_dict(), tmp_path / "weights.pt")
    assert torch.equal(run(lstmviz.layer(tmp_path / "weights.pt", "lstm"), x), run(net.lstm, x))


def test_resemblyzers_voice_encoder(published):
    path = published("resemblyzer", "pretrained.pt")
    weights = torch.load(path, map_location="cpu", weights_only=True)["model_state"]
    layer = lstmviz.layer(path, "model_state.lstm")
    assert repr(layer) == "LSTM(40, 256, num_layers=3)"
    assert all(torch.equal(value, weights[f"lstm.{name}"]) for name, value in layer.state_dict().items())
