"""trace(): every gate at every step of a recurrent layer of PyTorch's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from lstmviz.internals.by_hand import layer_of_arrays
from lstmviz.internals.calls import Call, call_of, untouched
from lstmviz.internals.edits import Edit, by_layer
from lstmviz.internals.evaluate import rebuilt
from lstmviz.internals.inputs import (
    State,
    Steps,
    batch_shape,
    cell_of,
    checked,
    directions,
    first_weight,
    layer_names,
    state_width,
    weights,
)
from lstmviz.internals.layers import Layer, Layers, differentiable, opened
from lstmviz.internals.layout import laid_out, packed_as, padded, time_major
from lstmviz.internals.recurrence import fused
from lstmviz.internals.rerun import rerun
from lstmviz.internals.tables import table
from lstmviz.internals.workspace import Kept
from lstmviz.nets.recurrent import Recurrent
from lstmviz.nets.weights import Weights


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Trace:
    """What a recurrent module gave for a sequence, and everything it went through on the way."""

    output: Steps  # module(x)[0] to the last bit, in its own layout; of the edited run if there are edits
    state: State  # module(x)[1]: h_n, or (h_n, c_n) for an LSTM
    layers: Layers  # in PyTorch's order: l0, l0 reverse, l1, l1 reverse
    lengths: Tensor | None  # (B,) of a packed sequence, in the batch's own order

    @property
    def agreement(self) -> float | None:
        """Largest |Δ| between what PyTorch gave and what the quantities shown make of it.

        Compared are the hidden states of every step and the states at the end. Where an edited layer went
        step by step no forward pass of PyTorch's exists: those steps are left out, and None says that no
        other is left to compare.
        """
        differences = [difference for layer in self.layers for difference in _differences(layer)]
        differences += self._differences_at_the_end()
        largest = [difference.abs().max() for difference in differences if difference.numel()]
        return torch.stack(largest).max().item() if largest else None

    @classmethod
    def from_arrays(cls, cell: str, quantities: Mapping[str, Any], inputs: Any = None) -> "Trace":
        """The trace of a layer of one's own, from the gates that it handed out at every step.

            Trace.from_arrays("lstm", {"forget_gate": f, "input_gate": i, "candidate": g, "cell": c,
                                       "output_gate": o, "hidden": h})

        Args:
            cell: a key of `lstmviz.nets.cells.CELLS`: "lstm", "gru", "rnn", ...
            quantities: all that the cell computes, each (T, H) or (T, B, H): arrays, tensors or lists.
            inputs: what the layer read, (T, I) or (T, B, I); nothing is shown of it if None.

        Raises:
            InputError: no such cell, a quantity missing or too many, or shapes that differ.
        """
        layer = layer_of_arrays(cell, quantities, inputs)
        ended = tuple(layer.quantities[state][-1:] for state in layer.declaration.states)
        return cls(
            output=layer.hidden,
            state=ended if len(ended) > 1 else ended[0],
            layers=Layers([layer]),
            lengths=None,
        )

    def save(self, path: str | Path) -> None:
        """Write all of it to an NPZ file, from which `lstmviz.load_trace` gives it back to the bit."""
        from lstmviz.internals.saved import save

        save(self, path)

    def to_numpy(self) -> dict[str, dict[str, NDArray[Any]]]:
        """By layer and quantity: `trace.to_numpy()["l0"]["cell"]`, (T, B, H)."""
        return {layer.name: layer.to_numpy() for layer in self.layers}

    def __repr__(self) -> str:
        return table(self)

    def _differences_at_the_end(self) -> list[Tensor]:
        if any(layer.stepped for layer in self.layers):
            return []
        shown = _ended(self.layers, self.state)
        return [one - other for one, other in zip(_parts(shown), _parts(self.state), strict=True)]


def _differences(layer: Layer) -> list[Tensor]:
    if len(layer.stepped) == len(layer.inputs):
        return []
    compared = layer.in_reading_order(layer.without_padding(rebuilt(layer) - layer.hidden))
    return [compared[: layer.stepped.start], compared[layer.stepped.stop :]]


def trace(
    module: nn.Module,
    x: Steps,
    hx: State | None = None,
    edits: Iterable[Edit] = (),
    grad: bool = False,
) -> Trace:
    """Run a nn.LSTM, nn.GRU, nn.RNN or RecurrentLayer over a sequence and keep what it computes inside.

    The module runs once, as in eval mode (no dropout between layers), hooks and parametrizations included;
    what is shown is that run, by the weights that it read. Module, buffers and random generators are as they
    were afterwards. `output` is bitwise what the module gives in the grad mode trace is called in.

    Args:
        module: any number of layers, one direction or both, projections, with or without biases.
        x: (T, I), (T, B, I), (B, T, I) if `batch_first`, or a PackedSequence; the module's dtype and device.
        hx: the initial state in torch's own form; zeros if None.
        edits: what to change on the way. Several on the same thing are made in the order given. All that
            does not follow from one, as the layers below it and the steps before it, is bitwise as without
            (steps before it in a packed batch read in reverse: within 1e-6).
        grad: whether the quantities keep their graph, so that a loss on gates reaches weights and x.

    Raises:
        InputError: module, x, hx or an edit cannot be used, or do not fit each other, or the module gives
            something else than a layer of its class does; says what to do.
    """
    with untouched(module):
        call = call_of(*checked(module, x, hx), grad)
    return of_call(call, edits, grad)


def of_call(call: Call, edits: Iterable[Edit] = (), grad: bool = False) -> Trace:
    """The trace of one run; `trace` says what the other two do."""
    edited = by_layer(call.module, call.x, edits)
    output, state = call.output, call.state
    with torch.set_grad_enabled(grad):
        lengths = _lengths(call.x)
        layers, given = _layers(call, lengths, edited, grad)
        if edited:
            output, state = laid_out(call.module, call.x, given), _ended(layers, state)
    return Trace(output=output, state=state, layers=Layers(layers), lengths=lengths)


def _lengths(x: Steps) -> Tensor | None:
    return pad_packed_sequence(x)[1].to(x.data.device) if isinstance(x, PackedSequence) else None


def _parts(state: State) -> tuple[Tensor, ...]:
    return state if isinstance(state, tuple) else (state,)


def _layers(
    call: Call, lengths: Tensor | None, edited: dict[int, tuple[Edit, ...]], grad: bool
) -> tuple[tuple[Layer, ...], Steps]:
    """Every layer, and what the last gave, time first."""
    module, initial = call.module, _initial_states(call.module, call.x, call.hx)
    layers: list[Layer] = []
    given, changed = time_major(module, call.x), False
    for depth in range(module.num_layers):
        names = [name for at, name in layer_names(module) if at == depth]
        read, last = given, depth == module.num_layers - 1
        as_fused = last and not changed  # the module's own output is the last layer's
        if as_fused:
            given = time_major(module, call.output)
        elif call.kept and not changed:
            given = _side_by_side(call.kept, depth, len(names))
        else:
            given = _one_layer_up(module, depth, read, initial)
        width = state_width(module, "hidden")
        for side, name in enumerate(names):
            position = len(layers)
            run = Layer(
                declaration=cell_of(module),
                name=name.replace("_", " "),
                reverse=side == 1,
                lengths=lengths,
                inputs=padded(read),
                initial={state: rows[position] for state, rows in initial.items()},
                weights=Weights(weights(module, name)),
                quantities={"hidden": padded(given)[..., width * side :][..., :width]},
            )
            layer = _with_quantities(run, call, position, changed, grad)
            layers.append(rerun(layer, edited[position]) if position in edited else layer)
        if not edited.keys().isdisjoint(range(len(layers) - len(names), len(layers))):
            changed = True
            sides = torch.cat([layer.hidden for layer in layers[-len(names) :]], dim=-1)
            given = packed_as(read, sides) if isinstance(read, PackedSequence) else sides
    return tuple(layers), given


def _with_quantities(run: Layer, call: Call, position: int, changed: bool, grad: bool) -> Layer:
    """The layer with all its quantities: as torch kept them of its own run, as long as this is that run."""
    if grad:
        return differentiable(run)
    if call.kept is None:
        return opened(run)
    own = call.kept[position]
    if not changed:
        return replace(run, quantities=own.quantities | {"hidden": run.hidden})
    same = (run.inputs == own.inputs).all(-1, keepdim=True) & (run.hidden == own.hidden).all(-1, keepdim=True)
    so_far = run.in_reading_order(run.in_reading_order(same).cummin(0).values)  # (T, B, 1)
    now = opened(run)
    before = {
        name: torch.where(so_far, values, now.quantities[name]) for name, values in own.quantities.items()
    }
    return replace(now, quantities=before | {"hidden": run.hidden})


def _side_by_side(kept: list[Kept], depth: int, directions: int) -> Tensor:
    """The hidden states of one layer, of both directions: (T, B, directions * H)."""
    sides = [one.hidden for one in kept[depth * directions : (depth + 1) * directions]]
    return sides[0] if len(sides) == 1 else torch.cat(sides, dim=-1)


def _one_layer_up(module: Recurrent, depth: int, read: Steps, initial: dict[str, Tensor]) -> Steps:
    """The hidden states of one layer, both directions side by side, as the fused function gives them."""
    ways = directions(module)
    names = [name for at, name in layer_names(module) if at == depth]
    flat = [weight for name in names for weight in weights(module, name).values()]
    settings = (flat, module.bias, 1, 0.0, False, module.bidirectional)  # one layer, no dropout, not training
    order = read.sorted_indices if isinstance(read, PackedSequence) else None
    states = [state[depth * ways : (depth + 1) * ways] for state in initial.values()]  # (ways, B, .)
    states = states if order is None else [state.index_select(1, order) for state in states]
    start = states if len(states) > 1 else states[0]
    forward = fused(cell_of(module))
    if isinstance(read, PackedSequence):
        return read._replace(data=forward(read.data, read.batch_sizes, start, *settings)[0])
    hidden: Tensor = forward(read, start, *settings, False)[0]
    return hidden


def _initial_states(module: Recurrent, x: Steps, hx: State | None) -> dict[str, Tensor]:
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


def _ended(layers: tuple[Layer, ...], state: State) -> State:
    """h_n, or (h_n, c_n), of layers that ran with edits, in the shape of the state without."""
    last = [
        torch.stack([layer.last(layer.quantities[name]) for layer in layers])  # (layers, B, .)
        for name in layers[0].declaration.states
    ]
    if not isinstance(state, tuple):
        return last[0].view_as(state)
    return tuple(values.view_as(part) for values, part in zip(last, state, strict=True))
