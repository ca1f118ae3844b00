"""trace(): equal to the module's own forward pass, and to an independent one in float64."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn.utils.parametrizations import weight_norm
from torch.nn.utils.rnn import PackedSequence, pack_sequence

from lstmviz import InputError, Trace, trace
from lstmviz.nets.weights import Weights
from tests import reference

# PyTorch says once a process that its oneDNN path has no projections; what it computes is right.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")

KINDS = ("lstm", "gru", "rnn tanh", "rnn relu")
LAYOUTS = ("single", "time first", "batch first", "packed", "packed unsorted")


@dataclass(frozen=True)
class Case:
    """A module, a batch of sequences of its own, and how they are handed over."""

    module: nn.RNNBase
    sequences: list[torch.Tensor]  # each (T, I)
    x: torch.Tensor | PackedSequence
    hx: torch.Tensor | tuple[torch.Tensor, torch.Tensor] | None

    def start(self, sequence):
        """Initial state of one sequence, in the reference's form: (layers, .)."""
        if self.hx is None:
            return None
        parts = self.hx if isinstance(self.hx, tuple) else (self.hx,)
        own = tuple(part if part.dim() == 2 else part[:, sequence] for part in parts)
        return own if isinstance(self.hx, tuple) else own[0]


def build(kind, inputs=3, hidden=4, dtype=torch.float32, seed=0, **options):
    """A module with seeded weights, wider spread than by default so that gates move."""
    name, *nonlinearity = kind.split()
    if nonlinearity:
        options["nonlinearity"] = nonlinearity[0]
    module = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[name](inputs, hidden, dtype=dtype, **options)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(torch.rand(weight.shape, generator=generator, dtype=torch.float64) * 1.2 - 0.6)
    return module


def numbers(*shape, seed=1, dtype=torch.float32):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


@st.composite
def cases(draw):
    kind, layout = draw(st.sampled_from(KINDS)), draw(st.sampled_from(LAYOUTS))
    hidden, inputs = draw(st.integers(2, 6)), draw(st.integers(1, 4))
    dtype, seed = draw(st.sampled_from([torch.float32, torch.float64])), draw(st.integers(0, 999))
    options = {
        "num_layers": draw(st.integers(1, 3)),
        "bidirectional": draw(st.booleans()),
        "bias": draw(st.booleans()),
        "batch_first": layout == "batch first",
    }
    if kind == "lstm":
        options["proj_size"] = draw(st.integers(0, hidden - 1))
    module = build(kind, inputs, hidden, dtype, seed, **options)
    lengths = draw(st.lists(st.integers(1, 24), min_size=1, max_size=4))
    if layout == "single":
        lengths = lengths[:1]
    elif layout == "packed":
        lengths = sorted(lengths, reverse=True)
    elif layout != "packed unsorted":
        lengths = lengths[:1] * len(lengths)
    sequences = [numbers(length, inputs, seed=seed + k, dtype=dtype) for k, length in enumerate(lengths)]
    hx = states(module, len(lengths), dtype, seed) if draw(st.booleans()) else None
    if layout == "single" and hx is not None:
        hx = tuple(part[:, 0] for part in hx) if isinstance(hx, tuple) else hx[:, 0]
    return Case(module, sequences, laid_out(layout, sequences), hx)


def states(module, batch, dtype=torch.float32, seed=5):
    rows = module.num_layers * (2 if module.bidirectional else 1)
    h0 = numbers(rows, batch, module.proj_size or module.hidden_size, seed=seed + 50, dtype=dtype)
    if not isinstance(module, nn.LSTM):
        return h0
    return h0, numbers(rows, batch, module.hidden_size, seed=seed + 51, dtype=dtype)


def laid_out(layout, sequences):
    if layout == "single":
        return sequences[0]
    if layout.startswith("packed"):
        return pack_sequence(sequences, enforce_sorted=layout == "packed")
    return torch.stack(sequences, dim=0 if layout == "batch first" else 1)


def parts(state):
    return state if isinstance(state, tuple) else (state,)


