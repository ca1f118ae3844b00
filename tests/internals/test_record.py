"""record(): the traces of the recurrent layers inside a model, while it runs; each by what really ran."""

import asyncio
import copy
import gc
import pickle
import re
import threading

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_sequence

import lstmviz
from lstmviz import Edit, InputError, record, trace


class Translator(nn.Module):
    """Nested layers, one of them called twice, states handed on by keyword."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleDict({"lstm": nn.LSTM(3, 4, num_layers=2), "norm": nn.LayerNorm(4)})
        self.decoder = nn.GRU(4, 4, batch_first=True)

    def forward(self, x):
        hidden, (h, _) = self.encoder["lstm"](x)
        read = self.encoder["norm"](hidden).transpose(0, 1)
        first, state = self.decoder(read, h[-1:])
        second, _ = self.decoder(hx=state, input=first)
        return second


class Tagger(nn.Module):
    """A layer and a readout."""

    def __init__(self, layer):
        super().__init__()
        self.layer, self.readout = layer, nn.Linear(4, 2)

    def forward(self, x):
        return self.readout(self.layer(x)[0])


class DropConnect(nn.Module):
    def forward(self, weight):
        return nn.functional.dropout(weight, 0.5, self.training)


@pytest.fixture
def model():
    torch.manual_seed(0)
    return Translator().eval()


@pytest.fixture(autouse=True)
def forwards_are_torchs_own_afterwards():
    before = [kind.forward for kind in (nn.LSTM, nn.GRU, nn.RNN, nn.LSTMCell)]
    yield
    assert [kind.forward for kind in (nn.LSTM, nn.GRU, nn.RNN, nn.LSTMCell)] == before


def test_traces_every_layer_by_name_one_trace_a_call(model):
    x = torch.randn(6, 2, 3)
    expected = model(x)
    with record(model) as recording:
        result = model(x)
    assert torch.equal(result, expected)
    assert result.requires_grad
    assert {name: len(calls) for name, calls in recording.items()} == {"encoder.lstm": 1, "decoder": 2}
    (encoder,), (first, second) = recording["encoder.lstm"], recording["decoder"]
    assert [layer.name for layer in encoder.layers] == ["l0", "l1"]
    assert torch.equal(encoder.output, model.encoder["lstm"](x)[0])
    assert torch.equal(second.output, expected)
    assert torch.equal(second.layers[0].inputs, first.output.transpose(0, 1))
    assert torch.equal(second.layers[0].h0, first.state[0])
    assert max(trace.agreement for calls in recording.values() for trace in calls) < 1e-6
    assert not recording.left_out


def test_a_model_that_is_the_layer_has_the_empty_name():
    gru = nn.GRU(3, 4)
    x = pack_sequence([torch.randn(2, 3), torch.randn(4, 3)], enforce_sorted=False)
    with record(gru) as recording:
        output, _ = gru(x)
        gru(x)
    assert list(recording) == [""]
    assert [torch.equal(trace.output.data, output.data) for trace in recording[""]] == [True, True]
    assert torch.equal(recording[""][0].layers[0].hidden, trace(gru, x).layers[0].hidden)


def test_runs_after_the_recording_are_not_in_it(model):
    with record(model) as recording:
        model(torch.randn(6, 2, 3))
    model(torch.randn(6, 2, 3))
    assert len(recording["decoder"]) == 2


def test_a_recording_may_go_on(model):
    with record(model) as recording:
        model(torch.randn(6, 2, 3))
    with recording:
        model(torch.randn(6, 2, 3))
    assert len(recording["decoder"]) == 4


def test_it_ends_even_if_the_model_fails(model):
    with pytest.raises(RuntimeError, match="input_size"), record(model) as recording:
        model(torch.randn(6, 2, 99))
    model(torch.randn(6, 2, 3))
    assert not recording["decoder"]


def test_training_is_recorded_and_still_learns(model):
    model.train()
    with record(model) as recording:
        model(torch.randn(6, 2, 3)).sum().backward()
    assert len(recording["decoder"]) == 2
    assert model.decoder.weight_hh_l0.grad.abs().sum() > 0
    assert model.training


def test_weights_are_those_of_each_call_and_shared_while_they_stay_the_same():
    lstm, x = nn.LSTM(3, 4), torch.randn(5, 2, 3)
    with torch.no_grad(), record(lstm) as recording:
        outputs = [lstm(x)[0], lstm(x)[0]]
        lstm.weight_hh_l0.data.mul_(2)  # past torch's own count of versions
        outputs.append(lstm(x)[0])
    for call, output in zip(recording[""], outputs, strict=True):
        assert torch.equal(call.output, output)
        assert call.agreement < 1e-6
    one, two, three = (call.layers[0].weight_hh for call in recording[""])
    assert one.data_ptr() == two.data_ptr() != three.data_ptr()


def test_what_a_recording_holds_is_apart_from_what_the_model_changes_later():
    lstm, x = nn.LSTM(3, 4), torch.randn(5, 2, 3)
    with torch.no_grad(), record(lstm) as recording:
        output, _ = lstm(x)
        expected, read = output.clone(), x.clone()
        output.zero_()
        x.zero_()
    assert torch.equal(recording[""][0].output, expected)
    assert torch.equal(recording[""][0].layers[0].inputs, read)


# Whoever calls the layer, and however its weights come about


class CallsForward(nn.Module):
    """As WeightDrop of awd-lstm-lm and fastai: hooks of the layer within are skipped."""

    def __init__(self):
        super().__init__()
        self.layer = nn.LSTM(3, 4)

    def forward(self, x):
        weight = nn.functional.dropout(self.layer.weight_hh_l0, 0.5)
        del self.layer._parameters["weight_hh_l0"]
        self.layer.weight_hh_l0 = weight
        return self.layer.forward(x)


class OwnForward(nn.LSTM):
    """As Better_LSTM_PyTorch and pytorch-forecasting: the layer's own forward, with more arguments."""

    def forward(self, x, hx=None, lengths=None):
        return super().forward(2 * x, hx)


