"""Undo and redo: a present that remembers what came before and what was taken back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
DEPTH = 100


@dataclass(frozen=True)
class History(Generic[T]):
    """All states are values; every method returns a new history."""

    present: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def do(self, present: T) -> "History[T]":
        """Another present; what had been undone is gone."""
        return self if present == self.present else History(present, (*self.past, self.present)[-DEPTH:])

    def undo(self) -> "History[T]":
        """One back, if there is one."""
        return History(self.past[-1], self.past[:-1], (self.present, *self.future)) if self.past else self

    def redo(self) -> "History[T]":
        """One forward, if there is one."""
        return History(self.future[0], (*self.past, self.present), self.future[1:]) if self.future else self