def equal(a, b):
    """Bitwise, whatever the layout."""
    if isinstance(a, PackedSequence):
        return torch.equal(a.data, b.data) and all(
            x is y or torch.equal(x, y) for x, y in zip(a[1:], b[1:], strict=True)
        )
    return all(torch.equal(x, y) for x, y in zip(parts(a), parts(b), strict=True))


def near(a, b, tolerance=1e-6):
    """Within the tolerance, or that fraction of the largest number there is (a relu net's grow)."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    assert a.shape == b.shape
    return np.abs(a - b).max(initial=0) <= tolerance * max(1.0, np.abs(b).max(initial=0))


HARDEST = [
    Case(module, sequences, laid_out("packed unsorted", sequences), states(module, 3))
    for module in (build(kind, num_layers=2, bidirectional=True) for kind in KINDS)
    for sequences in [[numbers(length, 3, seed=length) for length in (4, 11, 7)]]
]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(case=cases(), gradients=st.booleans())
@example(case=HARDEST[0], gradients=False)
@example(case=HARDEST[1], gradients=False)
@example(case=HARDEST[2], gradients=False)
@example(case=HARDEST[3], gradients=False)
def test_equals_the_forward_pass_and_the_reference(case, gradients):
    with torch.set_grad_enabled(gradients):
        output, state = case.module(case.x, case.hx)
        traced = trace(case.module, case.x, case.hx)
    assert type(traced.output) is type(output)
    assert equal(traced.output, output)
    assert equal(traced.state, state)

    tolerance = 1e-6 if case.sequences[0].dtype == torch.float32 else 1e-12
    for b, sequence in enumerate(case.sequences):
        _, layers = reference.run(case.module, sequence, case.start(b))
        assert len(layers) == len(traced.layers)
        for layer, expected in zip(traced.layers, layers, strict=True):
            assert list(layer.quantities) == list(expected)
            for name, values in layer.quantities.items():
                assert near(values[: len(sequence), b], expected[name], tolerance), name
                assert not values[len(sequence) :, b].any(), f"{name} at the padding"
    assert traced.agreement <= tolerance * max(1.0, *(layer.hidden.abs().max() for layer in traced.layers))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(case=cases())
def test_layers_hold_what_they_read_and_where_they_started(case):
    traced = trace(case.module, case.x, case.hx)
    width = case.module.proj_size or case.module.hidden_size
    for k, layer in enumerate(traced.layers):
        for b, sequence in enumerate(case.sequences):
            steps = len(sequence)
            hidden, before = layer.hidden[:steps, b], layer.previous_hidden[:steps, b]
            h0 = torch.zeros(width) if case.hx is None else parts(case.start(b))[0][k]
            assert torch.equal(layer.h0[b], h0.to(hidden.dtype))
            shifted = [*hidden[1:], layer.h0[b]] if layer.reverse else [layer.h0[b], *hidden[:-1]]
            assert torch.equal(before, torch.stack(shifted))
            if layer.kind == "lstm":
                cell, before = layer.cell[:steps, b], layer.previous_cell[:steps, b]
                shifted = [*cell[1:], layer.c0[b]] if layer.reverse else [layer.c0[b], *cell[:-1]]
                assert torch.equal(before, torch.stack(shifted))
            if layer.name.startswith("l0"):
                assert torch.equal(layer.inputs[:steps, b], sequence)


@pytest.mark.parametrize("kind", KINDS)
def test_layers_come_in_pytorchs_order(kind):
    module = build(kind, num_layers=2, bidirectional=True)
    traced = trace(module, numbers(7, 2, 3))
    assert [layer.name for layer in traced.layers] == ["l0", "l0 reverse", "l1", "l1 reverse"]
    assert [layer.reverse for layer in traced.layers] == [False, True, False, True]
    assert torch.equal(torch.cat([layer.hidden for layer in traced.layers[2:]], dim=-1), traced.output)
    assert torch.equal(traced.layers[3].weight_hh, module.weight_hh_l1_reverse)
    assert {layer.kind for layer in traced.layers} == {"relu-rnn" if kind == "rnn relu" else kind.split()[0]}


@pytest.mark.parametrize(
    ("steps", "batch", "hidden"), [(1000, 1, 16), (257, 3, 64), (961, 1, 1), (60, 2, 600)]
)
def test_long_cells_stay_exact(steps, batch, hidden):
    """However the scan is cut into stretches, at sizes on both sides of each cut."""
    module = nn.LSTM(2, hidden)
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(numbers(*weight.shape, seed=3) / hidden**0.5)
    x, hx = numbers(steps, batch, 2), states(module, batch)
    traced = trace(module, x, hx).layers[0]
    for b in range(batch):
        _, (expected,) = reference.run(module, x[:, b], tuple(part[:, b] for part in hx))
        assert near(traced.cell[:, b], expected["cell"])
        assert near(traced.forget_gate[:, b], expected["forget_gate"])


@pytest.mark.parametrize("kind", KINDS)
def test_permuted_units_permute_rows(kind):
    module, order = build(kind, hidden=5), torch.tensor([3, 0, 4, 1, 2])
    permuted = build(kind, hidden=5)
    with torch.no_grad():
        for name, weight in permuted.named_parameters():
            blocks = weight.view(-1, 5, *weight.shape[1:])[:, order]
            weight.copy_((blocks[..., order] if "hh" in name and weight.dim() == 2 else blocks).flatten(0, 1))
    x = numbers(9, 2, 3)
    for name, values in trace(permuted, x).layers[0].quantities.items():
        assert near(values, trace(module, x).layers[0].quantities[name][..., order]), name


@pytest.mark.parametrize("kind", KINDS)
def test_reverse_direction_is_the_forward_one_on_the_sequence_turned_round(kind):
    both, alone = build(kind, bidirectional=True), build(kind)
    alone.load_state_dict({name: getattr(both, f"{name}_reverse") for name in alone.state_dict()})
    x = numbers(9, 2, 3)
    turned = trace(alone, x.flip(0)).layers[0].quantities
    for name, values in trace(both, x).layers[1].quantities.items():
        assert near(values, turned[name].flip(0)), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_batch_is_its_sequences(kind):
    module, x = build(kind, num_layers=2, bidirectional=True), numbers(9, 4, 3)
    together = trace(module, x)
    for b in range(4):
        for layer, single in zip(together.layers, trace(module, x[:, b]).layers, strict=True):
            for name, values in layer.quantities.items():
                assert near(values[:, b], single.quantities[name][:, 0]), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_sequence_is_its_stretches(kind):
    module, x = build(kind, num_layers=2), numbers(20, 2, 3)
    whole, first = trace(module, x), trace(module, x[:8])
    then = trace(module, x[8:], first.state)
    for layer, before, after in zip(whole.layers, first.layers, then.layers, strict=True):
        for name, values in layer.quantities.items():
            assert near(values, torch.cat([before.quantities[name], after.quantities[name]])), name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("training", [True, False])
def test_the_module_is_left_as_it_was(kind, training):
    module = build(kind, num_layers=2, dropout=0.5).train(training)
    weights = {name: weight.clone() for name, weight in module.state_dict().items()}
    attributes = dict(vars(module))
    x = numbers(9, 2, 3).requires_grad_()
    traced = trace(module, x)
    assert module.training is training
    assert vars(module) == attributes
    assert all(torch.equal(weights[name], weight) for name, weight in module.state_dict().items())
    assert all(weight.requires_grad and weight.grad is None for weight in module.parameters())
    assert torch.equal(traced.output, module.eval()(x)[0]), "runs as in eval mode"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tracks_gradients_or_changes_later(kind):
    module, x = build(kind, num_layers=2), numbers(9, 2, 3)
    hx = states(module, 2)
    traced = trace(module, x, hx)
    tensors = {f"output {k}": part for k, part in enumerate((traced.output, *parts(traced.state)))}
    for layer in traced.layers:
        values = {"inputs": layer.inputs} | layer.quantities | layer.weights.parts
        values |= {layer.declaration.initial(state): begin for state, begin in layer.initial.items()}
        tensors |= {f"{layer.name} {name}": tensor for name, tensor in values.items()}
    assert not any(tensor.requires_grad for tensor in tensors.values())
    before = {name: tensor.clone() for name, tensor in tensors.items()}
    with torch.no_grad():
        for changed in (x, *parts(hx), *module.parameters()):
            changed.add_(1.0)
    assert all(torch.equal(tensor, before[name]) for name, tensor in tensors.items())


def tampered_with(layer, name):
    """The layer with a quantity or a weight that it did not have."""
    if name in layer.quantities:
        return replace(layer, quantities=layer.quantities | {name: layer.quantities[name] + 0.5})
    return replace(layer, weights=Weights(layer.weights.parts | {name: layer.weights[name] + 0.5}))


@pytest.mark.parametrize("projected", [0, 2])
def test_agreement_measures_the_quantities_shown(projected):
    for kind, name in (
        ("lstm", "cell"),
        ("lstm", "output_gate"),
        ("gru", "candidate"),
        ("rnn tanh", "weight_hh"),
    ):
        traced = trace(build(kind, **{"proj_size": projected} if kind == "lstm" else {}), numbers(9, 2, 3))
        (layer,) = traced.layers
        tampered = replace(traced, layers=(tampered_with(layer, name),))
        assert traced.agreement < 1e-6
        assert tampered.agreement > 0.01


def test_a_diverged_module_shows_as_it_is():
    module = build("lstm")
    with torch.no_grad():
        module.weight_hh_l0[0, 0] = float("nan")
    traced = trace(module, numbers(9, 2, 3))
    assert traced.layers[0].input_gate.isnan().any()
    assert np.isnan(traced.agreement)


def test_zero_sequences_are_a_batch_too():
    traced = trace(build("lstm", bidirectional=True, num_layers=2), torch.zeros(5, 0, 3))
    assert traced.output.shape == (5, 0, 8)
    assert traced.layers[0].cell.shape == (5, 0, 4)
    assert traced.agreement is None  # there is nothing to compare


def test_parametrized_weights():
    module, x = weight_norm(build("lstm"), "weight_hh_l0"), numbers(9, 2, 3)
    with torch.no_grad():
        module.parametrizations.weight_hh_l0.original0.mul_(2.0)
    traced = trace(module, x)
    assert torch.equal(traced.output, module(x)[0])
    assert traced.agreement < 1e-6


def test_one_module_from_many_threads():
    module, x = build("gru", num_layers=2, dropout=0.5), numbers(9, 2, 3)
    with ThreadPoolExecutor(4) as pool:
        outputs = list(pool.map(lambda _: trace(module, x).output, range(40)))
    assert module.training
    assert all(torch.equal(output, outputs[0]) for output in outputs)


def broken(name, shape):
    module = build("lstm", hidden=8)
    setattr(module, name, nn.Parameter(torch.zeros(shape)))
    return module


NAN = numbers(5, 2, 3)
NAN[3, 1, 2] = float("nan")
SPARSE = numbers(5, 2, 3).to_sparse()
LSTM, GRU = build("lstm"), build("gru", num_layers=2, bidirectional=True)
GOOD = numbers(5, 2, 3)
PACKED = pack_sequence([numbers(4, 3), numbers(2, 3)])
GROWING = PackedSequence(numbers(3, 3), torch.tensor([1, 2]))
ZEROS = torch.zeros(1, 2, 4)

BAD = {
    "another module": (nn.Linear(3, 4), GOOD, None, "torch.nn.modules.linear.Linear", "Trace.from_arrays"),
    "a model": (nn.Sequential(LSTM), GOOD, None, "container.Sequential", "lstmviz.record(module)", "'0'"),
    "a cell": (nn.LSTMCell(3, 4), GOOD, None, "rnn.LSTMCell", "lstmviz.record(module)"),
    "a state_dict": (LSTM.state_dict(), GOOD, None, "OrderedDict", "lstmviz.layer(source, name)"),
    "a path": ("model.pt", GOOD, None, "module is a str", "lstmviz.layer(source, name)"),
    "a module without numbers": (build("gru").to("meta"), GOOD, None, "meta", "to_empty"),
    "a half module": (build("lstm", dtype=torch.bfloat16), GOOD, None, "bfloat16", "module.float()"),
    "weight too small": (broken("weight_hh_l0", (3, 3)), GOOD, None, "weight_hh_l0", "(3, 3)", "(32, 8)"),
    "bias too small": (broken("bias_ih_l0", (3,)), GOOD, None, "bias_ih_l0", "(3,)", "(32,)"),
    "first weight too small": (broken("weight_ih_l0", (1,)), GOOD, None, "weight_ih_l0", "(1,)", "(32, 3)"),
    "a weight in float64": (
        broken("weight_hh_l0", (32, 8)).double().requires_grad_(False),
        GOOD,
        None,
        "x is torch.float32",
        "torch.float64",
    ),
    "a list": (LSTM, [[1.0, 2.0, 3.0]], None, "x is a list", "torch.Tensor"),
    "numpy": (LSTM, np.zeros((5, 3)), None, "x is a numpy.ndarray", "torch.Tensor"),
    "nothing": (LSTM, None, None, "x is a NoneType"),
    "rank 1": (LSTM, numbers(3), None, "(3,)", "(T, I)", "(T, B, I)"),
    "rank 4": (LSTM, numbers(1, 5, 2, 3), None, "(1, 5, 2, 3)", "(T, B, I)"),
    "rank 0": (LSTM, torch.tensor(1.0), None, "()", "(T, B, I)"),
    "batch first rank 4": (build("gru", batch_first=True), numbers(1, 5, 2, 3), None, "(B, T, I)"),
    "width": (LSTM, numbers(5, 2, 4), None, "4 features", "input_size=3"),
    "packed width": (LSTM, pack_sequence([numbers(5, 4)]), None, "4 features", "input_size=3"),
    "no steps": (LSTM, torch.zeros(0, 2, 3), None, "(0, 2, 3)", "at least one step"),
    "no steps, unbatched": (LSTM, torch.zeros(0, 3), None, "(0, 3)", "at least one step"),
    "no steps, batch first": (
        build("lstm", batch_first=True),
        torch.zeros(2, 0, 3),
        None,
        "(2, 0, 3)",
        "at least one step",
    ),
    "integers": (LSTM, torch.ones(5, 3, dtype=torch.int64), None, "torch.int64", "x.to(torch.float32)"),
    "booleans": (LSTM, torch.ones(5, 3, dtype=torch.bool), None, "torch.bool", "x.to(torch.float32)"),
    "complex": (LSTM, torch.ones(5, 3, dtype=torch.complex64), None, "torch.complex64"),
    "double": (LSTM, GOOD.double(), None, "torch.float64", "x.to(torch.float32)"),
    "elsewhere": (LSTM, GOOD.to("meta"), None, "meta", "cpu", "move"),
    "sparse": (LSTM, SPARSE, None, "dense"),
    "NaN": (LSTM, NAN, None, "nan", "(3, 1, 2)"),
    "infinity": (LSTM, GOOD / 0, None, "inf", "(0, 0, 0)"),
    "packed NaN": (LSTM, pack_sequence([NAN[:, 1]]), None, "x.data", "nan", "(3, 2)"),
    "packed sizes": (LSTM, PACKED._replace(batch_sizes=torch.tensor([2, 2, 9, 1])), None, "pack_padded"),
    "packed too short": (LSTM, PackedSequence(numbers(2, 3), torch.tensor([2, 1])), None, "do not fit"),
    "packed rank 3": (LSTM, PackedSequence(numbers(3, 2, 3), torch.tensor([2, 1])), None, "do not fit"),
    "packed sizes that grow": (LSTM, GROWING, None, "pack_padded"),
    "packed order": (LSTM, PACKED._replace(sorted_indices=torch.tensor([7, 9])), None, "pack_padded"),
    "state alone": (LSTM, GOOD, ZEROS, "Tensor", "(h0, c0)"),
    "state of three": (LSTM, GOOD, (ZEROS,) * 3, "tuple", "(h0, c0)"),
    "state as pair": (GRU, GOOD, (ZEROS, ZEROS), "h0", "tuple", "torch.Tensor"),
    "state without numbers": (LSTM, GOOD, (ZEROS, None), "c0", "NoneType"),
    "state's layers": (GRU, GOOD, ZEROS, "h0", "(1, 2, 4)", "(4, 2, 4)"),
    "state's batch": (LSTM, GOOD, (ZEROS, torch.zeros(1, 3, 4)), "c0", "(1, 3, 4)", "(1, 2, 4)"),
    "state's rank": (LSTM, GOOD[:, 0], (ZEROS, ZEROS), "h0", "(1, 2, 4)", "(1, 4)"),
    "state's width": (
        build("lstm", proj_size=2),
        GOOD,
        (ZEROS, ZEROS),
        "h0",
        "(1, 2, 4)",
        "(1, 2, 2)",
    ),
    "packed state": (LSTM, PACKED, (ZEROS[:, 0], ZEROS[:, 0]), "h0", "(1, 4)", "(1, 2, 4)"),
    "state's NaN": (LSTM, GOOD, (ZEROS, ZEROS / 0), "c0", "nan", "(0, 0, 0)"),
    "state's dtype": (LSTM, GOOD, (ZEROS, ZEROS.int()), "c0", "torch.int32", "torch.float32"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_traced_is_refused_with_the_way_out(case):
    module, x, hx, *words = BAD[case]
    with pytest.raises(InputError) as caught:
        trace(module, x, hx)
    for word in words:
        assert word in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_mixed_dtypes_in_one_module_are_refused():
    module = build("gru")
    module.bias_hh_l0 = nn.Parameter(module.bias_hh_l0.detach().double())
    with pytest.raises(InputError, match=r"bias_hh_l0 is torch\.float64"):
        trace(module, GOOD)


def test_autocast_is_refused():
    with torch.autocast("cpu", torch.bfloat16), pytest.raises(InputError, match=r"leave the torch\.autocast"):
        trace(LSTM, GOOD)


def test_wrong_shapes_never_kill_the_process():
    """Random shapes for all of them, in a process of its own: a trace or an InputError, never a signal."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.internals.wrong_shapes", "600"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stderr[-2000:]}"
    traced, refused = map(int, done.stdout.split())
    assert traced > 30
    assert refused > 300