class ByHand(nn.LSTM):
    """A forward that never comes to torch's."""

    def forward(self, x, hx=None):
        return torch.zeros(*x.shape[:-1], self.hidden_size), None


def test_a_layer_whose_hooks_are_skipped():
    model = CallsForward()
    with record(model) as recording:
        output, _ = model(torch.randn(5, 2, 3))
    (call,) = recording["layer"]
    assert torch.equal(call.output, output)
    assert call.agreement < 1e-6
    assert (call.layers[0].weight_hh == 0).any()


def test_a_subclass_with_a_forward_of_its_own():
    layer, x = OwnForward(3, 4), torch.randn(5, 2, 3)
    with record(layer) as recording:
        output, _ = layer(x, lengths=[5, 5])
    (call,) = recording[""]
    assert torch.equal(call.output, output)
    assert torch.equal(call.layers[0].inputs, 2 * x)


def test_a_forward_replaced_on_the_instance():
    layer, x = nn.LSTM(3, 4), torch.randn(5, 2, 3)
    layer.forward = lambda x, hx=None: nn.LSTM.forward(layer, x + 1, hx)
    with record(layer) as recording:
        layer(x)
    assert torch.equal(recording[""][0].layers[0].inputs, x + 1)


@pytest.mark.parametrize("norm", [nn.utils.weight_norm, nn.utils.spectral_norm], ids=["weight", "spectral"])
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_weights_made_by_a_hook(norm):
    layer, x = norm(nn.LSTM(3, 4), "weight_hh_l0"), torch.randn(5, 2, 3)
    with record(layer) as recording:
        first = layer(x)[0]
        second = layer(x)[0]  # spectral_norm in training makes another weight at every run
    for call, output in zip(recording[""], (first, second), strict=True):
        assert torch.equal(call.output, output)
    assert max(call.agreement for call in recording[""]) < 1e-6


def test_weights_made_at_random():
    layer, x = nn.LSTM(3, 4), torch.randn(5, 2, 3)
    nn.utils.parametrize.register_parametrization(layer, "weight_hh_l0", DropConnect())
    torch.manual_seed(1)
    expected, after = layer(x)[0], torch.get_rng_state()
    torch.manual_seed(1)
    with record(layer) as recording:
        assert torch.equal(layer(x)[0], expected)
    assert torch.equal(torch.get_rng_state(), after)
    assert recording[""][0].agreement < 1e-6


def test_a_compiled_model_is_recorded_under_the_names_it_has():
    model, x = Tagger(nn.LSTM(3, 4)).eval(), torch.randn(5, 2, 3)
    compiled = torch.compile(model, backend="eager")
    with torch.no_grad(), record(compiled) as recording:
        compiled(x)
    assert torch.equal(recording["_orig_mod.layer"][0].output, model.layer(x)[0])


