"""A call opened: every layer that it went through, lowest first, with all its quantities."""

from dataclasses import replace

import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence

from lstmviz.internals.calls import Call
from lstmviz.internals.edits import Edit
from lstmviz.internals.inputs import State, Steps, batch_shape
from lstmviz.internals.layers import Layer, differentiable, opened
from lstmviz.internals.layout import packed_as, padded, time_major
from lstmviz.internals.modules import cell_of, first_weight, layer_names, state_width, weights
from lstmviz.internals.recurrence import fused
from lstmviz.internals.rerun import rerun
from lstmviz.internals.workspace import Workspace
from lstmviz.nets.recurrent import Recurrent, directions
from lstmviz.nets.weights import Weights


def layers_of(
    call: Call, lengths: Tensor | None, edited: dict[int, tuple[Edit, ...]], grad: bool
) -> tuple[tuple[Layer, ...], Steps]:
    """Every layer, and what the last gave, time first; `edited` has the edits of a layer by its position.

    lengths: (B,) of a packed sequence. grad: whether the quantities keep their graph.
    """
    initial = initial_states(call.module, call.x, call.hx)
    layers: list[Layer] = []
    read, changed = time_major(call.module, call.x), False
    for depth in range(call.module.num_layers):
        given = _given(call, depth, read, initial, changed)
        for run in _runs(call, depth, lengths, read, given, initial):
            layer = _with_quantities(run, call, len(layers), changed, grad)
            edits = edited.get(len(layers), ())
            layers.append(rerun(layer, edits) if edits else layer)
        here = range(len(layers) - directions(call.module), len(layers))
        changed = changed or not edited.keys().isdisjoint(here)
        if changed:
            sides = torch.cat([layers[position].hidden for position in here], dim=-1)
            given = packed_as(read, sides) if isinstance(read, PackedSequence) else sides
        read = given
    return tuple(layers), read


def _given(call: Call, depth: int, read: Steps, initial: dict[str, Tensor], changed: bool) -> Steps:
    """The hidden states of a layer in both directions: as the call gave or kept them, else run again."""
    if changed:
        return _one_layer_up(call.module, depth, read, initial)
    if depth == call.module.num_layers - 1:
        return time_major(call.module, call.output)
    if call.workspaces:
        return _side_by_side(call.workspaces, depth, directions(call.module))
    return _one_layer_up(call.module, depth, read, initial)


def _runs(
    call: Call,
    depth: int,
    lengths: Tensor | None,
    read: Steps,
    given: Steps,
    initial: dict[str, Tensor],
) -> list[Layer]:
    """What is known of a layer before it is opened, a record for each direction."""
    width, ways = state_width(call.module, "hidden"), directions(call.module)
    names = [name for at, name in layer_names(call.module) if at == depth]
    return [
        Layer(
            declaration=cell_of(call.module),
            name=name.replace("_", " "),
            reverse=side == 1,
            lengths=lengths,
            inputs=padded(read),
            initial={state: rows[depth * ways + side] for state, rows in initial.items()},
            weights=Weights(weights(call.module, name)),
            quantities={"hidden": padded(given)[..., width * side :][..., :width]},
        )
        for side, name in enumerate(names)
    ]


def _with_quantities(run: Layer, call: Call, position: int, changed: bool, grad: bool) -> Layer:
    """The layer with all its quantities: as torch kept them of its own run, as long as this is that run."""
    if grad:
        return differentiable(run)
    if call.workspaces is None:
        return opened(run)
    own = call.workspaces[position]
    if not changed:
        return replace(run, quantities=own.quantities | {"hidden": run.hidden})
    same = (run.inputs == own.inputs).all(-1, keepdim=True)
    so_far = run.in_reading_order(run.in_reading_order(same).cummin(0).values)  # (T, B, 1)
    hidden = torch.where(so_far, own.hidden, run.hidden)
    now = opened(replace(run, quantities={"hidden": hidden}))
    before = {
        name: torch.where(so_far, values, now.quantities[name]) for name, values in own.quantities.items()
    }
    return replace(now, quantities=before | {"hidden": hidden})


def _side_by_side(workspaces: list[Workspace], depth: int, directions: int) -> Tensor:
    """The hidden states of one layer, of both directions: (T, B, directions * H)."""
    sides = [one.hidden for one in workspaces[depth * directions : (depth + 1) * directions]]
    return sides[0] if len(sides) == 1 else torch.cat(sides, dim=-1)


def _one_layer_up(module: Recurrent, depth: int, read: Steps, initial: dict[str, Tensor]) -> Steps:
    """The hidden states of one layer, both directions side by side, as the fused function gives them."""
    hidden: Tensor = one_layer(module, depth, read, initial)[0]
    return read._replace(data=hidden) if isinstance(read, PackedSequence) else hidden


def one_layer(module: Recurrent, depth: int, read: Steps, initial: dict[str, Tensor]) -> tuple[Tensor, ...]:
    """What the fused function gives of one layer: hidden states, both directions side by side, and the last.

    initial: states of every layer and direction of the module, (layers, B, .) each.
    """
    ways = directions(module)
    names = [name for at, name in layer_names(module) if at == depth]
    flat = [weight for name in names for weight in weights(module, name).values()]
    settings = (flat, module.bias, 1, 0.0, False, module.bidirectional)  # one layer, no dropout, not training
    order = read.sorted_indices if isinstance(read, PackedSequence) else None
    states = [state[depth * ways : (depth + 1) * ways] for state in initial.values()]  # (ways, B, .)
    states = states if order is None else [state.index_select(1, order) for state in states]
    start = states if len(states) > 1 else states[0]
    forward = fused(cell_of(module))
    given: tuple[Tensor, ...] = (
        forward(read.data, read.batch_sizes, start, *settings)
        if isinstance(read, PackedSequence)
        else forward(read, start, *settings, False)
    )
    return given


def initial_states(module: Recurrent, x: Steps, hx: State | None) -> dict[str, Tensor]:
    """Where the states of every layer begin, (layers, B, .) each."""
    layers, (batch,) = module.num_layers * directions(module), batch_shape(module, x) or (1,)
    weight = first_weight(module)
    zeros = {
        state: weight.new_zeros(layers, batch, state_width(module, state)) for state in cell_of(module).states
    }
    if hx is None:
        return zeros
    given = zip(zeros.items(), hx if isinstance(hx, tuple) else (hx,), strict=True)
    return {state: begin.clone().view_as(zero) for (state, zero), begin in given}
