"""trace(): every gate at every step of a recurrent layer of PyTorch's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from lstmviz.internals.edits import Edit, by_layer
from lstmviz.internals.inputs import (
    Recurrent,
    State,
    Steps,
    batch_shape,
    checked,
    directions,
    first_weight,
    layer_names,
    weights,
)
from lstmviz.internals.layers import Layer, LSTMLayer, Run, opened
from lstmviz.internals.recurrence import FUSED
from lstmviz.internals.rerun import rerun


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
        differences = [(layer.rebuilt_hidden() - layer.hidden).abs().flatten() for layer in self.layers]
        every = torch.cat(differences)
        return every.max().item() if every.numel() else 0.0


def trace(module: nn.Module, x: Steps, hx: State | None = None, edits: Iterable[Edit] = ()) -> Trace:
    """Run a nn.LSTM, nn.GRU or nn.RNN over a sequence and keep what it computes inside.

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
    ended = (state[0].detach(), state[1].detach()) if isinstance(state, tuple) else state.detach()
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
    h0, c0 = _initial_states(module, x, hx)  # (layers, B, P), (layers, B, H)
    layers: list[Layer] = []
    given, changed = _time_major(module, x), False
    for depth in range(module.num_layers):
        names = [name for at, name in layer_names(module) if at == depth]
        read, last = given, depth == module.num_layers - 1
        as_fused = last and not changed  # the module's own output is the last layer's
        given = _time_major(module, output) if as_fused else _one_layer_up(module, depth, read, h0, c0)
        width = h0.shape[-1]
        for side, name in enumerate(names):
            position = len(layers)
            run = Run(
                name=name.replace("_", " "),
                reverse=side == 1,
                lengths=lengths,
                inputs=_padded(read).clone(),
                hidden=_padded(given)[..., width * side :][..., :width],
                h0=h0[position],
                **{part: _copied(weight) for part, weight in weights(module, name).items()},  # type: ignore[arg-type]
            )
            layer = opened(module.mode, run, c0[position])
            layers.append(rerun(module.mode, layer, edited[position]) if position in edited else layer)
        if not edited.keys().isdisjoint(range(len(layers) - len(names), len(layers))):
            changed = True
            sides = torch.cat([layer.hidden for layer in layers[-len(names) :]], dim=-1)
            given = _packed_as(read, sides) if isinstance(read, PackedSequence) else sides
    return tuple(layers), given


def _one_layer_up(module: Recurrent, depth: int, read: Steps, h0: Tensor, c0: Tensor) -> Steps:
    """The hidden states of one layer, both directions side by side, as the fused function gives them."""
    ways = directions(module)
    names = [name for at, name in layer_names(module) if at == depth]
    flat = [weight for name in names for weight in weights(module, name).values() if weight is not None]
    settings = (flat, module.bias, 1, 0.0, False, module.bidirectional)  # one layer, no dropout, not training
    order = read.sorted_indices if isinstance(read, PackedSequence) else None
    states = [state[depth * ways : (depth + 1) * ways] for state in (h0, c0)]  # (ways, B, .)
    states = states if order is None else [state.index_select(1, order) for state in states]
    start = states if isinstance(module, nn.LSTM) else states[0]
    fused = FUSED[module.mode]
    if isinstance(read, PackedSequence):
        return read._replace(data=fused(read.data, read.batch_sizes, start, *settings)[0])
    hidden: Tensor = fused(read, start, *settings, False)[0]
    return hidden


def _initial_states(module: Recurrent, x: Steps, hx: State | None) -> tuple[Tensor, Tensor]:
    """h0 and c0 of every layer, (layers, B, .); c0 is of no use to a GRU or RNN."""
    layers, (batch,) = module.num_layers * directions(module), batch_shape(module, x) or (1,)
    weight = first_weight(module)
    h0 = weight.new_zeros(layers, batch, module.proj_size or module.hidden_size)
    c0 = weight.new_zeros(layers, batch, module.hidden_size)
    if hx is None:
        return h0, c0
    given = hx if isinstance(hx, tuple) else (hx, c0)
    return given[0].clone().view_as(h0), given[1].clone().view_as(c0)


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
    hidden = torch.stack([layer.last(layer.hidden) for layer in layers])  # (layers, B, P)
    if not isinstance(state, tuple):
        return hidden.view_as(state)
    cell = torch.stack([layer.last(layer.cell) for layer in layers if isinstance(layer, LSTMLayer)])
    return hidden.view_as(state[0]), cell.view_as(state[1])


def _packed_as(example: PackedSequence, padded: Tensor) -> PackedSequence:
    """Padded steps (T, B, .) packed in the order of another packed sequence."""
    order = example.sorted_indices
    rows = padded if order is None else padded.index_select(1, order)
    real = torch.arange(padded.shape[1]) < example.batch_sizes[:, None]  # (T, B)
    return example._replace(data=rows[real.to(rows.device)])


def _padded(steps: Steps) -> Tensor:
    return pad_packed_sequence(steps)[0] if isinstance(steps, PackedSequence) else steps


def _copied(weight: Tensor | None) -> Tensor | None:
    return None if weight is None else weight.clone()
