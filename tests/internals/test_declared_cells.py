"""Cells that PyTorch does not have: against a float64 pass of their own, and through all that takes a layer.

The toy cell is declared here and nowhere else: a cell is one file, its diagram and a line in the registry.
"""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import lstmviz
from lstmviz import Edit, InputError, memory, trace
from lstmviz.draw.quantities import quantities_of
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.pack import pack
from lstmviz.learn.recipe import Recipe, build
from lstmviz.learn.tasks import TASKS
from lstmviz.learn.training import train
from lstmviz.nets.cells import CELLS, Cell, Quantity
from lstmviz.nets.cells.cell import Equation, Path
from lstmviz.nets.cells.expression import Affine, Before, Now, sigmoid, tanh
from lstmviz.nets.counts import multiply_adds
from lstmviz.nets.recurrent import RecurrentLayer, recurrent_layer
from tests import reference
from tests.conftest import HIDDEN, INPUTS

OWN = [name for name, cell in CELLS.items() if cell.module is None]
f, g = Now("forget_gate"), Now("candidate")


def toy_step(read, before, weights, edit):
    f, g = (read + weights.recurrent(before["hidden"])).chunk(2, dim=-1)
    forget_gate, candidate = edit("forget_gate", f.sigmoid()), edit("candidate", g.tanh())
    hidden = edit("hidden", forget_gate * before["hidden"] + (1 - forget_gate) * candidate)
    return {"forget_gate": forget_gate, "candidate": candidate, "hidden": hidden}


TOY = Cell(
    name="toy",
    title="leaky unit with a gate",
    accent="green",
    source="tests",
    blocks=("forget_gate", "candidate"),
    quantities=(
        Quantity("forget_gate", "f", "forget gate", "gate", 1.0, "orange", "1 keeps", "What stays."),
        Quantity("candidate", "g", "candidate", "state", 1.0, "purple", "what to write", "What is new."),
        Quantity("hidden", "h", "hidden state", "state", 1.0, "indigo", "the memory", "What there is."),
    ),
    states=("hidden",),
    equations=(
        Equation("forget_gate", sigmoid(Affine("forget_gate")), "what stays"),
        Equation("candidate", tanh(Affine("candidate")), "what is new"),
        Equation("hidden", f * Before("hidden") + (1 - f) * g, "between the two"),
    ),
    step=toy_step,
    path=Path("hidden", keep="forget_gate", write=(1 - f) * g),
)


def toy_reference(x, h, c, weights, edit=reference.untouched):
    from_x, from_h = reference.read(x, h, weights)
    f, g = np.split(from_x + from_h, 2)
    f, g = edit("forget_gate", reference.sigmoid(f)), edit("candidate", np.tanh(g))
    return {"forget_gate": f, "candidate": g, "hidden": edit("hidden", f * h + (1 - f) * g)}


@pytest.fixture(autouse=True)
def toy(monkeypatch):
    monkeypatch.setitem(CELLS, "toy", TOY)
    monkeypatch.setitem(reference.STEPS, "toy", toy_reference)


EVERY = [*OWN, "toy"]


def layer(name, inputs=INPUTS, hidden=HIDDEN, seed=3, **given):
    """A layer of the cell with weights wide enough for its gates to move."""
    cell = TOY if name == "toy" else CELLS[name]
    made = RecurrentLayer(cell, inputs, hidden, **given)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in made.parameters():
            weight.copy_(torch.rand(weight.shape, generator=generator) * 2 - 1)
    return made


def numbers(*shape, seed=1):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def begins(cell, batch, hidden=HIDDEN):
    parts = tuple(numbers(1, batch, hidden, seed=20 + k) for k in range(len(cell.states)))
    return parts if len(parts) > 1 else parts[0]


def own_start(hx, row):
    return tuple(part[:, row] for part in hx) if isinstance(hx, tuple) else hx[:, row]


@given(
    name=st.sampled_from(EVERY),
    steps=st.integers(1, 12),
    batch=st.integers(1, 3),
    inputs=st.integers(1, 4),
    hidden=st.integers(1, 6),
    bias=st.booleans(),
    started=st.booleans(),
)
def test_a_trace_equals_the_module_and_the_reference(name, steps, batch, inputs, hidden, bias, started):
    module, x = layer(name, inputs, hidden, bias=bias), numbers(steps, batch, inputs)
    hx = begins(module.cell, batch, hidden) if started else None
    output, state = module(x, hx)
    traced = trace(module, x, hx)
    assert torch.equal(traced.output, output)
    parts, expected_parts = (end if isinstance(end, tuple) else (end,) for end in (traced.state, state))
    assert all(map(torch.equal, parts, expected_parts))
    assert traced.agreement < 1e-6 * max(1.0, output.abs().max().item())
    for row in range(batch):
        begin = None if hx is None else own_start(hx, row)
        _, (expected,) = reference.run(module, x[:, row], begin)
        assert list(traced.layers[0].quantities) == list(expected)
        for quantity, values in expected.items():
            shown = traced.layers[0].quantities[quantity][:, row]
            np.testing.assert_allclose(shown, values, atol=1e-6 * max(1.0, np.abs(values).max()))


@pytest.mark.parametrize("name", EVERY)
def test_one_sequence_without_a_batch_is_one_of_a_batch(name):
    module, x = layer(name), numbers(7, INPUTS)
    assert torch.equal(trace(module, x).output, trace(module, x[:, None]).output[:, 0])


