"""Silero VAD on the pages with a sequence: a stretch of a recording, 32 ms a step."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.model import Model
from lstmviz.learn.subject import Example, Labels
from lstmviz.real_nets.lookup import numbers_in
from lstmviz.real_nets.silero_vad import NET, RECORDING, SPEECH

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet
    from lstmviz.real_nets.silero_vad.net import SileroVAD

STEP = 0.032  # s
SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)", re.ASCII)


class Speaking(Model):
    """Is somebody speaking in this step of a recording?"""

    name = NET.name
    title = NET.title
    about = NET.about
    question = N_("Is somebody speaking?")
    look_for = N_(
        "The answer follows the speech within a few steps, and takes the beginning of a chord for speech."
    )
    typed = N_("Type from which second of the recording to which: 0-9.")
    tolerance = 0.5
    examples = (
        Example(N_("all of it"), "0-9"),
        Example(N_("a sentence"), "0.5-3"),
        Example(N_("a chord, which is not speech"), "3-4.5"),
        Example(N_("speech in noise"), "4.5-9"),
    )

    def __init__(self, wav: bytes | None = None) -> None:
        """wav: a visitor's recording; None: the shipped one, of which it is known where somebody speaks."""
        self.wav = wav

    @cached_property
    def sound(self) -> Tensor:
        """(N,) in −1 … 1, 16,000 a second. Raises InputError where it is no sound."""
        from lstmviz.real_nets.silero_vad.sound import read_wav  # with torch

        return read_wav(RECORDING.read_bytes() if self.wav is None else self.wav)

    @cached_property
    def whole(self) -> SileroVAD:
        """The net with all that stands before its LSTM."""
        from lstmviz.real_nets.silero_vad.net import SileroVAD

        return SileroVAD.shipped()

    @cached_property
    def net(self) -> AssembledNet:
        """Its LSTM and readout."""
        from lstmviz.nets.sequence import AssembledNet

        return AssembledNet(self.whole.lstm, self.whole.readout).eval()

    @property
    def frames(self) -> Tensor:
        """What is new in each step: (T, 512)."""
        from lstmviz.real_nets.silero_vad.net import CONTEXT, frames

        return frames(self.sound)[:, CONTEXT:]

    @cached_property
    def spectrum(self) -> Tensor:
        """Of the whole recording: (T, 129, 4)."""
        return self.whole.spectrum(self.sound)

    @cached_property
    def features(self) -> Tensor:
        """What the LSTM reads of the whole recording: (T, 128)."""
        return self.whole.features(self.spectrum)

    def tokens(self, text: str) -> tuple[str, ...]:
        """The second at which each step begins, of a stretch from one second to another."""
        span = SPAN.fullmatch(text.strip())
        begin, end = (round(float(second) / STEP) for second in span.groups()) if span else (0, 0)
        steps = range(begin, min(end, len(self.features)))
        if not steps:
            raise InputError(
                "{typed} is not a part of the recording, which lasts {seconds:.2f} s. Type 0-{seconds:.2f}.",
                typed=repr(text[:20]),
                seconds=len(self.features) * STEP,
            )
        return tuple(f"{step * STEP:.2f}" for step in steps)

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """(T, 1, 128)."""
        return self.features[[round(float(token) / STEP) for token in tokens]][:, None]

    def label(self, inputs: Tensor) -> Labels:
        """1 where somebody speaks, else 0; of a visitor's recording nobody knows."""
        if self.wav is not None:
            return super().label(inputs)
        speech = torch.zeros(len(self.features))
        speech[json.loads(SPEECH.read_bytes())] = 1.0
        return Labels(
            speech[numbers_in(self.features, inputs)], torch.ones(inputs.shape[:2], dtype=torch.bool)
        )


MODEL = Speaking()