def test_tied_layers_are_found_under_each_of_their_names():
    shared = nn.LSTM(3, 3)
    model = nn.ModuleDict({"one": shared, "two": shared})
    with record(model) as recording:
        model["two"](torch.randn(5, 2, 3))
    assert len(recording["one"]) == len(recording["two"]) == 1


@pytest.mark.parametrize("kind", [nn.LSTMCell, nn.GRUCell, nn.RNNCell])
def test_cells_are_followed_like_layers(kind):
    cell, x = kind(3, 4), torch.randn(6, 2, 3)
    states, state = [], None
    with torch.no_grad(), record(cell) as recording:
        for step in x:
            state = cell(step, state)
            states.append(state[0] if isinstance(state, tuple) else state)
    layer = {nn.LSTMCell: nn.LSTM, nn.GRUCell: nn.GRU, nn.RNNCell: nn.RNN}[kind](3, 4)
    layer.load_state_dict({f"{name}_l0": weight for name, weight in cell.state_dict().items()})
    joined = recording.joined("")
    assert torch.equal(joined.output, torch.stack(states))
    for name, values in trace(layer, x).layers[0].quantities.items():
        assert torch.allclose(joined.layers[0].quantities[name], values, atol=1e-6)


# What cannot be followed

NUMBERS = torch.linspace(-1, 1, 30).view(5, 2, 3)


def left_out(model, run):
    with pytest.warns(UserWarning, match="record left out") as said, record(model) as recording:
        run(model)
    assert len(said) == 1
    return recording


@pytest.mark.parametrize(
    ("make", "x", "reason"),
    [
        (lambda: nn.LSTM(3, 3, 2, dropout=0.5), NUMBERS, r"drops out .* model\.eval\(\)"),
        (lambda: nn.LSTM(3, 3), NUMBERS * torch.nan, "nan at index"),
        (lambda: nn.LSTM(3, 3).bfloat16(), NUMBERS.bfloat16(), r"module\.float\(\)"),
        (lambda: nn.LSTM(3, 3), None, "ran 0 times"),
        (lambda: ByHand(3, 3), NUMBERS, r"test_record\.ByHand computes on its own"),
        (
            lambda: torch.ao.nn.quantized.dynamic.LSTM(3, 3),
            None,
            "quantized.*made for 8 bits",
        ),
    ],
    ids=["dropout", "NaN", "half", "not run", "by hand", "quantised"],
)
@pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor", "ignore::DeprecationWarning")
def test_a_layer_that_cannot_be_followed_ends_no_run_and_is_told_once(make, x, reason):
    model = nn.ModuleDict({"odd": make(), "plain": nn.GRU(3, 4)})
    ended = []

    def whole(model):
        if x is not None:
            model["odd"](x)
        model["plain"](NUMBERS)
        ended.append(True)

    recording = left_out(model, whole)
    assert ended
    assert list(recording.left_out) == ["odd"]
    assert re.search(reason, recording.left_out["odd"])
    assert len(recording["plain"]) == 1


def test_autocast_is_left_out_and_the_run_goes_on():
    def run(model):
        with torch.autocast("cpu"):
            return model(torch.randn(5, 2, 3))

    assert "autocast" in left_out(nn.LSTM(3, 4), run).left_out[""]


def test_a_model_without_recurrent_layers_is_refused():
    with pytest.raises(InputError, match=r"Linear without a torch\.nn\.LSTM.*from_arrays"):
        lstmviz.record(nn.Linear(2, 2))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_torchscript_is_refused_with_the_way_out():
    with pytest.raises(InputError, match=r"TorchScript.*lstmviz\.layer"):
        lstmviz.record(torch.jit.script(nn.LSTM(3, 4)))


def test_layers_are_chosen_by_name(model):
    with record(model, layers=["decoder"]) as recording:
        model(torch.randn(6, 2, 3))
    assert list(recording) == ["decoder"]
    with pytest.raises(InputError, match=r"no recurrent layer 'lstm'; it has 'encoder\.lstm', 'decoder'"):
        record(model, layers=["lstm"])
    with pytest.raises(InputError, match=r"no 'lstm' in the recording; there are 'decoder'"):
        recording["lstm"]


# A recording belongs to its caller


