"""trace(..., edits=...): equal to an independent pass with the same edits; what does not follow stays."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from torch.nn.utils.rnn import PackedSequence, pack_sequence, pad_packed_sequence

from lstmviz import Edit, InputError, trace
from tests import reference
from tests.internals.test_trace import (
    HARDEST,
    KINDS,
    build,
    cases,
    equal,
    near,
    numbers,
    parts,
    states,
    tampered_with,
)

pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")

QUANTITIES = {
    "LSTM": ("forget_gate", "input_gate", "candidate", "cell", "output_gate", "hidden"),
    "GRU": ("reset_gate", "update_gate", "candidate", "hidden"),
    "RNN": ("hidden",),
}


def kind_of(module):
    return module.mode.split("_")[0]


def layers_of(module):
    return module.num_layers * (2 if module.bidirectional else 1)


def steps_of(case):
    return max(len(sequence) for sequence in case.sequences)


@st.composite
def edits(draw, case):
    module = case.module
    quantity = draw(st.sampled_from(QUANTITIES[kind_of(module)]))
    width = (module.proj_size if quantity == "hidden" else 0) or module.hidden_size
    return Edit(
        quantity,
        draw(st.floats(-2, 2)),
        draw(st.sampled_from(["set", "add", "scale"])),
        layer=draw(st.integers(0, layers_of(module) - 1)),
        units=draw(st.none() | st.lists(st.integers(0, width - 1), max_size=3)),
        steps=draw(st.none() | st.lists(st.integers(0, steps_of(case) - 1), max_size=4)),
    )


@dataclass(frozen=True)
class Edited:
    case: object
    edits: list


@st.composite
def edited_cases(draw, most=3):
    case = draw(cases())
    return Edited(case, draw(st.lists(edits(case), min_size=1, max_size=most)))


def by_hand(edits):
    """The edits as the reference takes them."""

    def change(layer, t, name, value):
        value = value.copy()
        for edit in edits:
            if (edit.quantity, edit.layer) != (name, layer) or not (edit.steps is None or t in edit.steps):
                continue
            units = list(range(len(value))) if edit.units is None else sorted(set(edit.units))
            if edit.mode == "set":
                value[units] = edit.value
            elif edit.mode == "add":
                value[units] += edit.value
            else:
                value[units] *= edit.value
        return value

    return change


def everywhere(case):
    """One edit a layer, on both sides of the middle, in the hardest layouts."""
    quantities = QUANTITIES[kind_of(case.module)]
    return [
        Edit(quantities[k % len(quantities)], 0.7, ("set", "add", "scale")[k % 3], k, [1], [2, 3])
        for k in range(layers_of(case.module))
    ]


def sequence_of(steps, case, b):
    """Sequence b of an output in the module's own layout, (T, .)."""
    if isinstance(steps, PackedSequence):
        padded, lengths = pad_packed_sequence(steps)
        return padded[: lengths[b], b]
    if steps.dim() == 2:
        return steps
    return steps[b] if case.module.batch_first else steps[:, b]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(edited=edited_cases())
@example(edited=Edited(HARDEST[0], everywhere(HARDEST[0])))
@example(edited=Edited(HARDEST[1], everywhere(HARDEST[1])))
@example(edited=Edited(HARDEST[2], everywhere(HARDEST[2])))
@example(edited=Edited(HARDEST[3], everywhere(HARDEST[3])))
def test_equals_the_reference_with_the_same_edits(edited):
    case, module = edited.case, edited.case.module
    traced = trace(module, case.x, case.hx, edits=edited.edits)
    plain_output, plain_state = module(case.x, case.hx)
    assert type(traced.output) is type(plain_output)
    assert [part.shape for part in parts(traced.state)] == [part.shape for part in parts(plain_state)]
    tolerance = 2e-6 if case.sequences[0].dtype == torch.float32 else 1e-11
    for b, sequence in enumerate(case.sequences):
        output, layers = reference.run(module, sequence, case.start(b), by_hand(edited.edits))
        assert near(sequence_of(traced.output, case, b), output, tolerance)
        for k, (layer, expected) in enumerate(zip(traced.layers, layers, strict=True)):
            for name, values in layer.quantities.items():
                assert near(values[: len(sequence), b], expected[name], tolerance), name
                assert not values[len(sequence) :, b].any(), f"{name} at the padding"
            for part, name in zip(parts(traced.state), ("hidden", "cell"), strict=False):
                ended = part[k] if part.dim() == 2 else part[k, b]
                assert near(ended, expected[name][0 if layer.reverse else -1], tolerance), name
    largest = max(layer.hidden.abs().max() for layer in traced.layers)
    assert traced.agreement is None or traced.agreement <= 2 * tolerance * max(1.0, largest)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(edited=edited_cases(most=1))
