"""Sounds of our own: speech by espeak-ng, and noise, a chord and a crowd for it to stand in.

Where somebody speaks is known of them, since it is read off the speech before anything is added.
"""

import math
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from lstmviz.real_nets.silero_vad.net import FRAME, RATE, SileroVAD
from lstmviz.real_nets.silero_vad.scores import FALSE, HEARD
from lstmviz.real_nets.silero_vad.sound import Samples, read_wav
from lstmviz.storage.stored import Row

SENTENCES = {
    "en-us": "The cell keeps what the gate lets in.",
    "en-gb": "It forgets nothing until it is told to.",
    "cmn": "门关上了，记忆还在。",
    "de": "Wer spricht denn da, und wer schweigt?",
    "es": "La memoria es una puerta que se abre.",
    "ru": "Он помнит всё, что слышал раньше.",
}
QUIET = 0.01  # of the loudest: below it nobody speaks
SHORT_PAUSE = 10  # frames, 0.3 s: what is not longer belongs to the speech around it
NOISES = ("white", "chord", "crowd")
LEVELS = (20, 10, 0, -10, -20)  # dB, of the speech above the noise
PAUSE = 1.5  # s before and behind the speech


class Sound(NamedTuple):
    """What is heard, and where somebody speaks."""

    samples: Samples  # (N,) at RATE
    speech: NDArray[np.bool_]  # (T,), a frame each


def demonstration() -> Sound:
    """Nine seconds: speech, a pause, a chord, a pause, speech in noise, a pause."""
    english, chinese = (0.1 * spoken(voice) for voice in ("en-us", "cmn"))
    samples, speech = 0.002 * noise("white", 9 * RATE), np.zeros(9 * RATE)
    for place, sound in (
        (3.3, 0.1 * noise("chord", RATE)),
        (4.7, 0.05 * noise("white", 4 * RATE)),
        (0.7, english),
        (5.1, chinese),
    ):
        _add(samples, place, sound)
    _add(speech, 0.7, english)
    _add(speech, 5.1, chinese)
    return Sound(samples, speaking(speech))


def _add(samples: Samples, seconds: float, sound: Samples) -> None:
    begin = round(seconds * RATE)
    samples[begin : begin + len(sound)] += sound


def scored(net: SileroVAD, begun: int) -> Iterator[Row]:
    """What the net makes of all sentences in each noise at each level: shares of frames, 0 to 1.

    The first `begun` are measured already.
    """
    for kind, level in islice(product(NOISES, LEVELS), begun, None):
        sounds = list(noisy(kind, level))
        said = np.concatenate([net(torch.from_numpy(one.samples).float()).numpy() for one in sounds])
        speech = np.concatenate([one.speech for one in sounds])
        yield {
            "noise": kind,
            "speech above noise, dB": level,
            HEARD: round(float((said[speech] >= 0.5).mean()), 3),
            FALSE: round(float((said[~speech] >= 0.5).mean()), 3),
        }


def noisy(kind: str, level: float) -> Iterator[Sound]:
    """Each sentence in the middle of a noise, `level` dB above it."""
    for voice in SENTENCES:
        said = np.pad(spoken(voice), round(PAUSE * RATE))
        samples = said + noise(kind, len(said)) * 10 ** (-level / 20)
        yield Sound(0.1 * samples, speaking(said))


@cache
def spoken(voice: str) -> Samples:
    """The voice's sentence by espeak-ng: (N,) at RATE, of mean square 1, no silence at its ends."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-w", path, SENTENCES[voice]], check=True)
        samples = read_wav(path.read_bytes()).numpy().astype(float)
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max())
    samples = samples[loud[0] : loud[-1] + 1]
    return samples / math.sqrt(np.square(samples).mean())


def noise(kind: str, length: int) -> Samples:
    """(length,) of mean square 1, always the same."""
    if kind == "white":
        return np.random.default_rng(0).standard_normal(length)
    if kind == "chord":
        seconds = np.arange(length) / RATE
        tones = [np.sin(2 * np.pi * pitch * seconds) for pitch in (220.0, 277.2, 329.6)]
        return _sum(tones) * math.sqrt(2 / 3)
    voices = [np.resize(np.roll(spoken(voice), k * RATE // 3), length) for k, voice in enumerate(SENTENCES)]
    return _sum(voices) / math.sqrt(len(voices))


def _sum(sounds: list[Samples]) -> Samples:
    total: Samples = np.stack(sounds).sum(0)
    return total


def speaking(said: Samples) -> NDArray[np.bool_]:
    """In which frames of the bare speech (N,) somebody speaks: (T,) bool, short pauses bridged."""
    padded = np.pad(said, (0, -len(said) % FRAME)).reshape(-1, FRAME)
    loud = np.flatnonzero(np.abs(padded).max(1) > QUIET * np.abs(said).max())
    speech = np.zeros(len(padded), bool)
    speech[loud] = True
    for before, after in pairwise(loud):
        if after - before <= SHORT_PAUSE:
            speech[before:after] = True
    return speech
