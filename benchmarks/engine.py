"""What a trace costs: against the fused forward pass alone, and against a loop over nn.LSTMCell.

Run it with `python -m benchmarks.engine`. One thread, no gradients; the three take turns, so that
a busy machine slows all of them alike; medians.
"""

from collections.abc import Callable
from itertools import product
from statistics import median
from time import perf_counter

import torch
from torch import Tensor, nn

import lstmviz

INPUTS = 8
SECONDS = 1.5  # a row, roughly; at least three turns


def main() -> None:
    """Print one row a size, T steps of B sequences through H units."""
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, one thread, float32, input size {INPUTS}\n")
    print("|    T |   H |  B | forward ms | trace ms | cell loop ms | trace / forward | cell loop / trace |")
    print("|-----:|----:|---:|-----------:|---------:|-------------:|----------------:|------------------:|")
    for T, H, B in product((50, 200, 1000), (16, 64, 256), (1, 32)):
        forward, trace, loop = row(T, H, B)
        print(
            f"| {T:4} | {H:3} | {B:2} | {forward:10.2f} | {trace:8.2f} | {loop:12.2f} "
            f"| {trace / forward:15.2f} | {loop / trace:17.1f} |",
            flush=True,
        )


@torch.no_grad()
def row(T: int, H: int, B: int) -> list[float]:
    """Median milliseconds of the forward pass, the trace and the cell loop."""
    lstm, cell, x = nn.LSTM(INPUTS, H), nn.LSTMCell(INPUTS, H), torch.randn(T, B, INPUTS)
    return medians([lambda: lstm(x), lambda: lstmviz.trace(lstm, x), lambda: cell_loop(cell, x)])


def cell_loop(cell: nn.LSTMCell, x: Tensor) -> tuple[Tensor, Tensor]:
    """Hidden and cell states of every step, the usual way; it does not even show the gates."""
    h = c = x.new_zeros(x.shape[1], cell.hidden_size)
    hidden, memory = [], []
    for step in x:
        h, c = cell(step, (h, c))
        hidden.append(h)
        memory.append(c)
    return torch.stack(hidden), torch.stack(memory)


def medians(works: list[Callable[[], object]]) -> list[float]:
    """Median milliseconds of each, after one turn to warm up."""
    turn = [milliseconds(work) for work in works]
    turns = max(3, min(51, int(1000 * SECONDS / sum(turn))))
    times = [[milliseconds(work) for work in works] for _ in range(turns)]
    return [median(each) for each in zip(*times, strict=True)]


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


if __name__ == "__main__":
    main()