def test_what_does_not_follow_from_an_edit_is_bitwise_as_without(edited):
    """All layers below, the other direction beside it, and the steps read before the first edited one."""
    case, (edit,) = edited.case, edited.edits
    plain, traced = (trace(case.module, case.x, case.hx, edits=given) for given in ((), [edit]))
    ways = 2 if case.module.bidirectional else 1
    beside = (edit.layer // ways + 1) * ways
    for position, (before, after) in enumerate(zip(plain.layers[:beside], traced.layers, strict=False)):
        for b, sequence in enumerate(case.sequences):
            kept = read_before(edit, len(sequence), after.reverse) if position == edit.layer else slice(None)
            for name, values in before.quantities.items():
                left, right = values[kept, b], after.quantities[name][kept, b]
                assert torch.equal(left, right), name


@pytest.mark.parametrize("gradients", [False, True])
@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_layers_above_are_bitwise_as_without_where_nothing_changed_below(kind, gradients):
    """Sequence 0 is not edited, the others only from a step on; also where torch keeps an LSTM's gates."""
    module, x = build(kind, num_layers=3), numbers(9, 3, 3)
    edits = [Edit("hidden", 0.7, steps=[5], rows=[1]), Edit("hidden", 0.2, "add", steps=[3], rows=[2])]
    with torch.set_grad_enabled(gradients):
        plain, edited = trace(module, x), trace(module, x, edits=edits)
    for before, after in zip(plain.layers, edited.layers, strict=True):
        for name, values in before.quantities.items():
            for b, first in enumerate((9, 5, 3)):
                assert torch.equal(values[:first, b], after.quantities[name][:first, b]), (before.name, name)
        assert not torch.equal(before.hidden[5:, 1], after.hidden[5:, 1])
    assert edited.agreement < 1e-6


def read_before(edit, length, reverse):
    """The steps of one sequence that its layer reads before the edit takes hold."""
    steps = [t for t in (range(length) if edit.steps is None else edit.steps) if t < length]
    if not steps or edit.units == ():
        return slice(0, length)
    return slice(max(steps) + 1, length) if reverse else slice(0, min(steps))


@settings(derandomize=True, deadline=None, max_examples=40)
@given(case=cases(), gradients=st.booleans())
def test_no_edits_is_bitwise_the_plain_trace(case, gradients):
    with torch.set_grad_enabled(gradients):
        plain, traced = trace(case.module, case.x, case.hx), trace(case.module, case.x, case.hx, edits=[])
    assert equal(plain.output, traced.output)
    assert equal(plain.state, traced.state)
    for before, after in zip(plain.layers, traced.layers, strict=True):
        assert all(torch.equal(values, after.quantities[name]) for name, values in before.quantities.items())


@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data())
def test_to_scale_by_one_or_add_nothing_changes_nothing(data):
    case = data.draw(cases())
    edit = data.draw(edits(case))
    nothing = [replace(edit, mode="scale", value=1.0), replace(edit, mode="add", value=0.0)]
    plain, traced = (trace(case.module, case.x, case.hx, edits=given) for given in ((), nothing))
    for before, after in zip(plain.layers, traced.layers, strict=True):
        assert all(near(values, after.quantities[name]) for name, values in before.quantities.items())
    for before, after in zip(parts(plain.state), parts(traced.state), strict=True):
        assert near(before, after)


@pytest.mark.parametrize("kind", KINDS)
def test_edits_on_the_same_thing_are_made_in_the_order_given(kind):
    module, x = build(kind), numbers(6, 3)
    put, add, double = Edit("hidden", 0.25), Edit("hidden", 1.0, "add"), Edit("hidden", 2.0, "scale")
    for made, expected in (([put, add, double], 2.5), ([put, double, add], 1.5), ([add, double, put], 0.25)):
        assert trace(module, x, edits=made).layers[0].hidden.unique().tolist() == [expected]


