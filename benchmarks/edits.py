"""What an edited trace costs: against the plain trace, and against a loop over nn.LSTMCell.

Run it with `python -m benchmarks.edits`. One thread, no gradients; the four take turns, so that a busy
machine slows all of them alike; medians. "One step": something added to a cell half-way, so that the rest
runs at once; "all steps": a forget gate clamped throughout, so that every step must be gone through.
"""

from itertools import product

import torch
from torch import nn

import lstmviz
from benchmarks.engine import INPUTS, cell_loop, medians


def main() -> None:
    """Print one row a size, T steps of B sequences through H units."""
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, one thread, float32, input size {INPUTS}\n")
    print("|    T |   H |  B | trace ms | one step ms | all steps ms | cell loop ms "
          "| one step / trace | cell loop / all steps |")  # fmt: skip
    print("|-----:|----:|---:|---------:|------------:|-------------:|-------------:"
          "|-----------------:|----------------------:|")  # fmt: skip
    for T, H, B in product((50, 200, 1000), (16, 64, 256), (1, 32)):
        trace, one, every, loop = row(T, H, B)
        print(
            f"| {T:4} | {H:3} | {B:2} | {trace:8.2f} | {one:11.2f} | {every:12.2f} | {loop:12.2f} "
            f"| {one / trace:16.2f} | {loop / every:21.2f} |",
            flush=True,
        )


@torch.no_grad()
def row(T: int, H: int, B: int) -> list[float]:
    """Median milliseconds of the plain trace, the trace edited at one step and at all, and the cell loop."""
    lstm, cell, x = nn.LSTM(INPUTS, H), nn.LSTMCell(INPUTS, H), torch.randn(T, B, INPUTS)
    surgery = [lstmviz.Edit("cell", 2.0, mode="add", units=[1], steps=[T // 2])]
    clamp = [lstmviz.Edit("forget_gate", 0.99, units=[1])]
    return medians(
        [
            lambda: lstmviz.trace(lstm, x),
            lambda: lstmviz.trace(lstm, x, edits=surgery),
            lambda: lstmviz.trace(lstm, x, edits=clamp),
            lambda: cell_loop(cell, x),
        ]
    )


if __name__ == "__main__":
    main()
