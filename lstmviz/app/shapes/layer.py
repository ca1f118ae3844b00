"""The layer of the page: it is run, and what it gives is compared with itself."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from lstmviz.app.shapes.view import ShapesView

INPUTS = 4  # I


@dataclass(frozen=True)
class Ran:
    """A layer, what it read and what it returned."""

    lstm: nn.LSTM
    x: Tensor
    output: Tensor
    h_n: Tensor  # (layers · directions, B, H)
    c_n: Tensor


@torch.no_grad()
def run(view: ShapesView) -> Ran:
    """The same numbers for the same sizes, every time."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        lstm = nn.LSTM(
            INPUTS,
            view.hidden,
            view.layers,
            batch_first=view.batch_first == "yes",
            bidirectional=view.directions == 2,
        )
        x = torch.randn(view.steps, view.batch, INPUTS)
    x = x.transpose(0, 1).contiguous() if lstm.batch_first else x
    output, (h_n, c_n) = lstm(x)
    return Ran(lstm, x, output, h_n, c_n)


def apart(one: Tensor, other: Tensor) -> float:
    """The largest difference."""
    return (one - other).abs().max().item()


@torch.no_grad()
def in_halves(ran: Ran) -> tuple[float, float]:
    """How far the outputs are off when the sequence is read in two pieces: with the state, and without.

    With two directions they are off either way: what reads backwards has to see the end first.
    """
    first, second = _halves(ran)
    before, state = ran.lstm(first)
    along = 1 if ran.lstm.batch_first else 0
    pieces = [torch.cat([before, ran.lstm(second, given)[0]], along) for given in (state, None)]
    carried, fresh = (apart(whole, ran.output) for whole in pieces)
    return carried, fresh


def ends(ran: Ran) -> dict[str, float]:
    """How far h_n of the top layer is from the outputs in which one would look for it."""
    output, hidden, both = _by_time(ran, ran.output), ran.lstm.hidden_size, ran.lstm.bidirectional
    found = {"output[-1] and h_n[-1]": apart(output[-1, :, :hidden], ran.h_n[-2 if both else -1])}
    if both:
        found = {
            "output[-1, :, :H] and h_n[-2]": apart(output[-1, :, :hidden], ran.h_n[-2]),
            "output[0, :, H:] and h_n[-1]": apart(output[0, :, hidden:], ran.h_n[-1]),
            "output[-1, :, H:] and h_n[-1]": apart(output[-1, :, hidden:], ran.h_n[-1]),
        }
    return found


def parameters(view: ShapesView) -> tuple[int, str]:
    """How many numbers the layer learns, and how they add up."""
    total, parts = 0, []
    for layer in range(view.layers):
        read = INPUTS if layer == 0 else view.directions * view.hidden
        total += view.directions * 4 * view.hidden * (read + view.hidden + 2)
        parts.append(f"{view.directions} · 4 · {view.hidden} · ({read} + {view.hidden} + 2)")
    return total, " + ".join(parts)


def _by_time(ran: Ran, values: Tensor) -> Tensor:
    return values.transpose(0, 1) if ran.lstm.batch_first else values


def _halves(ran: Ran) -> tuple[Tensor, Tensor]:
    along = 1 if ran.lstm.batch_first else 0
    middle = ran.x.shape[along] // 2
    return ran.x.narrow(along, 0, middle), ran.x.narrow(along, middle, ran.x.shape[along] - middle)
