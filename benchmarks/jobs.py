"""What a job costs those who look on: its start, and stepping and a slider's move beside it against idle.

Run it with `python -m benchmarks.jobs`; it needs Chromium. The job is a training session, in a process of
its own as the pages run it, one on each core but one. Idle and busy take turns, so that a machine that is
slow for other reasons slows both alike; medians. The floor: a page that repaints one number, asking nobody.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.page import FLOOR, READY, WATCH_DRAG, chromium, open_page, press, server
from lstmviz.app.jobs.runner import Jobs, Spec
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import Start
from lstmviz.limits import jobs_at_once

STARTS, TURNS, MOVES = 11, 5, 4
LOADED = 9  # seconds between two starts, in which the next process loads
SETTLED = 1500  # ms after a page's first picture
NETS = (Start("lstm", 16, "default", 3e-3), Start("rnn", 32, "default", 3e-3))
SEEDS = count()  # another job each time: one that is done is not done again


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = Jobs(Path(folder), jobs_at_once())
        with training(jobs):  # loads torch
            pass
        print("| a job | median |\n|---|---:|")
        print(f"| submitted → first record | {1000 * median(start(jobs) for _ in range(STARTS)):.0f} ms |\n")
        with chromium() as browser, server() as address:
            beside(jobs, browser, address)


def start(jobs: Jobs) -> float:
    """Seconds from the submit to the first record, where a process stands ready."""
    time.sleep(LOADED)
    began = time.perf_counter()
    with training(jobs):
        return time.perf_counter() - began


@contextmanager
def training(jobs: Jobs) -> Iterator[None]:
    """Every worker at work within the block, from the first records on."""
    plans = [Plan("anbn", NETS, 32, 5000, 1.0, first_seed=next(SEEDS)) for _ in range(jobs.worker_count)]
    visitors = {jobs.submit(Spec("train", plan.words()), str(plan)): str(plan) for plan in plans}
    while not all(jobs.records(id) for id in visitors):
        time.sleep(0.005)
    yield
    for id, visitor in visitors.items():
        jobs.withdraw(id, visitor)
    while any(jobs.state(id).status == "running" for id in visitors):
        time.sleep(0.005)


def beside(jobs: Jobs, browser: Browser, address: str) -> None:
    """Milliseconds to the repaint, idle and beside the jobs, in turns."""
    pages = {
        "one number on a page: key → repaint": (FLOOR, press_again),
        "a step: key → repaint": (address, press_again),
        "What if: slider → repaint": (f"{address}/what-if?changes=forget_gate,set,0.5,u0,t1-50", move),
    }
    print(f"| {jobs.worker_count} running | idle | beside it | ratio |\n|---|---:|---:|---:|")
    for what, (page_address, work) in pages.items():
        page, _ = open_page(browser, page_address, "p" if page_address == FLOOR else READY)
        page.wait_for_timeout(SETTLED)
        if work is move:
            page.evaluate(WATCH_DRAG)
        idle, busy = in_turns(jobs, page, work)
        print(f"| {what} | {idle:.1f} ms | {busy:.1f} ms | {busy / idle:.2f} |")
        page.close()


def in_turns(jobs: Jobs, page: Page, work: Callable[[Page], float]) -> tuple[float, float]:
    """Medians of the work's times, idle and beside jobs."""
    work(page)  # to warm up
    idle, busy = [], []
    for _ in range(TURNS):
        idle.append(work(page))
        with training(jobs):
            busy.append(work(page))
    return median(idle), median(busy)


def press_again(page: Page) -> float:
    """Milliseconds a step, back from the start."""
    page.keyboard.press("Home")
    page.evaluate("repaints = []")
    return press(page)


def move(page: Page) -> float:
    """Milliseconds a move of the slider, to and fro."""
    page.locator('[data-part="slider"]').focus()
    page.evaluate("redraws = []")
    for key in ("ArrowRight", "ArrowLeft") * MOVES:
        page.keyboard.press(key)
        page.wait_for_timeout(700)
    return float(median(page.evaluate("redraws")))


if __name__ == "__main__":
    main()
