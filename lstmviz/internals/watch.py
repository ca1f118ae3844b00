"""Runs of recurrent modules, watched: torch's recurrent classes tell of them at their own `forward`.

Hooks, wrappers that skip `__call__` and subclasses all come to that in the end. What is seen goes to the
watchers of the caller's own context only: no other thread, task or visitor gets it, and the modules
themselves hold nothing of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from threading import Lock
from typing import Any

from torch import nn

from lstmviz.nets.recurrent import RecurrentLayer

LAYERS: tuple[type[nn.Module], ...] = (nn.LSTM, nn.GRU, nn.RNN, RecurrentLayer)
SINGLE_STEPS: dict[type[nn.Module], type[nn.Module]] = {
    nn.LSTMCell: nn.LSTM,
    nn.GRUCell: nn.GRU,
    nn.RNNCell: nn.RNN,
}
"""Modules of one step, each with the layer that runs the same equations."""


Watcher = Callable[[nn.Module, Any, Any, Any], Any]
"""Module, x, hx, what forward gave -> what the caller gets."""

_watchers: ContextVar[tuple[Watcher, ...]] = ContextVar("watchers of recurrent modules", default=())
_forwards: dict[type[nn.Module], Callable[..., Any]] = {}  # torch's own, while anybody watches
_watching, _lock = 0, Lock()


def kind_of(module: nn.Module) -> type[nn.Module]:
    """Which of torch's recurrent classes the module is of."""
    return next(kind for kind in (*LAYERS, *SINGLE_STEPS) if isinstance(module, kind))


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within the block, and in its own thread or task, each run of a recurrent module goes to the watcher."""
    _begin()
    _watchers.set((*_watchers.get(), watcher))
    try:
        yield
    finally:
        _watchers.set(tuple(other for other in _watchers.get() if other is not watcher))
        _end()


def _begin() -> None:
    global _watching
    with _lock:
        _watching += 1
        if _watching == 1:
            for kind in (*LAYERS, *SINGLE_STEPS):
                _forwards[kind] = kind.forward
                kind.forward = _telling(kind.forward)  # type: ignore[method-assign]


def _end() -> None:
    global _watching
    with _lock:
        _watching -= 1
        if _watching == 0:
            for kind, forward in _forwards.items():
                kind.forward = forward  # type: ignore[method-assign]
            _forwards.clear()


@cache
def _telling(forward: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(forward)
    def watched_forward(self: nn.Module, input: Any, hx: Any = None) -> Any:
        given = forward(self, input, hx)
        for watcher in _watchers.get():
            given = watcher(self, input, hx, given)
        return given

    return watched_forward
