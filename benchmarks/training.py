"""What training costs: `learn.train` against the same loop written plainly in PyTorch.

Run it with `python -m benchmarks.training`. One thread; the two take turns of a few steps, so that a
busy machine slows both alike. `train` also checks every loss, reports, and takes checkpoints.
"""

from collections import deque
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

import torch
from torch import nn

from lstmviz.learn.recipe import Recipe, build, random_stream
from lstmviz.learn.settings import OPTIMIZERS
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.training import train

STEPS = 1000
SIZES: tuple[tuple[str, str, int, int], ...] = (
    ("anbn", "lstm", 2, 32),
    ("recall", "lstm", 8, 32),
    ("recall", "rnn", 8, 32),
    ("recall", "lstm", 64, 64),
)


def main() -> None:
    """Print one row a task, cell, H units and B sequences a step."""
    torch.set_num_threads(1)
    print(f"torch {torch.__version__}, one thread, float32, Adam\n")
    print("| task           | cell |  H |  B | plain steps/s | train steps/s | train / plain |")
    print("|:---------------|:-----|---:|---:|--------------:|--------------:|--------------:|")
    for task, cell, H, B in SIZES:
        plain, ours = row(TASKS[task], Recipe(cell, H, "default", 1e-2, B, STEPS, clip=1.0))
        rates = [1000 * STEPS / milliseconds for milliseconds in (plain, ours)]
        print(
            f"| {task:14} | {cell:4} | {H:2} | {B:2} | {rates[0]:13.0f} | {rates[1]:13.0f} "
            f"| {ours / plain:13.3f} |",
            flush=True,
        )


def row(task: Task, recipe: Recipe) -> tuple[float, float]:
    """Milliseconds of all steps, plain and ours, taking turns from report to report."""
    plain = plain_loop(build(task, recipe, seed=0), task, recipe)
    reports = train(build(task, recipe, seed=0), task, recipe, seed=0)
    done = next(reports).step
    plain_time = our_time = 0.0
    while done < recipe.steps:
        started = perf_counter()
        report = next(reports)
        between = perf_counter()
        deque(islice(plain, report.step - done), maxlen=0)
        our_time, plain_time = our_time + between - started, plain_time + perf_counter() - between
        done = report.step
    return 1000 * plain_time, 1000 * our_time


def plain_loop(net: nn.Module, task: Task, recipe: Recipe) -> Iterator[None]:
    """The loop of every tutorial, a step at a time."""
    generator = random_stream(0, "training data")
    optimizer = OPTIMIZERS[recipe.optimizer](net.parameters(), lr=recipe.learning_rate)
    while True:
        inputs = task.sample(recipe.batch, generator)
        loss = task.loss(net(inputs), task.label(inputs))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
        optimizer.step()
        yield


if __name__ == "__main__":
    main()
