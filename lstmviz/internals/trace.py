"""trace(): every gate at every step of a recurrent layer of PyTorch's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

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
from lstmviz.internals.layers import Layer, opened
from lstmviz.internals.recurrence import fused
from lstmviz.internals.rerun import rerun
from lstmviz.nets.recurrent import Recurrent
from lstmviz.nets.weights import Weights


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Trace:
    """What a recurrent module gave for a sequence, and everything it went through on the way."""

    output: Steps  # module(x)[0] to the last bit, in its own layout; of the edited run if there are edits
    state: State  # module(x)[1]: h_n, or (h_n, c_n) for an LSTM
    layers: tuple[Layer, ...]  # in PyTorch's order: l0, l0 reverse, l1, l1 reverse
    lengths: Tensor | None  # (B,) of a packed sequence, in the batch's own order

    @property
    def agreement(self) -> float:
        """Largest |Δ| between PyTorch's hidden states and those rebuilt from the quantities shown.

        Where steps were edited no forward pass of PyTorch's exists to compare with: there it is the step
        loop that is compared, and a hidden state that was edited is rebuilt with the same edit made.
        """
        differences = [(rebuilt(layer) - layer.hidden).abs().flatten() for layer in self.layers]
        every = torch.cat(differences)
        return every.max().item() if every.numel() else 0.0


def trace(module: nn.Module, x: Steps, hx: State | None = None, edits: Iterable[Edit] = ()) -> Trace:
    """Run a nn.LSTM, nn.GRU, nn.RNN or RecurrentLayer over a sequence and keep what it computes inside.

    The module runs as in eval mode (no dropout between layers) and is not touched; nothing in the trace
    tracks gradients. `output` is bitwise what the module gives in the grad mode trace is called in.

    Args:
        module: any number of layers, one direction or both, projections, with or without biases.
        x: (T, I), (T, B, I), (B, T, I) if `batch_first`, or a PackedSequence; the module's dtype and device.
        hx: the initial state in torch's own form; zeros if None.
        edits: what to change on the way. Several on the same thing are made in the order given. All that
            does not follow from one, as the layers below it and the steps before it, is bitwise as without
            (steps before it in a packed batch read in reverse: within 1e-6).

    Raises:
        InputError: module, x, hx or an edit cannot be used, or do not fit each other; says what to do.
    """
    module, x, hx = checked(module, x, hx)
    edited = by_layer(module, x, edits)
    forward: Callable[..., tuple[Steps, State]] = _as_in_eval(module).forward
    output, state = _detached(*forward(x, hx))  # in the caller's grad mode: torch rounds otherwise in each
    with torch.no_grad():
        lengths = pad_packed_sequence(x)[1].to(x.data.device) if isinstance(x, PackedSequence) else None
        layers, given = _layers(module, x, output, hx, lengths, edited)
        if edited:
            output, state = _laid_out(module, x, given), _ended(layers, state)
    return Trace(output=output, state=state, layers=layers, lengths=lengths)


def _as_in_eval(module: Recurrent) -> Recurrent:
    """The same module with its training flag off, sharing all else: the caller's is left as it is."""
    twin = object.__new__(type(module))
    vars(twin).update(vars(module), training=False)
    return twin


def _detached(output: Steps, state: State) -> tuple[Steps, State]:
    ended = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
    if isinstance(output, PackedSequence):
        return output._replace(data=output.data.detach()), ended
    return output.detach(), ended


def _layers(
    module: Recurrent,
    x: Steps,
    output: Steps,
    hx: State | None,
    lengths: Tensor | None,
    edited: dict[int, tuple[Edit, ...]],
) -> tuple[tuple[Layer, ...], Steps]:
    """Every layer, and what the last gave, time first."""
    initial = _initial_states(module, x, hx)
    layers: list[Layer] = []
    given, changed = _time_major(module, x), False
    for depth in range(module.num_layers):
        names = [name for at, name in layer_names(module) if at == depth]
        read, last = given, depth == module.num_layers - 1
        as_fused = last and not changed  # the module's own output is the last layer's
        given = _time_major(module, output) if as_fused else _one_layer_up(module, depth, read, initial)
        width = state_width(module, "hidden")
        for side, name in enumerate(names):
            position = len(layers)
            hidden = _padded(given)[..., width * side :][..., :width]
            run = Layer(
                declaration=cell_of(module),
                name=name.replace("_", " "),
                reverse=side == 1,
                lengths=lengths,
                inputs=_padded(read).clone(),
                initial={state: rows[position] for state, rows in initial.items()},
                weights=Weights({part: weight.clone() for part, weight in weights(module, name).items()}),
                quantities={"hidden": hidden},
            )
            layer = opened(run)
            layers.append(rerun(layer, edited[position]) if position in edited else layer)
        if not edited.keys().isdisjoint(range(len(layers) - len(names), len(layers))):
            changed = True
            sides = torch.cat([layer.hidden for layer in layers[-len(names) :]], dim=-1)
            given = _packed_as(read, sides) if isinstance(read, PackedSequence) else sides
    return tuple(layers), given


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


def _time_major(module: Recurrent, steps: Steps) -> Steps:
    """One sequence or a batch as (T, B, .); a PackedSequence as it is."""
    if isinstance(steps, PackedSequence):
        return steps
    if steps.dim() == 2:
        return steps[:, None]
    return steps.transpose(0, 1) if module.batch_first else steps


def _laid_out(module: Recurrent, x: Steps, steps: Steps) -> Steps:
    """The way back from `_time_major`: as the module hands out what it makes of x."""
    if isinstance(x, PackedSequence) or isinstance(steps, PackedSequence):
        return steps
    if x.dim() == 2:
        return steps[:, 0]
    return steps.transpose(0, 1) if module.batch_first else steps


def _ended(layers: tuple[Layer, ...], state: State) -> State:
    """h_n, or (h_n, c_n), of layers that ran with edits, in the shape of the state without."""
    last = [
        torch.stack([layer.last(layer.quantities[name]) for layer in layers])  # (layers, B, .)
        for name in layers[0].declaration.states
    ]
    if not isinstance(state, tuple):
        return last[0].view_as(state)
    return tuple(values.view_as(part) for values, part in zip(last, state, strict=True))


def _packed_as(example: PackedSequence, padded: Tensor) -> PackedSequence:
    """Padded steps (T, B, .) packed in the order of another packed sequence."""
    order = example.sorted_indices
    rows = padded if order is None else padded.index_select(1, order)
    real = torch.arange(padded.shape[1]) < example.batch_sizes[:, None]  # (T, B)
    return example._replace(data=rows[real.to(rows.device)])


def _padded(steps: Steps) -> Tensor:
    return pad_packed_sequence(steps)[0] if isinstance(steps, PackedSequence) else steps
