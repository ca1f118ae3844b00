"""Where a net's weights start: PyTorch's default, and the changes to it that matter for memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.lazy_torch import torch
from lstmviz.nets.cells import CELLS, Cell, of_mode
from lstmviz.whole_numbers import typed_whole

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.recurrent import Recurrent
    from lstmviz.nets.sequence import SequenceNet


class LayerWeights(NamedTuple):
    """One recurrent layer's weights, by PyTorch's names without the layer's number, as "weight_hh"."""

    cell: Cell
    hidden_size: int
    weights: Mapping[str, Tensor]

    def rows(self, gate: str) -> slice:
        """Where a gate's block of H rows stands."""
        return self.cell.rows(gate, self.hidden_size)


class Init(NamedTuple):
    """What an init changes of every layer after PyTorch's default was drawn."""

    change: Callable[[LayerWeights, float, torch.Generator], None]
    blocks: tuple[str, ...] = ()  # that a cell must have
    recurrent: bool = False  # whether its blocks must read the hidden state
    numbers: tuple[float, float] | None = None  # least and most of the number after its name

    def fits(self, cell: str) -> bool:
        """Whether the cell has what is changed."""
        declared = CELLS[cell]
        return set(self.blocks) <= set(declared.blocks) and self.recurrent <= declared.recurrent


def _default(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """PyTorch's own, which `initialise` has drawn."""


def _orthogonal(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """Every (H, H) block of the recurrent weights orthogonal (Saxe, McClelland & Ganguli 2014)."""
    for block in torch.split(layer.weights["weight_hh"], layer.hidden_size):
        torch.nn.init.orthogonal_(block, generator=generator)


def _identity(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """The recurrent weights the identity, biases 0 (Le, Jaitly & Hinton 2015); what reads the input stays."""
    torch.nn.init.eye_(layer.weights["weight_hh"])
    torch.nn.init.zeros_(layer.weights["bias_ih"])
    torch.nn.init.zeros_(layer.weights["bias_hh"])


def _forget_bias(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """The forget gate's bias at `number` (Gers et al. 2000; Jozefowicz et al. 2015)."""
    _set_bias(layer, "forget_gate", torch.full((layer.hidden_size,), number))


def _chrono(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """b_f = log U(1, T - 1), b_i = -b_f, to remember for up to T steps (Tallec & Ollivier 2018)."""
    _chrono_forget(layer, number, generator)
    _set_bias(layer, "input_gate", -layer.weights["bias_ih"][layer.rows("forget_gate")])


def _chrono_forget(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """Only the half of chrono that opens the forget gate; the input gate stays as drawn."""
    spans = torch.empty(layer.hidden_size).uniform_(1.0, number - 1.0, generator=generator)
    _set_bias(layer, "forget_gate", spans.log())


def _chrono_update(layer: LayerWeights, number: float, generator: torch.Generator) -> None:
    """The same for a GRU, whose update gate keeps and writes in one: b_z = log U(1, T - 1)."""
    spans = torch.empty(layer.hidden_size).uniform_(1.0, number - 1.0, generator=generator)
    _set_bias(layer, "update_gate", spans.log())


def _set_bias(layer: LayerWeights, gate: str, values: Tensor) -> None:
    """Set one gate's bias. Where PyTorch adds two biases, the other becomes 0."""
    rows = layer.rows(gate)
    layer.weights["bias_ih"][rows] = values
    if "bias_hh" in layer.weights:
        layer.weights["bias_hh"][rows] = 0.0


INITS: dict[str, Init] = {
    "default": Init(_default),
    "orthogonal": Init(_orthogonal, recurrent=True),
    "identity": Init(_identity, ("hidden",), recurrent=True),
    "forget-bias": Init(_forget_bias, ("forget_gate",), numbers=(0.0, 10.0)),
    "chrono": Init(_chrono, ("forget_gate", "input_gate"), numbers=(3.0, 2000.0)),
    "chrono-forget": Init(_chrono_forget, ("forget_gate",), numbers=(3.0, 2000.0)),
    "chrono-update": Init(_chrono_update, ("update_gate",), numbers=(3.0, 2000.0)),
}


def parse_init(init: str, cell: str) -> tuple[Init, float]:
    """`forget-bias-1` -> (the init, 1.0); the number is 0 where an init has none.

    Raises InputError where the init is unknown, unfit for the cell, or its number out of range.
    """
    name, _, digits = (init, "", "0") if init in tuple(INITS) else str(init).rpartition("-")
    known = INITS.get(name)
    if known is None or not known.fits(cell) or (known.numbers is None) != (name == init):
        raise _bad_init(init, cell)
    whole = typed_whole(digits)
    number = math.nan if whole is None else float(whole)
    if known.numbers and not known.numbers[0] <= number <= known.numbers[1]:
        raise _bad_init(init, cell)
    return known, number


def _bad_init(init: str, cell: str) -> InputError:
    choices = [
        _with_number(name, *known.numbers) if known.numbers else name
        for name, known in INITS.items()
        if known.fits(cell)
    ]
    return InputError(
        "init is {value!r}. For this cell ({cell}) choose one of: {choices}.",
        value=init,
        cell=cell,
        choices=", ".join(choices),
    )


def _with_number(name: str, least: float, most: float) -> str:
    return _("{name}-N with whole N from {least:g} to {most:g}").format(name=name, least=least, most=most)


def initialise(net: SequenceNet, init: str, cell: str, generator: torch.Generator) -> None:
    """Draw all weights of the net: uniform within ±1/√H, PyTorch's default, and change each layer."""
    known, number = parse_init(init, cell)
    bound = 1 / math.sqrt(net.recurrent.hidden_size)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.uniform_(-bound, bound, generator=generator)
        for layer in _layers(net.recurrent):
            known.change(layer, number, generator)


def _layers(recurrent: Recurrent) -> Iterator[LayerWeights]:
    """The layers of the module, the first first."""
    cell, parameters = of_mode(recurrent.mode), dict(recurrent.named_parameters())
    for end in (f"_l{number}" for number in range(recurrent.num_layers)):
        weights = {name.removesuffix(end): of for name, of in parameters.items() if name.endswith(end)}
        yield LayerWeights(cell, recurrent.hidden_size, weights)
