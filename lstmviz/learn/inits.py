"""Where a net's weights start: PyTorch's default, and the changes to it that matter for memory."""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from lstmviz.errors import InputError
from lstmviz.nets.sequence import RECURRENT, Cell, SequenceNet


class Init(NamedTuple):
    """What an init changes after PyTorch's default was drawn."""

    change: Callable[[nn.RNNBase, float, torch.Generator], None]
    cells: tuple[Cell, ...] = tuple(RECURRENT)
    numbers: tuple[float, float] | None = None  # least and most of the number after its name


def _default(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """PyTorch's own, which `initialise` has drawn."""


def _orthogonal(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """Every (H, H) block of the recurrent weights orthogonal (Saxe, McClelland & Ganguli 2014)."""
    for block in torch.split(recurrent.get_parameter("weight_hh_l0"), recurrent.hidden_size):
        nn.init.orthogonal_(block, generator=generator)


def _identity(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """The recurrent weights the identity, biases 0 (Le, Jaitly & Hinton 2015); what reads the input stays."""
    nn.init.eye_(recurrent.get_parameter("weight_hh_l0"))
    nn.init.zeros_(recurrent.get_parameter("bias_ih_l0"))
    nn.init.zeros_(recurrent.get_parameter("bias_hh_l0"))


def _forget_bias(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """The forget gate's bias at `number` (Gers et al. 2000; Jozefowicz et al. 2015)."""
    _set_bias(recurrent, "f", torch.full((recurrent.hidden_size,), number))


def _chrono(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """b_f = log U(1, T - 1), b_i = -b_f, to remember for up to T steps (Tallec & Ollivier 2018)."""
    _chrono_forget(recurrent, number, generator)
    _set_bias(recurrent, "i", -recurrent.get_parameter("bias_ih_l0")[_rows(recurrent, "f")])


def _chrono_forget(recurrent: nn.RNNBase, number: float, generator: torch.Generator) -> None:
    """Only the half of chrono that opens the forget gate; the input gate stays as drawn."""
    spans = torch.empty(recurrent.hidden_size).uniform_(1.0, number - 1.0, generator=generator)
    _set_bias(recurrent, "f", spans.log())


def _set_bias(lstm: nn.RNNBase, gate: str, values: Tensor) -> None:
    """Set one gate's bias. PyTorch adds two biases: the other becomes 0."""
    rows = _rows(lstm, gate)
    lstm.get_parameter("bias_ih_l0")[rows] = values
    lstm.get_parameter("bias_hh_l0")[rows] = 0.0


def _rows(lstm: nn.RNNBase, gate: str) -> slice:
    """Where a gate's block of H rows stands."""
    start = "ifgo".index(gate) * lstm.hidden_size
    return slice(start, start + lstm.hidden_size)


INITS: dict[str, Init] = {
    "default": Init(_default),
    "orthogonal": Init(_orthogonal),
    "identity": Init(_identity, ("rnn", "relu-rnn")),
    "forget-bias": Init(_forget_bias, ("lstm",), (0.0, 10.0)),
    "chrono": Init(_chrono, ("lstm",), (3.0, 2000.0)),
    "chrono-forget": Init(_chrono_forget, ("lstm",), (3.0, 2000.0)),
}


def parse_init(init: str, cell: Cell) -> tuple[Init, float]:
    """`forget-bias-1` -> (the init, 1.0); the number is 0 where an init has none.

    Raises InputError where the init is unknown, unfit for the cell, or its number out of range.
    """
    name, _, digits = (init, "", "0") if init in tuple(INITS) else str(init).rpartition("-")
    known = INITS.get(name)
    if known is None or cell not in known.cells or (known.numbers is None) != (name == init):
        raise _bad_init(init, cell)
    number = float(digits) if digits.isascii() and digits.isdigit() else math.nan
    if known.numbers and not known.numbers[0] <= number <= known.numbers[1]:
        raise _bad_init(init, cell)
    return known, number


def _bad_init(init: str, cell: Cell) -> InputError:
    choices = [
        f"{name}-N with whole N from {known.numbers[0]:g} to {known.numbers[1]:g}" if known.numbers else name
        for name, known in INITS.items()
        if cell in known.cells
    ]
    return InputError(f"init is {init!r}. For this cell ({cell}) choose one of: {', '.join(choices)}.")


@torch.no_grad()
def initialise(net: SequenceNet, init: str, cell: Cell, generator: torch.Generator) -> None:
    """Draw all weights of the net: uniform within ±1/√H, PyTorch's default, then what `init` changes."""
    known, number = parse_init(init, cell)
    bound = 1 / math.sqrt(net.recurrent.hidden_size)
    for parameter in net.parameters():
        parameter.uniform_(-bound, bound, generator=generator)
    known.change(net.recurrent, number, generator)