def test_threads_that_share_a_model_never_see_each_others_calls():
    model, seen = nn.Sequential(nn.LSTM(3, 4)).eval(), {}

    def visitor(number):
        with record(model) as recording:
            for _ in range(20):
                model(torch.full((5, 1, 3), float(number)))
        seen[number] = [call.layers[0].inputs.unique().tolist() for call in recording["0"]]

    threads = [threading.Thread(target=visitor, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {number: [[float(number)]] * 20 for number in range(8)}


def test_tasks_that_take_turns_never_see_each_others_calls():
    model = nn.Sequential(nn.LSTM(3, 4)).eval()

    async def visitor(number):
        with record(model) as recording:
            for _ in range(5):
                model(torch.full((5, 1, 3), float(number)))
                await asyncio.sleep(0)
        return [call.layers[0].inputs.unique().tolist() for call in recording["0"]]

    async def all_of_them():
        return await asyncio.gather(*(visitor(number) for number in range(4)))

    assert asyncio.run(all_of_them()) == [[[float(number)]] * 5 for number in range(4)]


def test_a_copy_and_a_pickle_made_inside_the_block_are_clean():
    model, x = nn.Sequential(nn.LSTM(3, 4)).eval(), torch.randn(5, 2, 3)
    with record(model) as recording:
        model(x)
        copied = copy.deepcopy(model)
        loaded = pickle.loads(pickle.dumps(model))
        copied(x), loaded(x)
    assert len(recording["0"]) == 1
    assert not copied[0]._forward_hooks
    gc.collect()


# Edits inside a model


def test_the_rest_of_the_model_runs_on_what_was_edited():
    model, x = Tagger(nn.LSTM(3, 4)).eval(), torch.randn(5, 2, 3)
    before = model(x)
    with record(model, edits={"layer": [Edit("hidden", 0.0)]}) as recording:
        after = model(x)
    assert torch.allclose(after, model.readout.bias.expand_as(after))
    assert torch.equal(model(x), before)
    assert not recording["layer"][0].output.any()


def test_an_edited_state_is_what_the_next_call_starts_from():
    cell, x = nn.LSTMCell(3, 4), torch.randn(6, 2, 3)
    kept_as_it_is = [Edit("forget_gate", 1.0), Edit("input_gate", 0.0)]
    with torch.no_grad(), record(cell, edits={"": kept_as_it_is}) as recording:
        state = torch.zeros(2, 4), torch.full((2, 4), 3.0)
        for step in x:
            state = cell(step, state)
    assert torch.equal(state[1], torch.full((2, 4), 3.0))
    joined = recording.joined("")
    assert joined.layers[0].cell.unique().tolist() == [3.0]
    assert joined.agreement is None


def test_an_edit_that_does_not_fit_is_an_error_at_the_run():
    model, edit = nn.Sequential(nn.LSTM(3, 4)), Edit("cell", 1.0, units=[9])
    with pytest.raises(InputError, match="unit 9"), record(model, edits={"0": [edit]}):
        model(torch.randn(5, 2, 3))


# How much is kept


def test_only_the_last_calls_where_that_is_asked(model):
    lstm = nn.LSTM(3, 4)
    with torch.no_grad(), record(lstm, keep=2) as recording:
        outputs = [lstm(torch.randn(5, 2, 3))[0] for _ in range(5)]
    assert [torch.equal(call.output, output) for call, output in zip(recording[""], outputs[3:], strict=True)]
    assert recording[""].total == 5


def test_a_limit_says_how_much_was_kept():
    lstm = nn.LSTM(3, 4)
    kept = pytest.warns(UserWarning, match=r"'the model itself' was kept up to call 2.*keep=100")
    call = 4 * (NUMBERS.numel() + (5 * 2 + 2 + 2) * 4)  # bytes of x, output, h and c
    with kept, record(lstm, limit=2 * call) as recording:
        [lstm(NUMBERS) for _ in range(5)]
    assert (len(recording[""]), recording[""].total) == (2, 5)
    assert list(recording.left_out) == [""]


def test_a_recording_prints_as_a_table(model):
    with record(model) as recording:
        model(torch.randn(6, 2, 3))
    lines = repr(recording).splitlines()
    assert lines[1].split() == ["layer", "kind", "calls", "kept", "steps"]
    assert lines[3].split() == ["decoder", "GRU", "2", "2", "12"]