def test_an_edited_value_is_not_squashed_again():
    traced = trace(build("lstm"), numbers(6, 3), edits=[Edit("forget_gate", 1.5, units=[2])])
    assert traced.layers[0].forget_gate[..., 2].unique().tolist() == [1.5]


def test_added_to_the_cell_a_number_stays_while_the_gate_is_open():
    module, x = build("lstm"), numbers(9, 3)
    open_gate = Edit("forget_gate", 1.0, units=[1])
    closed = Edit("input_gate", 0.0, units=[1])
    traced = trace(module, x, edits=[open_gate, closed, Edit("cell", 2.0, "add", units=[1], steps=[4])])
    assert traced.layers[0].cell[:, 0, 1].tolist() == [0.0] * 4 + [2.0] * 5


def test_agreement_of_an_edited_run_is_of_what_pytorch_ran():
    module, x = build("gru", num_layers=2), numbers(9, 2, 3)
    traced = trace(module, x, edits=[Edit("hidden", 0.9, units=[1], steps=[2])])
    assert traced.agreement < 1e-6
    for at in (0, 1):  # before and after the edited step; the layer above, which reads what was edited
        layers = list(traced.layers)
        layers[at] = tampered_with(layers[at], "candidate")
        assert replace(traced, layers=layers).agreement > 0.01


def test_where_every_step_was_edited_there_is_nothing_to_compare():
    module, x = build("lstm"), numbers(9, 2, 3)
    plain, traced = trace(module, x), trace(module, x, edits=[Edit("forget_gate", 1.0)])
    assert (traced.layers[0].hidden - plain.layers[0].hidden).abs().max() > 0.01
    assert traced.agreement is None


@pytest.mark.parametrize("mode", ["set", "add", "scale"])
def test_a_value_may_be_a_number_for_every_chosen_step_row_and_unit(mode):
    module, x, value = build("lstm"), numbers(9, 3, 3), numbers(2, 1, 3)
    edit = Edit("candidate", value, mode, steps=[4, 1], rows=[2], units=[0, 3, 1])
    traced, plain = (trace(module, x, edits=made).layers[0].candidate for made in ([edit], []))
    for s, step in enumerate((4, 1)):
        for u, unit in enumerate((0, 3, 1)):
            single = Edit("candidate", value[s, 0, u].item(), mode, steps=[step], rows=[2], units=[unit])
            if step == 1:  # nothing went before it
                alone = trace(module, x, edits=[single]).layers[0].candidate
                assert traced[step, 2, unit] == alone[step, 2, unit]
            elif mode == "set":
                assert traced[step, 2, unit] == value[s, 0, u]
    assert torch.equal(traced[:, :2], plain[:, :2])  # the other rows of the batch


def test_a_quantity_can_be_taken_from_another_trace():
    module, x, other = build("lstm"), numbers(9, 2, 3), trace(build("lstm"), numbers(9, 2, 3) + 1)
    patched = trace(module, x, edits=[Edit("cell", other.layers[0].cell, steps=[3], units=[2])])
    assert torch.equal(patched.layers[0].cell[3, :, 2], other.layers[0].cell[3, :, 2])
    assert torch.equal(patched.layers[0].cell[:3], trace(module, x).layers[0].cell[:3])


def test_a_value_of_another_shape_names_both_that_fit():
    with pytest.raises(InputError, match=r"shape \(3,\).*\(1, 2, 2\) nor the whole cell \(9, 2, 4\)"):
        trace(build("lstm"), numbers(9, 2, 3), edits=[Edit("cell", [1, 2, 3], steps=[2], units=[0, 3])])


