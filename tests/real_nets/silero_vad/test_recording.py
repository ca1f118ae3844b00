"""Where somebody speaks in the sounds of our own."""

import numpy as np

from lstmviz.real_nets.silero_vad.net import FRAME
from lstmviz.real_nets.silero_vad.recording import NOISES, SHORT_PAUSE, noise, speaking


def loud_in(*frames, of=40):
    said = np.zeros((of, FRAME))
    said[list(frames), 100] = 1
    return said.flatten()


def test_short_pauses_belong_to_the_speech_and_long_ones_do_not():
    end = 3 + SHORT_PAUSE
    speech = speaking(loud_in(3, end, end + SHORT_PAUSE + 1))
    assert np.flatnonzero(speech).tolist() == [*range(3, end + 1), end + SHORT_PAUSE + 1]


def test_white_noise_and_the_chord_are_as_loud_as_said():
    for kind in set(NOISES) - {"crowd"}:  # which espeak-ng speaks
        assert abs(np.square(noise(kind, 16_000)).mean() - 1) < 0.05
