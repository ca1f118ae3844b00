"""Pickles read as data: what they would call is written down, and nothing is ever called or imported.

A pickle is a program for a small machine with a stack; the standard library's `pickletools` describes each
instruction. This machine knows those that build plain data. Where a pickle imports something, or calls it, a
`Named` or a `Called` takes its place, for the reader of the file to make sense of.
"""

import pickletools
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, Any

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _

MOST_INSTRUCTIONS = 200_000  # a state_dict takes about 40 a tensor; some 0.3 s and 30 MB


@dataclass(frozen=True)
class Named:
    """What the pickle would import."""

    name: str


@dataclass(frozen=True, eq=False)
class Called:
    """What the pickle would make by a call, and the entries or attributes put into it afterwards."""

    name: str
    arguments: tuple[Any, ...]
    entries: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Persistent:
    """A reference to what lies outside the pickle; in PyTorch's files, to the numbers of a tensor."""

    key: Any


def unpickled(file: IO[bytes]) -> tuple[Any, list[Persistent]]:
    """The data of the pickle that begins where the file stands, and all that it refers to outside.

    Leaves the file behind the pickle.

    Raises InputError where it is broken, too long, or holds instructions that no checkpoint needs.
    """
    machine = _Machine()
    try:
        for count, (instruction, argument, _place) in enumerate(pickletools.genops(file)):
            if count > MOST_INSTRUCTIONS:
                raise InputError("the pickle has more than {most:,} instructions.", most=MOST_INSTRUCTIONS)
            machine.run(instruction.name, argument)
        (value,) = machine.stack
        return value, machine.references
    except InputError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise InputError("the pickle is broken: {error}", error=error) from None


_MARK = object()

_LITERALS = {
    "NONE": None,
    "NEWTRUE": True,
    "NEWFALSE": False,
    "EMPTY_TUPLE": (),
}
_PUSHED = frozenset(
    [
        "INT",
        "BININT",
        "BININT1",
        "BININT2",
        "LONG",
        "LONG1",
        "LONG4",
        "FLOAT",
        "BINFLOAT",
        "UNICODE",
        "SHORT_BINUNICODE",
        "BINUNICODE",
        "BINUNICODE8",
        "STRING",
        "BINSTRING",
        "SHORT_BINSTRING",
        "BINBYTES",
        "SHORT_BINBYTES",
        "BINBYTES8",
    ]
)
_KEPT = frozenset(["PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"])
_FETCHED = frozenset(["GET", "BINGET", "LONG_BINGET"])
_SKIPPED = frozenset(["PROTO", "FRAME", "STOP"])


class _Machine:
    """The stack, and what was kept aside to be used again."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.references: list[Persistent] = []
        self.steps: dict[str, Callable[[], None]] = {
            "EMPTY_DICT": lambda: self.stack.append({}),
            "EMPTY_LIST": lambda: self.stack.append([]),
            "EMPTY_SET": lambda: self.stack.append([]),
            "MARK": lambda: self.stack.append(_MARK),
            "POP": lambda: self._dropped(),
            "POP_MARK": lambda: self._dropped(marked=True),
            "TUPLE": lambda: self.stack.append(tuple(self._marked())),
            "TUPLE1": lambda: self.stack.append(self._last(1)),
            "TUPLE2": lambda: self.stack.append(self._last(2)),
            "TUPLE3": lambda: self.stack.append(self._last(3)),
            "LIST": lambda: self.stack.append(self._marked()),
            "FROZENSET": lambda: self.stack.append(tuple(self._marked())),
            "DICT": lambda: self.stack.append(_pairs(self._marked())),
            "APPEND": lambda: self._extend(self._last(1)),
            "APPENDS": lambda: self._extend(self._marked()),
            "ADDITEMS": lambda: self._extend(self._marked()),
            "SETITEM": lambda: self._enter(self._last(2)),
            "SETITEMS": lambda: self._enter(self._marked()),
            "STACK_GLOBAL": lambda: self.stack.append(Named("{}.{}".format(*self._last(2)))),
            "REDUCE": lambda: self._call(self._last(2)),
            "NEWOBJ": lambda: self._call(self._last(2)),
            "NEWOBJ_EX": lambda: self._call(self._last(3)),
            "BUILD": lambda: self._build(self._last(1)[0]),
            "BINPERSID": lambda: self._refer(self._last(1)[0]),
        }

    def run(self, instruction: str, argument: Any) -> None:
        """One instruction."""
        if instruction in self.steps:
            self.steps[instruction]()
        elif instruction in _LITERALS:
            self.stack.append(_LITERALS[instruction])
        elif instruction in _PUSHED:
            self.stack.append(argument)
        elif instruction in _KEPT:
            self.memo[len(self.memo) if argument is None else argument] = self.stack[-1]
        elif instruction in _FETCHED:
            self.stack.append(self.memo[argument])
        elif instruction == "GLOBAL":
            self.stack.append(Named(argument.replace(" ", ".")))
        elif instruction not in _SKIPPED:
            raise InputError(
                "the pickle uses {instruction}, which no file of weights needs.", instruction=instruction
            )

    def _last(self, count: int) -> tuple[Any, ...]:
        taken = tuple(self.stack[-count:])
        if len(taken) < count or _MARK in taken:
            raise ValueError(_("it takes more from its stack than there is"))
        del self.stack[-count:]
        return taken

    def _marked(self) -> list[Any]:
        """All since the last mark, which is taken off too."""
        place = len(self.stack) - 1
        while place >= 0 and self.stack[place] is not _MARK:
            place -= 1
        if place < 0:
            raise ValueError(_("a mark is missing"))
        taken = self.stack[place + 1 :]
        del self.stack[place:]
        return taken

    def _dropped(self, *, marked: bool = False) -> None:
        if marked:
            self._marked()
        else:
            self.stack.pop()

    def _extend(self, values: Any) -> None:
        if isinstance(self.stack[-1], list):  # else a foreign object's own way to take things in
            self.stack[-1].extend(values)

    def _enter(self, values: Any) -> None:
        target = self.stack[-1]
        entries = target.entries if isinstance(target, Called) else target
        if isinstance(entries, dict):
            entries.update(_pairs(values))

    def _build(self, state: Any) -> None:
        """The attributes of an object."""
        if isinstance(self.stack[-1], Called) and isinstance(state, dict):
            self.stack[-1].entries.update(state)

    def _refer(self, key: Any) -> None:
        self.references.append(Persistent(key))
        self.stack.append(self.references[-1])

    def _call(self, called: tuple[Any, ...]) -> None:
        function, arguments = called[0], called[1]
        name = function.name if isinstance(function, Named) else ""
        self.stack.append(Called(name, arguments if isinstance(arguments, tuple) else ()))


def _pairs(flat: Any) -> dict[Any, Any]:
    """[key, value, key, value] as a dict; entries whose keys are no text or number are passed over."""
    if len(flat) % 2:
        raise ValueError(_("a key has no value"))
    return {key: value for key, value in list(pairwise(flat))[::2] if isinstance(key, str | int)}
