"""Letters as in a book: how each quantity and weight is called there. The numbers stay the same.

Every book is an entry of NOTATIONS. A run of a page writes in one of them (`write_in`), others in another.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.nets.cells import Cell

Made = TypeVar("Made")

# Of a block of weights, whose letter is {b}: what multiplies the input, and the state before, and the bias.
SEPARATE = "{read} x_t + {recalled} {h}_t-1 + b_{b}"
JOINED = "W_{b} [ {h}_t-1 , x_t ] + b_{b}"


@dataclass(frozen=True)
class Notation:
    """The letters of a book; what it does not name is called as in the cell's file."""

    title: str
    symbols: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # cell -> quantity -> symbol
    letters: Mapping[str, str] = field(
        default_factory=dict
    )  # quantity -> of its weights, where that is another
    read: str = "W_{b}"  # the weights of the input
    recalled: str = "U_{b}"  # those of the state before
    joined: bool = False  # both as one matrix, on both one below the other
    takes_new: bool = False  # its update gate z is 1 where the new is taken: what is shown is 1 − z

    def symbol(self, cell: Cell, quantity: str) -> str:
        """How the quantity of a cell is called."""
        own = self._own(cell, quantity)
        return f"1−{own}" if self.turned(quantity) else own

    def turned(self, quantity: str) -> bool:
        """Whether what is shown is 1 less what the book calls by this name."""
        return self.takes_new and quantity == "update_gate"

    def _own(self, cell: Cell, quantity: str) -> str:
        return self.symbols.get(cell.name, {}).get(quantity, cell.quantity(quantity).symbol)

    def affine(self, cell: Cell, block: str, part: str) -> str:
        """W x + U h + b of a block, or the half of it that reads the input or the state: "W_f x_t + b_f"."""
        names = {"b": self.letters.get(block, self._own(cell, block)), "h": self.symbol(cell, "hidden")}
        read, recalled = self.read.format(**names), self.recalled.format(**names)
        if part == "both":
            form = JOINED if self.joined else SEPARATE
            return form.format(read=read, recalled=recalled, **names)
        if part == "input":
            return f"{read} x_t + b_{names['b']}"
        return f"{recalled} {names['h']}_t-1 + b′_{names['b']}"


_OWN = "pytorch"
NOTATIONS: dict[str, Notation] = {
    _OWN: Notation("PyTorch"),
    "d2l": Notation(
        N_("Dive into Deep Learning"),
        {
            "lstm": {
                "forget_gate": "F", "input_gate": "I", "candidate": "C̃", "cell": "C", "output_gate": "O",
                "hidden": "H",
            },
            "gru": {"reset_gate": "R", "update_gate": "Z", "candidate": "H̃", "hidden": "H"},
            "rnn": {"hidden": "H"},
        },
        {
            "forget_gate": "f", "input_gate": "i", "candidate": "c", "output_gate": "o", "reset_gate": "r",
            "update_gate": "z", "hidden": "h",
        },
        read="W_x{b}",
        recalled="W_h{b}",
    ),
    "olah": Notation(
        "Olah",
        {"lstm": {"candidate": "C̃", "cell": "C"}, "gru": {"candidate": "h̃"}},
        {"candidate": "C"},
        joined=True,
        takes_new=True,
    ),
    "deeplearning-ai": Notation(
        "deeplearning.ai",
        {
            "lstm": {
                "forget_gate": "Γf", "input_gate": "Γu", "candidate": "c̃", "output_gate": "Γo", "hidden": "a",
            },
            "gru": {"reset_gate": "Γr", "update_gate": "Γu", "candidate": "c̃", "hidden": "c"},
            "rnn": {"hidden": "a"},
        },
        {
            "forget_gate": "f", "input_gate": "u", "candidate": "c", "output_gate": "o", "reset_gate": "r",
            "update_gate": "u", "hidden": "a",
        },
        joined=True,
        takes_new=True,
    ),
    # Its input gate is g, and U and W are the other way round; for the candidate it has no letter.
    "goodfellow": Notation(
        N_("Goodfellow, Bengio and Courville"),
        {
            "lstm": {"input_gate": "g", "candidate": "s̃", "cell": "s", "output_gate": "q"},
            "gru": {"update_gate": "u", "candidate": "h̃"},
        },
        {"candidate": "s"},
        read="U_{b}",
        recalled="W_{b}",
    ),
}  # fmt: skip
"""Word of the link -> letters; the first is what is written unless somebody asks for others."""

_written: ContextVar[str] = ContextVar("letters", default=_OWN)


def write_in(name: str) -> None:
    """Let this run of a page write in a book's letters. Raises InputError where there is no such book."""
    if name not in NOTATIONS:
        raise InputError(
            "There are no letters {name!r}; choose one of {known}.", name=name, known=", ".join(NOTATIONS)
        )
    _written.set(name)


def letters() -> str:
    """In whose letters this run writes: a key of NOTATIONS."""
    return _written.get()


def notation() -> Notation:
    """The letters of this run."""
    return NOTATIONS[letters()]


def in_own_letters(write: Callable[..., Made]) -> Callable[..., Made]:
    """A function that writes in the cell's own letters whatever the run does: those of the sliders."""

    @wraps(write)
    def written(*given: Any) -> Made:
        before = _written.set(_OWN)
        try:
            return write(*given)
        finally:
            _written.reset(before)

    return written
