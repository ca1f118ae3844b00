"""What a trace costs beside the fused forward pass, and what the other ways to the gates cost.

Run it with `python -m benchmarks.engine`. One thread, and its own time on the processor: what else the
machine does counts only as far as it takes the caches. All take turns; medians. The cell loop does not even
show the gates. torchlens, where it is installed, runs the loop by hand and keeps all of its tensors; it has
one turn. Then GRU and RNN, and what it costs to record an LSTM that is called once a step.
"""

from collections.abc import Callable
from contextlib import nullcontext
from importlib.util import find_spec
from itertools import product
from statistics import median
from time import process_time

import torch
from torch import Tensor, nn

import lstmviz

INPUTS = 8
SECONDS = 1.5  # a row, roughly; at least three turns
OTHERS = ((50, 16, 1), (200, 64, 1), (1000, 64, 1), (200, 128, 8), (1000, 64, 32))
CALLS, DECODER = 200, nn.LSTM(64, 256)
COLUMNS = ("forward ms", "trace", "trace, no gradients", "cell loop", "gates by hand", "torchlens")


def main() -> None:
    """Print a row a size, T steps of B sequences through H units; all as multiples of the forward pass."""
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, float32, input size {INPUTS}; the forward pass is without gradients\n")
    print(f"| T, H, B | {' | '.join(COLUMNS)} |")
    print(f"|---|{'---:|' * len(COLUMNS)}")
    for T, H, B in [*product((50, 200, 1000), (16, 64, 256), (1, 32)), (200, 128, 8)]:
        forward, *others = row(T, H, B)
        ratios = [f"{other / forward:.2f}" for other in others]
        asked = T == 50 and B == 1 and find_spec("torchlens")
        ratios.append(f"{seen_by_torchlens(T, H) / forward:,.0f}" if asked else "–")
        print(f"| {T} × {H} × {B} | {forward:.2f} | {' | '.join(ratios)} |", flush=True)
    print(f"\n| T, H, B | {' | '.join(COLUMNS[:3])} |\n|---|---:|---:|---:|")
    for kind, (T, H, B) in product((nn.GRU, nn.RNN), OTHERS):
        forward, *others = medians(ways(kind(INPUTS, H), torch.randn(T, B, INPUTS)))
        ratios = [f"{other / forward:.2f}" for other in others]
        print(f"| {kind.__name__} {T} × {H} × {B} | {forward:.2f} | {' | '.join(ratios)} |", flush=True)
    loop, recorded = medians([one_step_calls, lambda: one_step_calls(recorded=True)])
    print(f"\nrecording {CALLS} calls of one step, LSTM(64, 256): {recorded / loop:.2f} times the calls")


def ways(module: nn.RNNBase, x: Tensor) -> list[Callable[[], object]]:
    """The forward pass without gradients, and a trace with and without."""
    without = torch.no_grad()
    plain = without(lambda: module(x))
    return [plain, lambda: lstmviz.trace(module, x), without(lambda: lstmviz.trace(module, x))]


@torch.no_grad()
def one_step_calls(recorded: bool = False) -> None:
    """A decoder's loop."""
    lstm, x, state = DECODER, torch.randn(CALLS, 1, 1, 64), None
    with lstmviz.record(lstm) if recorded else nullcontext():
        for step in x:
            _, state = lstm(step, state)


def row(T: int, H: int, B: int) -> list[float]:
    """Median milliseconds of the forward pass, both traces, the cell loop and the loop by hand."""
    lstm, cell, by_hand, x = nn.LSTM(INPUTS, H), nn.LSTMCell(INPUTS, H), ByHand(H), torch.randn(T, B, INPUTS)
    without = torch.no_grad()
    return medians([*ways(lstm, x), without(lambda: cell_loop(cell, x)), without(lambda: by_hand(x))])


def cell_loop(cell: nn.LSTMCell, x: Tensor) -> tuple[Tensor, Tensor]:
    """Hidden and cell states of every step, the usual way."""
    h = c = x.new_zeros(x.shape[1], cell.hidden_size)
    hidden, memory = [], []
    for step in x:
        h, c = cell(step, (h, c))
        hidden.append(h)
        memory.append(c)
    return torch.stack(hidden), torch.stack(memory)


class ByHand(nn.Module):
    """An LSTM written out, which keeps its gates: what one writes who wants to see them."""

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        self.hidden_size = hidden_size
        self.read = nn.Linear(INPUTS, 4 * hidden_size)
        self.recur = nn.Linear(hidden_size, 4 * hidden_size)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Input, forget and output gates, candidates, cell and hidden states: (T, B, H) each."""
        h = c = x.new_zeros(x.shape[1], self.hidden_size)
        steps = []
        for read in self.read(x):
            i, f, g, o = (read + self.recur(h)).chunk(4, dim=-1)
            i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
            c = f * c + i * g
            h = o * c.tanh()
            steps.append((i, f, g, o, c, h))
        return [torch.stack(values) for values in zip(*steps, strict=True)]


def seen_by_torchlens(T: int, H: int) -> float:
    """Milliseconds that torchlens takes over the loop by hand, once it is warm."""
    import torchlens

    module, x = ByHand(H), torch.randn(T, 1, INPUTS)
    torchlens.trace(module, x[:2])
    return milliseconds(lambda: torchlens.trace(module, x))


def medians(works: list[Callable[[], object]]) -> list[float]:
    """Median milliseconds of each, after one turn to warm up."""
    turn = [milliseconds(work) for work in works]
    turns = max(3, min(51, int(1000 * SECONDS / sum(turn))))
    times = [[milliseconds(work) for work in works] for _ in range(turns)]
    return [median(each) for each in zip(*times, strict=True)]


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes on the processor, once."""
    start = process_time()
    work()
    return 1000 * (process_time() - start)


if __name__ == "__main__":
    main()
