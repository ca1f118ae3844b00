"""Another token at one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from lstmviz.app.link.fields import quoted
from lstmviz.app.what_if.changes.change import Change, PlannedRun, expect, read_whole
from lstmviz.app.what_if.changes.form import ONLY, Field, Form
from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.subject import Subject
from lstmviz.nets.cells import Cell
from lstmviz.nets.sequence import SequenceNet

SAYS = N_("token at t = {step} is {token}")


@dataclass(frozen=True)
class TokenChange(Change):
    """One token read in place of another."""

    step: int  # from 1
    token: str

    @classmethod
    def kinds_of(cls, cell: Cell) -> Mapping[str, str]:
        """Whatever reads it."""
        return {"token": "a token"}

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
        return _(SAYS).format(step=self.step, token=self.token)

    def apply(self, run: PlannedRun) -> None:
        """Before the net reads it."""
        if not 1 <= self.step <= len(run.tokens):
            raise InputError(
                "the sequence has {steps} steps; there is no step {step}",
                steps=len(run.tokens),
                step=self.step,
            )
        run.tokens[self.step - 1] = self._token_of(run.subject)

    def _token_of(self, subject: Subject) -> str:
        if self.token in getattr(subject, "alphabet", ()):  # a space is a token, but no sequence
            return self.token
        tokens = subject.tokens(self.token)
        if len(tokens) > 1:
            raise InputError(
                "{word} is {tokens} tokens; one step takes one", word=quoted(self.token), tokens=len(tokens)
            )
        return str(tokens[0])

    @classmethod
    def form(cls, kind: str, net: SequenceNet, tokens: tuple[str, ...]) -> Form:
        """The step, and some other token of the sequence; the right answers follow, so that Python must."""
        other = next((token for token in tokens if token != tokens[0]), tokens[0])
        return Form(
            title=_("a token"),
            sentence=_("Read {kind} at t = {step} as {token}"),
            word="{kind},{step},{token}",
            fields=(
                Field("step", "whole", _("Step"), 1, count=len(tokens), least=1),
                Field("token", "text", _("Token"), other),
            ),
            says={ONLY: _(SAYS)},
            short={ONLY: _("token {step} is {token}")},
        )
