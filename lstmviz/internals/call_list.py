"""The calls of one layer in a recording: kept as they ran, opened when looked at, joined where they go on."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

from torch import Tensor, nn

from lstmviz.internals.calls import Call
from lstmviz.internals.edits import Edit
from lstmviz.internals.inputs import check_run, step_count
from lstmviz.internals.joining import joined
from lstmviz.internals.layer_form import as_given, as_layer, frozen, used_weights
from lstmviz.internals.modules import check_module
from lstmviz.internals.nested_tensors import detached, equal
from lstmviz.internals.trace import Trace, of_call
from lstmviz.nets.recurrent import Recurrent


@dataclass(eq=False)
class _Recorded:
    """A call; whether it went on from the one before; its trace, once it was looked at."""

    call: Call
    goes_on: bool
    trace: Trace | None = None


class Calls(Sequence[Trace]):
    """The calls of one layer, in order: traces, made the first time they are asked for."""

    def __init__(self, edits: tuple[Edit, ...] = (), keep: int | None = None) -> None:
        self.edits = edits
        self.total = 0  # calls there were, kept or not
        self._recorded: deque[_Recorded] = deque(maxlen=keep)
        self._ended: Any = None  # the state that the last call handed out
        self._weights: dict[str, Tensor] = {}
        self._module: Recurrent | None = None

    def run(self, module: nn.Module, x: Any, hx: Any, given: Any, keep: bool) -> Any:
        """Take in one run, and hand on what it gave: with edits, what the edited run gives."""
        x, hx, output, state = as_layer(module, x, hx, given)
        layer, goes_on = self._as_it_ran(module), equal(hx, self._ended)
        check_run(layer, module, x, hx)
        self.total += 1
        call = Call(layer, *detached((x, self._ended if goes_on else hx, output, state)))
        recorded = _Recorded(call, goes_on)
        if self.edits:
            recorded.trace = of_call(call, self.edits)
            given = as_given(module, recorded.trace.output, recorded.trace.state)
        self._ended = recorded.trace.state if recorded.trace else call.state
        if keep:
            self._recorded.append(recorded)
        return given

    def _as_it_ran(self, module: nn.Module) -> Recurrent:
        """The module with its weights; those of the call before unless one changed."""
        used = used_weights(module)
        if self._module is None or not equal(tuple(used.values()), tuple(self._weights.values())):
            self._weights = detached(used)
            self._module = frozen(module, self._weights)
            check_module(self._module)
        return self._module

    def __len__(self) -> int:
        return len(self._recorded)

    @overload
    def __getitem__(self, position: int) -> Trace: ...
    @overload
    def __getitem__(self, position: slice) -> list[Trace]: ...
    def __getitem__(self, position: int | slice) -> Trace | list[Trace]:
        if isinstance(position, slice):
            return [self[at] for at in range(len(self))[position]]
        recorded = self._recorded[position]
        if recorded.trace is None:
            recorded.trace = of_call(recorded.call)
        return recorded.trace

    @property
    def steps(self) -> list[int]:
        """How many steps each kept call has."""
        return [step_count(recorded.call.module, recorded.call.x) for recorded in self._recorded]

    def sequences(self) -> list[Trace]:
        """Traces of the calls joined where the state goes on, a new one where it begins anew.

        A layer that reads in both directions begins at both ends: each of its calls is a sequence.
        """
        starts = [at for at, recorded in enumerate(self._recorded) if not (self._goes_on(recorded) and at)]
        return [joined(self[start:end], self._time) for start, end in pairwise([*starts, len(self)])]

    @staticmethod
    def _goes_on(recorded: _Recorded) -> bool:
        return recorded.goes_on and not recorded.call.module.bidirectional

    @property
    def _time(self) -> int:
        """The dimension of an output that holds the steps."""
        call = self._recorded[0].call
        return int(call.module.batch_first and isinstance(call.x, Tensor) and call.x.dim() == 3)
