"""Recording: the calls that a model makes of its recurrent layers, by name."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, Self

from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence

from lstmviz.errors import InputError
from lstmviz.internals.call_list import Calls
from lstmviz.internals.edits import Edit
from lstmviz.internals.followed import followed_and_left_out, no_layer, refuse, told, why_unseen
from lstmviz.internals.tables import aligned
from lstmviz.internals.trace import Trace
from lstmviz.internals.watch import watched
from lstmviz.languages import gettext as _


class Recording(Mapping[str, Calls]):
    """What `record` keeps; `record` says how it is made. A mapping from names to the calls of that layer."""

    def __init__(
        self,
        model: nn.Module,
        layers: Iterable[str] | None,
        edits: Mapping[str, Iterable[Edit]],
        keep: int | None,
        limit: int,
    ) -> None:
        if not isinstance(model, nn.Module):
            raise no_layer(model)
        followed, self.left_out = followed_and_left_out(model)
        if not followed:
            raise refuse(model, self.left_out)
        self._followed = _chosen(followed, layers, edits)
        self._limit, self._held = limit, 0
        self._calls: dict[str, Calls] = {}
        self._names: dict[int, str] = {}  # the first name of each module; ids last as long as the modules do
        for name, module in self._followed.items():
            first = self._names.setdefault(id(module), name)
            own = tuple(edits.get(name, ()))
            self._calls[name] = self._calls[first] if first in self._calls else Calls(own, keep)
        self._block = ExitStack()

    def __enter__(self) -> Self:
        self._block.enter_context(watched(self._see))
        return self

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        self._block.close()
        for name, module in self._followed.items():
            if not self._calls[name].total:
                self.left_out.setdefault(name, why_unseen(module))
        if self.left_out and kind is None:
            left_out = _("record left out: {reasons}.").format(reasons=told(self.left_out))
            warnings.warn(left_out, stacklevel=2)

    def _see(self, module: nn.Module, x: Any, hx: Any, given: Any) -> Any:
        name = self._names.get(id(module))
        if name is None:
            return given
        calls = self._calls[name]
        try:
            given = calls.run(module, x, hx, given, keep=self._held < self._limit)
        except InputError as error:
            if calls.edits:
                raise
            self.left_out.setdefault(
                name, _("{error} (call {call})").format(error=error, call=calls.total + 1)
            )
            return given
        self._held += _bytes((x, given))
        if self._held >= self._limit:
            self.left_out.setdefault(
                name,
                _(
                    "was kept up to call {call}: the recording holds {limit} bytes; keep=100 keeps the last "
                    "100 calls, limit= sets the bytes"
                ).format(call=calls.total, limit=self._limit),
            )
        return given

    def __getitem__(self, name: str) -> Calls:
        if name not in self._calls:
            raise InputError(
                "There is no {name!r} in the recording; there are {known}.",
                name=name,
                known=_listed(self._calls),
            )
        return self._calls[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def __contains__(self, name: object) -> bool:
        return name in self._calls

    def __repr__(self) -> str:
        rows = [("layer", "kind", "calls", "kept", "steps")]
        for name, calls in self._calls.items():
            kind, steps = type(self._followed[name]).__name__, sum(calls.steps)
            rows.append((name or "(the model)", kind, str(calls.total), str(len(calls)), str(steps)))
        return f"Recording\n{aligned(rows)}" + (f"\nleft out: {told(self.left_out)}" if self.left_out else "")

    def sequences(self, name: str) -> list[Trace]:
        """The calls of a layer, joined where one begins with the state that the one before ended in.

        Of a layer that reads in both directions each call is a sequence of its own.

        Raises:
            InputError: there is no such layer.
        """
        return self[name].sequences()

    def joined(self, name: str) -> Trace:
        """The calls of a layer as the one sequence that they are: 50 calls of one token are 50 steps.

        Raises:
            InputError: there is no such layer, none of its calls was kept, or a call in between began anew.
        """
        sequences = self.sequences(name)
        if not sequences:
            raise InputError("There is no call of {name!r} to join.", name=name)
        if len(sequences) > 1:
            raise InputError(
                "The state of {name!r} began anew {count} times; recording.sequences({name!r}) "
                "gives the {sequences} sequences, each a trace.",
                name=name,
                count=len(sequences) - 1,
                sequences=len(sequences),
            )
        return sequences[0]


def _chosen(
    followed: dict[str, nn.Module], layers: Iterable[str] | None, edits: Mapping[str, Iterable[Edit]]
) -> dict[str, nn.Module]:
    names = list(followed) if layers is None else list(layers)
    for name in (*names, *edits):
        if name not in followed:
            raise InputError(
                "model has no recurrent layer {name!r}; it has {known}.", name=name, known=_listed(followed)
            )
    return {name: followed[name] for name in followed if name in names or name in edits}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _bytes(held: Any) -> int:
    if isinstance(held, PackedSequence):
        return _bytes(held.data)
    if isinstance(held, tuple | list):
        return sum(map(_bytes, held))
    return held.numel() * held.element_size() if isinstance(held, Tensor) else 0
