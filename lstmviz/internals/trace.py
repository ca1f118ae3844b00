"""trace(): every gate at every step of a recurrent layer of PyTorch's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

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
from lstmviz.internals.layers import GRULayer, Layer, LSTMLayer, RNNLayer, Run

_FUSED: dict[str, Callable[..., Any]] = {
    "LSTM": torch.lstm,
    "GRU": torch.gru,
    "RNN_TANH": torch.rnn_tanh,
    "RNN_RELU": torch.rnn_relu,
}
"""The functions nn.LSTM, nn.GRU and nn.RNN themselves call, by the module's mode."""


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Trace:
    """What a recurrent module gave for a sequence, and everything it went through on the way."""

    output: Steps  # module(x)[0] to the last bit, in its own layout
    state: State  # module(x)[1]: h_n, or (h_n, c_n) for an LSTM
    layers: tuple[Layer, ...]  # in PyTorch's order: l0, l0 reverse, l1, l1 reverse
    lengths: Tensor | None  # (B,) of a packed sequence, in the batch's own order

    @property
    def agreement(self) -> float:
        """Largest |Δ| between PyTorch's hidden states and those rebuilt from the quantities shown."""
        differences = [(layer.rebuilt_hidden() - layer.hidden).abs().flatten() for layer in self.layers]
        every = torch.cat(differences)
        return every.max().item() if every.numel() else 0.0


def trace(module: nn.Module, x: Steps, hx: State | None = None) -> Trace:
    """Run a nn.LSTM, nn.GRU or nn.RNN over a sequence and keep what it computes inside.

    The module runs as in eval mode (no dropout between layers) and is not touched; nothing in the trace
    tracks gradients. `output` is bitwise what the module gives in the grad mode trace is called in.

    Args:
        module: any number of layers, one direction or both, projections, with or without biases.
        x: (T, I), (T, B, I), (B, T, I) if `batch_first`, or a PackedSequence; the module's dtype and device.
        hx: the initial state in torch's own form; zeros if None.

    Raises:
        InputError: module, x or hx cannot be used, or do not fit each other; says what to do.
    """
    module, x, hx = checked(module, x, hx)
    forward: Callable[..., tuple[Steps, State]] = _as_in_eval(module).forward
    output, state = _detached(*forward(x, hx))  # in the caller's grad mode: torch rounds otherwise in each
    with torch.no_grad():
        lengths = pad_packed_sequence(x)[1].to(x.data.device) if isinstance(x, PackedSequence) else None
        layers = tuple(_layers(module, x, output, hx, lengths))
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
) -> Iterator[Layer]:
    h0, c0 = _initial_states(module, x, hx)  # (layers, B, P), (layers, B, H)
    given = _time_major(module, x)
    for position, (depth, name) in enumerate(layer_names(module)):
        reverse = name.endswith("reverse")
        if not reverse:
            read = given
            last = depth == module.num_layers - 1
            given = _time_major(module, output) if last else _one_layer_up(module, depth, read, h0, c0)
        width = h0.shape[-1]
        run = Run(
            name=name.replace("_", " "),
            reverse=reverse,
            lengths=lengths,
            inputs=_padded(read).clone(),
            hidden=_padded(given)[..., width * reverse :][..., :width],
            h0=h0[position],
            **{part: _copied(weight) for part, weight in weights(module, name).items()},  # type: ignore[arg-type]
        )
        yield _opened(module, run, c0[position])


def _opened(module: Recurrent, run: Run, c0: Tensor) -> Layer:
    if isinstance(module, nn.LSTM):
        return LSTMLayer.of(run, c0)
    if isinstance(module, nn.GRU):
        return GRULayer.of(run)
    return RNNLayer.of(run, module.nonlinearity)


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
    fused = _FUSED[module.mode]
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


def _padded(steps: Steps) -> Tensor:
    return pad_packed_sequence(steps)[0] if isinstance(steps, PackedSequence) else steps


def _copied(weight: Tensor | None) -> Tensor | None:
    return None if weight is None else weight.clone()