@pytest.mark.parametrize("name", EVERY)
def test_an_edit_is_what_the_reference_makes_of_it(name):
    module, x = layer(name), numbers(9, INPUTS)
    for quantity in module.cell.order:
        edit = Edit(quantity, 0.3, "set", units=[1], steps=[3, 4])

        def changed(layer, t, made, value, quantity=quantity):
            if made == quantity and t in (3, 4):
                value = value.copy()
                value[1] = 0.3
            return value

        _, (expected,) = reference.run(module, x, edit=changed)
        edited = trace(module, x, edits=[edit])
        for shown, values in expected.items():
            np.testing.assert_allclose(edited.layers[0].quantities[shown][:, 0], values, atol=1e-5)
        assert torch.equal(edited.output, edited.layers[0].hidden[:, 0])
        assert edited.agreement < 1e-6 * max(1.0, edited.output.abs().max().item())


@pytest.mark.parametrize("name", EVERY)
def test_the_ledger_adds_up_to_the_state_that_is_carried(name):
    module = layer(name)
    traced = trace(module, numbers(8, 2, INPUTS), begins(module.cell, 2)).layers[0]
    carried = traced.quantities[module.cell.path.state]
    for step in range(8):
        difference = memory.ledger(traced, step).sum(0) - carried[step]
        assert difference.abs().max() < 2e-6 * max(1.0, carried.abs().max().item())
    assert memory.half_life(traced).shape == carried.shape


def after(module, x, states):
    """The last state, float64, by the reference written for autograd: the module's own forward."""
    _, last = module(x, states if len(states) > 1 else states[0])
    return torch.cat([part.flatten() for part in (last if isinstance(last, tuple) else (last,))])


@pytest.mark.parametrize("name", EVERY)
def test_the_jacobian_is_autograds_through_the_module(name):
    module, x = layer(name, dtype=torch.float64), numbers(6, INPUTS).double()
    found = lstmviz.gradients.jacobian(module, x)
    for t in range(5):
        _, state = module(x[: t + 1])
        parts = state if isinstance(state, tuple) else (state,)
        columns = torch.autograd.functional.jacobian(
            lambda *parts, t=t: after(module, x[t + 1 :], parts), tuple(part.detach() for part in parts)
        )
        full = torch.cat([column.flatten(1) for column in columns], dim=1)
        norm = torch.linalg.matrix_norm(full, ord=2).log10()
        assert found.log10_full[t].item() == pytest.approx(norm.item(), abs=1e-9)
    gate = trace(module, x).layers[0].quantities[module.cell.path.keep][1:, 0]
    assert found.direct[0].item() == pytest.approx(gate.prod(0).max().item())


@pytest.mark.parametrize("name", EVERY)
def test_a_loss_flows_back_and_a_training_learns(name):
    task = TASKS["anbn"]
    net = build(task, Recipe(name, 6, "default", 0.03, 16, 30, 1.0), seed=0)
    told = list(train(net, task, Recipe(name, 6, "default", 0.03, 16, 30, 1.0), seed=0))
    assert told[-1].loss < 0.9 * told[0].loss
    x = task.encode(task.tokens(task.first_example))[:, 0]
    flow = lstmviz.gradients.flow(net, x, torch.tensor(0))
    assert flow.log10_hidden.isfinite().all()
    assert (flow.log10_cell is not None) == ("cell" in net.recurrent.cell.states)


@pytest.mark.parametrize("name", EVERY)
def test_a_scene_of_it_is_packed_and_the_notebook_steps_it(name):
    traced = trace(layer(name), numbers(5, INPUTS))
    panel = Panel("", "", traced.layers[0])
    assert [line.name for line in panel.quantities] == [line.name for line in quantities_of(name)]
    assert name.encode() in b"".join(pack(Scene((panel,), tuple("abcde"))))
    assert CELLS[name].title in lstmviz.stepper(traced).scene.panels[0].title


@pytest.mark.parametrize("name", EVERY)
def test_it_is_recorded_inside_a_model_and_counted(name):
    model = torch.nn.ModuleDict({"encoder": layer(name)})
    with lstmviz.record(model) as recording:
        model["encoder"](numbers(4, INPUTS))
    assert recording["encoder"][0].layers[0].kind == name
    weights = [weight for weight in model.parameters() if weight.dim() == 2]
    products = {"peephole-lstm": 6, "min-lstm": 4, "toy": 2}[name] * HIDDEN
    assert multiply_adds(name, INPUTS, HIDDEN) == sum(map(torch.numel, weights)) + products


def test_no_gate_of_a_minlstm_reads_the_state():
    module, x = layer("min-lstm"), numbers(6, 1, INPUTS)
    plain, moved = (trace(module, x, hx).layers[0] for hx in (None, numbers(1, 1, HIDDEN)))
    for name in module.cell.order[:-1]:
        assert torch.equal(plain.quantities[name], moved.quantities[name])
    assert not torch.equal(plain.hidden, moved.hidden)
    torch.testing.assert_close(plain.forget_share + plain.input_share, torch.ones_like(plain.hidden))


def test_packed_sequences_are_refused_with_the_way_out():
    packed = torch.nn.utils.rnn.pack_sequence([numbers(4, INPUTS), numbers(2, INPUTS)])
    with pytest.raises(InputError, match=r"peephole-lstm takes sequences of one length, \(T, I\)"):
        trace(layer("peephole-lstm"), packed)


def test_a_cell_of_ones_own_comes_from_the_registry():
    assert isinstance(recurrent_layer("toy", INPUTS, HIDDEN), RecurrentLayer)
