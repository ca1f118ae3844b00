"""trace(): every gate at every step of a recurrent layer of PyTorch's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from lstmviz.internals.by_hand import layer_of_arrays
from lstmviz.internals.calls import Call, call_of, untouched
from lstmviz.internals.edit_checks import by_layer
from lstmviz.internals.edits import Edit
from lstmviz.internals.evaluate import rebuilt
from lstmviz.internals.inputs import State, Steps, checked, parts
from lstmviz.internals.layers import Layer, Layers
from lstmviz.internals.layout import laid_out
from lstmviz.internals.opening import layers_of
from lstmviz.internals.tables import table


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
        return [one - other for one, other in zip(parts(shown), parts(self.state), strict=True)]


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
            does not follow from one, as the layers below it, the steps before it and the other sequences of
            the batch, is bitwise as without.
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
        layers, given = layers_of(call, lengths, edited, grad)
        if edited:
            output, state = laid_out(call.module, call.x, given), _ended(layers, state)
    return Trace(output=output, state=state, layers=Layers(layers), lengths=lengths)


def _lengths(x: Steps) -> Tensor | None:
    return pad_packed_sequence(x)[1].to(x.data.device) if isinstance(x, PackedSequence) else None


def _ended(layers: tuple[Layer, ...], state: State) -> State:
    """h_n, or (h_n, c_n), of layers that ran with edits, in the shape of the state without."""
    last = [
        torch.stack([layer.last(layer.quantities[name]) for layer in layers])  # (layers, B, .)
        for name in layers[0].declaration.states
    ]
    if not isinstance(state, tuple):
        return last[0].view_as(state)
    return tuple(values.view_as(part) for values, part in zip(last, state, strict=True))
