"""Another token at one step."""

from dataclasses import dataclass
from typing import ClassVar, Self

import streamlit as st

from lstmviz.app.what_if.changes.change import Change, PlannedRun, expect, read_whole
from lstmviz.errors import InputError
from lstmviz.nets.sequence import SequenceNet


@dataclass(frozen=True)
class TokenChange(Change):
    """One token read in place of another."""

    kinds: ClassVar = {"token": "a token"}

    step: int  # from 1
    token: str

    @classmethod
    def read(cls, kind: str, words: list[str]) -> Self:
        """From 5,b."""
        step, token = expect(words, 2, f"{kind},5,b")
        return cls(read_whole(step), token)

    def words(self) -> list[str]:
        """token,5,b."""
        return ["token", str(self.step), self.token]

    def says(self) -> str:
        """Such as: token at t = 5 is b."""
        return f"token at t = {self.step} is {self.token}"

    def apply(self, run: PlannedRun) -> None:
        """Before the net reads it."""
        if not 1 <= self.step <= len(run.tokens):
            raise InputError(f"the sequence has {len(run.tokens)} steps; there is no step {self.step}")
        if self.token not in getattr(run.task, "alphabet", ()):  # a space is a token, but no sequence
            run.task.tokens(self.token)
        run.tokens[self.step - 1] = self.token

    @classmethod
    def choose(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Self:
        """The step, and what stands there as it is."""
        step = st.number_input("at t", 1, len(tokens), key="token step", width=110)
        return cls(step, st.text_input("to", tokens[step - 1], width=110))
