"""A corpus: how fast it is traced beside the fused forward pass, how soon it answers, and in how much memory.

Run it with `python -m benchmarks.corpus`, or `--steps 1000000` for a long one (1.5 GB on the disk). An LSTM
of 128 units reads 64 numbers of an embedding. One thread, and its own time on the processor but for the
queries, which are timed by the clock, 20 of each at random places; ranking, over all rows, 5 times.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import torch
from torch import nn

from lstmviz import corpus
from lstmviz.corpus.shards import STRETCH

UNITS, INPUTS, LETTERS = 128, 64, 96


def main(steps: int = 100_000) -> None:
    """Print both tables."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    lstm, embedding = nn.LSTM(INPUTS, UNITS), nn.Embedding(LETTERS, INPUTS)
    ids = torch.randint(LETTERS, (steps,))
    text = "".join(chr(32 + one) for one in ids.tolist())
    with TemporaryDirectory() as folder:
        fused = on_the_processor(lambda: forward(lstm, embedding, ids))
        memory = [anonymous()]
        started = process_time()
        told = corpus.trace(
            lstm,
            ids,
            folder,
            embedding=embedding,
            tokens=text,
            progress=lambda done, of: memory.append(anonymous()),
        )
        traced = process_time() - started
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        print(f"torch {torch.__version__}, LSTM {INPUTS} → {UNITS}, {steps:,} steps, {len(told.rows)} rows\n")
        print("| fused forward | traced to disk | traced / forward | on disk | memory on top |")
        print("|---:|---:|---:|---:|---:|")
        print(
            f"| {steps / fused:,.0f} steps/s | {steps / traced:,.0f} steps/s | {fused / traced:.2f} "
            f"| {size / 1e6:,.0f} MB | {(max(memory) - memory[0]) / 1e6:,.0f} MB |\n"
        )
        queries(told)


def queries(told: corpus.Corpus) -> None:
    """How soon each kind of query is answered."""
    chance = Random(0)
    quotes = corpus.HYPOTHESES["quotes"].at(told.texts)

    def span() -> slice:
        start = chance.randrange(told.steps - 20)
        return slice(start, start + chance.randint(2, 12))

    def alike() -> None:
        brushed = span()
        on = corpus.pattern(told, brushed, threshold=0.5)
        corpus.alike(told, brushed, on[:8])

    def row() -> corpus.Row:
        return chance.choice(told.rows)

    kinds: dict[str, tuple[int, Callable[[], object]]] = {
        "one quantity of one unit, all steps": (20, lambda: np.array(values_of(told, row()))),
        "best and worst places of a row": (20, lambda: corpus.places(told, row(), quotes)),
        "a brushed span, and places alike": (20, alike),
        "which unit, all rows": (5, lambda: corpus.rank(told, quotes)),
    }
    print("| query | median | p95 |\n|---|---:|---:|")
    for name, (times, ask) in kinds.items():
        ask()
        taken = sorted(by_the_clock(ask) for _ in range(times))
        print(f"| {name} | {np.median(taken):.3f} s | {np.quantile(taken, 0.95):.3f} s |", flush=True)


def values_of(told: corpus.Corpus, row: corpus.Row) -> object:
    """One row."""
    return told.values(row.quantity, row.unit, row.layer)


@torch.no_grad()
def forward(lstm: nn.LSTM, embedding: nn.Embedding, ids: torch.Tensor) -> None:
    """The module alone, over as many steps at once as are traced at once."""
    state = None
    for start in range(0, len(ids), STRETCH):
        _, state = lstm(embedding(ids[start : start + STRETCH]), state)


def on_the_processor(work: Callable[[], object]) -> float:
    """Seconds, once, after one turn to warm up."""
    work()
    started = process_time()
    work()
    return process_time() - started


def by_the_clock(work: Callable[[], object]) -> float:
    """Seconds, once."""
    started = perf_counter()
    work()
    return perf_counter() - started


def anonymous() -> int:
    """Bytes of this process that are no file's, on Linux."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    main(parser.parse_args().steps)
