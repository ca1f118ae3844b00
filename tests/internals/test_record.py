"""record(): the traces of the recurrent layers inside a model, while it runs."""

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_sequence

import lstmviz
from lstmviz import InputError, record


class Translator(nn.Module):
    """Nested layers, one of them called twice, states handed on by keyword."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleDict({"lstm": nn.LSTM(3, 4, num_layers=2), "norm": nn.LayerNorm(4)})
        self.decoder = nn.GRU(4, 4, batch_first=True)
        self.unused = nn.RNN(4, 4)

    def forward(self, x):
        hidden, (h, _) = self.encoder["lstm"](x)
        read = self.encoder["norm"](hidden).transpose(0, 1)
        first, state = self.decoder(read, h[-1:])
        second, _ = self.decoder(hx=state, input=first)
        return second


@pytest.fixture
def model():
    torch.manual_seed(0)
    return Translator().eval()


def hooks(model):
    return sum(len(module._forward_hooks) for module in model.modules())


def test_traces_every_layer_by_name_one_trace_a_call(model):
    x = torch.randn(6, 2, 3)
    expected = model(x)
    with record(model) as recording:
        result = model(x)
    assert torch.equal(result, expected)
    assert result.requires_grad
    assert {name: len(traces) for name, traces in recording.items()} == {
        "encoder.lstm": 1,
        "decoder": 2,
        "unused": 0,
    }
    (encoder,), (first, second) = recording["encoder.lstm"], recording["decoder"]
    assert [layer.name for layer in encoder.layers] == ["l0", "l1"]
    assert torch.equal(encoder.output, model.encoder["lstm"](x)[0])
    assert torch.equal(second.output, expected)
    assert torch.equal(second.layers[0].inputs, first.output.transpose(0, 1))
    assert torch.equal(second.layers[0].h0, first.state[0])
    assert max(trace.agreement for traces in recording.values() for trace in traces) < 1e-6


def test_a_model_that_is_the_layer_has_the_empty_name():
    gru = nn.GRU(3, 4)
    x = pack_sequence([torch.randn(4, 3), torch.randn(2, 3)])
    with record(gru) as recording:
        output, _ = gru(x)
        gru(x)
    assert list(recording) == [""]
    assert [torch.equal(trace.output.data, output.data) for trace in recording[""]] == [True, True]


def test_runs_after_the_recording_are_not_in_it(model):
    with record(model) as recording:
        model(torch.randn(6, 2, 3))
    model(torch.randn(6, 2, 3))
    assert len(recording["decoder"]) == 2
    assert hooks(model) == 0


def test_hooks_go_even_if_the_model_fails(model):
    def run():
        with record(model):
            assert hooks(model) == 3
            model(torch.randn(6, 2, 99))

    with pytest.raises(RuntimeError, match="input_size"):
        run()
    assert hooks(model) == 0


def test_dropout_in_training_is_refused_and_in_eval_it_is_not():
    model = nn.Sequential(nn.LSTM(3, 4, num_layers=2, dropout=0.5))
    with record(model) as recording:
        with pytest.raises(InputError, match=r"'0' drops out .* model\.eval\(\)"):
            model(torch.randn(6, 2, 3))
        output, _ = model.eval()(torch.randn(6, 2, 3))
    assert [torch.equal(trace.output, output) for trace in recording["0"]] == [True]


def test_training_without_dropout_is_recorded_and_still_learns(model):
    model.train()
    with record(model) as recording:
        model(torch.randn(6, 2, 3)).sum().backward()
    assert len(recording["decoder"]) == 2
    assert model.decoder.weight_hh_l0.grad.abs().sum() > 0
    assert model.training


def test_a_model_without_recurrent_layers_is_refused():
    with (
        pytest.raises(InputError, match=r"Linear without a torch\.nn\.LSTM"),
        lstmviz.record(nn.Linear(2, 2)),
    ):
        pass
