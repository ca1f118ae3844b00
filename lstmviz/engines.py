"""Where work that goes case by case is done: in processes of this machine, or on an engine that exists.

An engine is an Executor of `concurrent.futures`. On the command line it is named: `processes`,
`dask:ADDRESS` of its scheduler, `submitit:FOLDER` (job arrays of SLURM; processes where there is none), or
`ray:ADDRESS`. A new one is a function here and one line of ENGINES. What is computed does not depend on
where, as far as the processors are of one kind.
"""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from multiprocessing import get_context
from threading import Event
from types import ModuleType
from typing import Any, TypeVar

import torch

from lstmviz.errors import InputError

Key = TypeVar("Key")
Case = TypeVar("Case")
Result = TypeVar("Result")

LONGEST_CASE = 24 * 60  # minutes, which SLURM wants to know
MOST_AWAITED = 64  # jobs whose results are asked for at a time, a thread each


def results(
    executor: Executor, function: Callable[[Case], Result], cases: Mapping[Key, Case]
) -> Iterator[tuple[Key, Result]]:
    """What the function gives of every case, as each is done, on one thread of torch.

    Function, cases and results travel by pickle. Where a case fails, what runs already is still handed out,
    then its error raised. What is not begun when the iterator is closed is not done.
    """
    together: AbstractContextManager[Any] = getattr(executor, "array", nullcontext)()
    with together:
        running = {executor.submit(_on_one_thread, function, case): key for key, case in cases.items()}
    failures: list[BaseException] = []
    try:
        for done in as_completed(running):
            key = running.pop(done)
            if done.cancelled():
                continue
            if error := done.exception():
                failures.append(error)
                _cancel(running)
                continue
            result = done.result()
            del done  # what a worker loses, Dask does again as long as somebody holds it
            yield key, result
    finally:
        _cancel(running)
    if failures:
        raise failures[0]


def _cancel(running: Iterable[Future[Any]]) -> None:
    for future in running:
        future.cancel()


def _on_one_thread(function: Callable[[Case], Result], case: Case) -> Result:
    """More threads add up in another order, and so to other bits."""
    torch.set_num_threads(1)
    return function(case)


def add_engine_option(parser: ArgumentParser) -> None:
    """--engine NAME, for `engine`."""
    named = ", ".join(f"{name}:{of}" if of else name for name, (of, _start) in ENGINES.items())
    parser.add_argument(
        "--engine", default="processes", help=f"where it runs: {named} (default: processes, one a core)"
    )


def engine(named: str = "processes") -> AbstractContextManager[Executor]:
    """The engine of this name, until its work is done.

    Raises:
        InputError: there is none of this name, or its package is not installed.
    """
    name, _colon, at = named.partition(":")
    if name not in ENGINES or bool(at) != bool(ENGINES[name][0]):
        known = ", ".join(f"{name}:{of}" if of else name for name, (of, _start) in ENGINES.items())
        raise InputError("There is no engine {named!r}; choose {known}.", named=named, known=known)
    return ENGINES[name][1](at)


def _processes(at: str) -> AbstractContextManager[Executor]:
    return ProcessPoolExecutor(mp_context=get_context("spawn"))


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    with _package("distributed", "dask").Client(address) as client:
        yield client.get_executor(pure=False)


@contextmanager
def _submitit(folder: str) -> Iterator[Executor]:
    with SubmititExecutor(folder) as executor:
        yield executor


@contextmanager
def _ray(address: str) -> Iterator[Executor]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # or it tells its makers
    ray = _package("ray", "ray")
    with ray.init(address):
        yield RayExecutor(ray)


class SubmititExecutor(Executor):
    """Jobs of submitit; what is submitted within `array` becomes one job array."""

    def __init__(self, folder: str) -> None:
        self.jobs = _package("submitit", "submitit").AutoExecutor(folder)
        self.jobs.update_parameters(timeout_min=LONGEST_CASE)
        self.awaiting, self.sent = ThreadPoolExecutor(MOST_AWAITED), Event()
        self.sent.set()

    @contextmanager
    def array(self) -> Iterator[None]:
        """Hold jobs back until all are there."""
        self.sent.clear()
        try:
            with self.jobs.batch():
                yield
        finally:
            self.sent.set()

    def submit(self, function: Callable[..., Any], /, *args: Any, **given: Any) -> Future[Any]:
        """A job."""
        return self.awaiting.submit(self._result, self.jobs.submit(function, *args, **given))

    def _result(self, job: Any) -> Any:
        self.sent.wait()
        return job.result()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for the jobs, or leave them."""
        self.awaiting.shutdown(wait, cancel_futures=cancel_futures)


class RayExecutor(Executor):
    """Tasks of ray."""

    def __init__(self, ray: ModuleType) -> None:
        self.call = ray.remote(_call)

    def submit(self, function: Callable[..., Any], /, *args: Any, **given: Any) -> Future[Any]:
        """A task."""
        future: Future[Any] = self.call.remote(function, args, given).future()
        return future


def _call(function: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]) -> Any:
    return function(*args, **given)


def _package(name: str, extra: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError:
        raise InputError(
            "{name} is not installed; pip install 'lstmviz[{extra}]'.", name=name, extra=extra
        ) from None


ENGINES: dict[str, tuple[str, Callable[[str], AbstractContextManager[Executor]]]] = {
    "processes": ("", _processes),
    "dask": ("ADDRESS", _dask),
    "submitit": ("FOLDER", _submitit),
    "ray": ("ADDRESS", _ray),
}
"""Name -> what is to be named behind it, and the engine."""
