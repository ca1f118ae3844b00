"""Silero VAD, against what the package itself says: make_reference.py made the numbers."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from lstmviz.real_nets.silero_vad import RECORDING, SPEECH
from lstmviz.real_nets.silero_vad.net import FRAME, SileroVAD, frames
from lstmviz.real_nets.silero_vad.sound import read_wav

REFERENCE = json.loads(Path(__file__).with_name("reference.json").read_bytes())


@pytest.fixture(scope="module")
def said():
    return SileroVAD.shipped()(read_wav(RECORDING.read_bytes())).numpy()


def test_it_says_what_the_package_says(said):
    np.testing.assert_allclose(said[: len(REFERENCE)], REFERENCE, atol=1e-5)


def test_it_hears_most_of_the_speech_in_the_recording_and_little_else(said):
    speech = np.zeros(len(said), bool)
    speech[json.loads(SPEECH.read_bytes())] = True
    assert (said[speech] >= 0.5).mean() > 0.85
    assert (said[~speech] >= 0.5).mean() < 0.15


def test_a_frame_stands_behind_the_end_of_the_one_before():
    sound = torch.arange(1.0, 2 * FRAME + 2)
    cut = frames(sound)
    assert cut.shape == (3, 64 + FRAME)
    assert cut[0, :64].eq(0).all()
    assert cut[1, :64].equal(cut[0, -64:])
    assert cut[:, 64:].flatten()[: len(sound)].equal(sound)
    assert cut[2, 65:].eq(0).all()