def test_a_trace_is_frozen():
    traced = trace(LSTM, GOOD)
    assert isinstance(traced, Trace)
    with pytest.raises(AttributeError):
        traced.output = GOOD
    with pytest.raises(AttributeError):
        traced.layers[0].cell = GOOD


def test_the_reverse_layer_of_a_short_sequence_starts_from_its_initial_states():
    """Packed with a longer one: the last step that it has is the first that the layer reads."""
    module, lengths = build("lstm", bidirectional=True), (7, 3, 5)
    x = pack_sequence([numbers(length, 3, seed=length) for length in lengths], enforce_sorted=False)
    h0, c0 = states(module, len(lengths))
    layer = trace(module, x, (h0, c0)).layers["l0 reverse"]
    for sequence, length in enumerate(lengths):
        assert torch.equal(layer.previous("cell")[length - 1, sequence], c0[1, sequence])
        assert torch.equal(layer.previous("hidden")[length - 1, sequence], h0[1, sequence])
        assert torch.equal(layer.previous("cell")[0, sequence], layer.cell[1, sequence])


@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors")
@pytest.mark.parametrize("layout", [torch.strided, torch.jagged])
def test_a_nested_tensor_is_refused_with_the_way_out(layout):
    nested = torch.nested.nested_tensor([numbers(4, 3), numbers(2, 3)], layout=layout)
    with pytest.raises(InputError, match="pack sequences of several lengths"):
        trace(LSTM, nested)
