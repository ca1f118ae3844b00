"""Recall after a flag: a delayed-recall task with an explicit signal to store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.subject import Example, Labels
from lstmviz.learn.tasks.task import SymbolTask, latest

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.internals.layers import Layer

LETTERS = "abcd"


class Recall(SymbolTask):
    """Letters stream past; the one that was flagged must be named at every step from then on.

    Training: a flag in the first fifth of the sequence, and in half of the sequences a second one
    anywhere, so that the net also learns to replace what it holds.
    """

    name = "recall"
    title = N_("Recall after a flag")
    question = N_("Which letter was flagged last?")
    look_for = N_(
        "At a flagged letter the forget gate closes in every unit, the input gate opens: one letter replaces "
        "another."
    )
    typed = N_("Type letters a to d, a capital one is flagged: abcdBacd.")
    alphabet = tuple(LETTERS + LETTERS.upper())
    channels = (*LETTERS, N_("flag"))
    answers = tuple(LETTERS)
    flags = tuple(LETTERS.upper())
    examples: tuple[Example, ...] = (
        Example(N_("two flags"), "abcdBacdabcAdabcdcbd"),
        Example(N_("two flags, b and then c"), "abcdBacdabcCdabcdcbd"),
        Example(N_("one flag"), "adcaBdacddbacbadccabdacbbdcadbcabdaccbdabcadbcdaca"),
        Example(N_("a second flag after a long while"), "adcaBdacddbacbadccabdacbbDcadbcabdaccbdabcabbcaaca"),
        Example(N_("one letter over and over"), "Abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
        Example(N_("no flag: no question"), "abcdabcdabcd"),
    )
    unit = 7
    training_steps = 50
    hidden, updates = 8, 1500
    least_steps = 5

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """One-hot letter and the flag: (T, 1, 5)."""
        codes = torch.tensor([[LETTERS.index(token.lower())] for token in tokens])
        return as_inputs(codes, torch.tensor([[token.isupper()] for token in tokens]))

    def decode(self, inputs: Tensor) -> tuple[str, ...]:
        """A letter a step, a flagged one as a capital."""
        letters, flagged = inputs[:, :-1].argmax(-1).tolist(), (inputs[:, -1] > 0.5).tolist()
        pairs = zip(letters, flagged, strict=True)
        return tuple(LETTERS[one].upper() if flag else LETTERS[one] for one, flag in pairs)

    def sample(self, batch: int, generator: torch.Generator) -> Tensor:
        """Random letters, one or two of them flagged: (T, B, 5)."""
        letters = torch.randint(len(LETTERS), (self.steps, batch), generator=generator)
        first = torch.randint(self.steps // 5, (batch,), generator=generator)
        second = torch.randint(self.steps, (batch,), generator=generator)
        twice = torch.rand(batch, generator=generator) < 0.5
        step = torch.arange(self.steps).unsqueeze(1)  # (T, 1)
        return as_inputs(letters, (step == first) | ((step == second) & twice))

    def label(self, inputs: Tensor) -> Labels:
        """The letter flagged last, asked from the first flag on, the flag's own step included."""
        flagged = latest(inputs[..., -1] > 0.5)  # (T, B)
        letters = inputs[..., :-1].argmax(-1)
        return Labels(letters.gather(0, flagged.clamp(min=0)), flagged >= 0)

    def is_there(self, inputs: Tensor, layer: Layer) -> bool:
        """All forget gates close at flags and at no other step; the input gates are wider open there."""
        flagged = inputs[..., -1] > 0.5
        at_flags, held = layer.forget_gate[flagged].mean(0), layer.forget_gate[~flagged].mean(0)  # (H,)
        read, passed = layer.input_gate[flagged].mean(0), layer.input_gate[~flagged].mean(0)
        return bool((at_flags < 0.25).all() and (held > 0.6).all() and (read > passed + 0.1).all())


def as_inputs(letters: Tensor, flags: Tensor) -> Tensor:
    """(T, B) letter positions and flags -> (T, B, 5) float32."""
    return torch.cat(
        [torch.nn.functional.one_hot(letters, len(LETTERS)), flags.unsqueeze(-1)], dim=-1
    ).float()