def test_a_row_that_the_batch_has_not_is_named():
    with pytest.raises(InputError, match=r"edits\[0\] is of row 2; the batch has rows 0 to 1"):
        trace(build("lstm"), numbers(9, 2, 3), edits=[Edit("cell", 1.0, rows=[2])])
    for row in (0, 1):
        (layer,) = trace(build("lstm"), numbers(9, 2, 3), edits=[Edit("cell", 1.0, rows=[row])]).layers
        assert (layer.cell[:, row] == 1.0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_the_module_is_left_as_it_was_and_the_trace_is_ordinary(kind):
    module, x = build(kind, num_layers=2, bidirectional=True), numbers(9, 2, 3)
    weights = {name: weight.clone() for name, weight in module.state_dict().items()}
    attributes = dict(vars(module))
    traced = trace(module, x, states(module, 2), edits=[Edit("hidden", 0.5, layer=1, steps=[3])])
    assert vars(module) == attributes
    assert all(torch.equal(weights[name], weight) for name, weight in module.state_dict().items())
    for tensor in (traced.output, *parts(traced.state), *traced.layers[1].quantities.values()):
        assert not tensor.requires_grad
        assert not tensor.is_inference()


def test_a_long_run_stays_exact():
    module, x = build("lstm", hidden=16), numbers(300, 3)
    given = [
        Edit("cell", 3.0, "add", units=[0], steps=[100]),
        Edit("forget_gate", 0.99, steps=range(90, 200)),
    ]
    _, (expected,) = reference.run(module, x, None, by_hand(given))
    for name, values in trace(module, x, edits=given).layers[0].quantities.items():
        assert near(values[:, 0], expected[name], 2e-6), name


def test_any_whole_numbers_do():
    plain = Edit("cell", 2, units=[1, 2], steps=[3, 4])
    assert Edit("cell", np.float32(2.0), units=np.array([1, 2]), steps=range(3, 5)) == plain
    assert Edit("cell", 2.0, units=(unit for unit in (1, 2)), steps=(np.int32(3), 4)) == plain
    assert len({plain, Edit("cell", 2, units=(1, 2), steps=(3, 4))}) == 1


def test_zero_sequences_can_be_edited_too():
    traced = trace(
        build("lstm", bidirectional=True), torch.zeros(5, 0, 3), edits=[Edit("cell", 1.0, layer=1)]
    )
    assert traced.output.shape == (5, 0, 8)


BAD_FIELDS = {
    "value not finite": ({"value": float("nan")}, "value is nan", "finite"),
    "value infinite": ({"value": float("inf")}, "value is inf", "finite"),
    "value a word": ({"value": "1"}, "value is '1'", "finite number"),
    "value true": ({"value": True}, "value is True", "finite number"),
    "value nothing": ({"value": None}, "value is None"),
    "value a huge whole number": ({"value": 10**400}, "value is", "finite"),
    "mode": ({"mode": "multiply"}, "mode is 'multiply'", "set, add, scale"),
    "mode unhashable": ({"mode": ["set"]}, "mode is ['set']"),
    "layer a fraction": ({"layer": 0.5}, "layer is 0.5", "whole number"),
    "layer a word": ({"layer": "l0"}, "layer is 'l0'", "whole number"),
    "layer true": ({"layer": True}, "layer is True", "whole number"),
    "a unit alone": ({"units": 3}, "units is 3", "units=[3]"),
    "units a word": ({"units": "12"}, "units is '12'", "None for all"),
    "a unit true": ({"units": [True]}, "one of units is True"),
    "a step in words": ({"steps": ["3"]}, "one of steps is '3'", "whole number"),
    "a step a fraction": ({"steps": [1.5]}, "one of steps is 1.5"),
    "steps without numbers": ({"steps": torch.tensor(3)}, "steps is tensor(3)"),
}


@pytest.mark.parametrize("case", BAD_FIELDS)
def test_what_no_edit_can_be_is_refused_at_once(case):
    given, *words = BAD_FIELDS[case]
    with pytest.raises(InputError) as caught:
        Edit(**{"quantity": "cell", "value": 1.0} | given)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("nothing", [{"steps": []}, {"units": []}, {"rows": []}])
def test_an_edit_of_nothing_is_no_edit(nothing):
    module, x = build("lstm"), numbers(7, 3)
    plain, layer = (trace(module, x, edits=edits).layers[0] for edits in ([], [Edit("cell", 5.0, **nothing)]))
    assert layer.edits == ()
    assert torch.equal(layer.hidden, plain.hidden)


def test_an_edit_of_padding_changes_no_step_that_there_is():
    x = pack_sequence([numbers(7, 3), numbers(4, 3)])
    module = build("lstm", bidirectional=True)
    for direction in (0, 1):
        edit = Edit("cell", 5.0, layer=direction, steps=[5], rows=[1])
        plain, edited = trace(module, x), trace(module, x, edits=[edit])
        for name, values in edited.layers[direction].quantities.items():
            assert torch.equal(values, plain.layers[direction].quantities[name]), name
