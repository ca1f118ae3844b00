"""A net from elsewhere, with what it reads and answers: what the pages need to step it, and no task's."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from lstmviz.learn.subject import Subject, SymbolSubject, bad_token, check_length

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet


class Model(Subject):
    """A subject that brings its net. It says `layers` where its net has more than one."""

    about: str = ""  # whose it is, its licence, what it was checked against: plain text

    @property
    @abstractmethod
    def net(self) -> AssembledNet:
        """In eval mode and not learning any more."""


class SymbolModel(SymbolSubject, Model):
    """A model that reads symbols of an alphabet: by its embedding, or as one-hot where it has none.

    Symbols of several characters, as words, are typed with spaces between.
    """

    def tokens(self, text: str) -> tuple[str, ...]:
        """One symbol a step; spaces at the ends count where they are in the alphabet."""
        text = self.shown(text)
        symbols = tuple(text.split() if self.between else text if " " in self.alphabet else text.strip())
        check_length(len(symbols))
        known = set(self.alphabet)
        for position, symbol in enumerate(symbols, start=1):
            if symbol not in known:
                raise bad_token(position, symbol, self)
        return symbols

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """(T, 1, E) of an embedding, else one-hot (T, 1, I)."""
        if self.net.embedding is None:
            return super().encode(tokens)
        vectors: Tensor = self.net.embedding(self.codes(tokens)).detach()
        return vectors
