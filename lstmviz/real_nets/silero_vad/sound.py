"""WAV files in and out: what the net hears is one channel at 16 kHz."""

import io
import wave

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lstmviz.errors import InputError
from lstmviz.limits import LONGEST_SEQUENCE
from lstmviz.real_nets.silero_vad.net import FRAME, RATE

LARGEST_MEGABYTES = 8  # of a file: 64 s at 44.1 kHz and 16 bits have 5.6
Samples = NDArray[np.float64]
LONGEST_SECONDS = LONGEST_SEQUENCE * FRAME // RATE


def read_wav(data: bytes) -> Tensor:
    """The sound of a WAV file: (N,) in −1 … 1 at RATE, the mean of its channels.

    Raises InputError where it is no PCM WAV file, empty or longer than LONGEST_SECONDS, or too large.
    """
    if len(data) > LARGEST_MEGABYTES * 10**6:
        raise InputError(
            "The file has more than {most} MB. Make it smaller: ffmpeg -i yours -ar 16000 -ac 1 mine.wav",
            most=LARGEST_MEGABYTES,
        )
    try:
        with wave.open(io.BytesIO(data)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            read = file.readframes(LONGEST_SECONDS * rate + 1)
            samples = _numbers(read, width).reshape(-1, channels).mean(1)
    except (wave.Error, EOFError, ValueError) as error:
        raise InputError(
            "This is not a WAV file with PCM samples. Make one: ffmpeg -i yours -ar 16000 -ac 1 mine.wav"
        ) from error
    if not 0 < len(samples) <= LONGEST_SECONDS * rate:
        raise InputError(
            "The recording is empty, or longer than {most} s. Choose one of up to {most} s.",
            most=LONGEST_SECONDS,
        )
    return torch.from_numpy(resampled(samples, rate)).float()


def _numbers(data: bytes, width: int) -> Samples:
    """Samples of 1 (unsigned), 2, 3 or 4 bytes -> −1 … 1."""
    if width == 1:
        return np.frombuffer(data, np.uint8) / 128 - 1
    padded = np.zeros((len(data) // width, 4), np.uint8)
    padded[:, 4 - width :] = np.frombuffer(data, np.uint8).reshape(-1, width)  # the high bytes
    return padded.view("<i4")[:, 0] / 2**31


def resampled(samples: Samples, rate: int) -> Samples:
    """At RATE: (N,) at `rate` -> (N · RATE / rate,), by its spectrum, so that nothing folds back."""
    length = round(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return np.fft.irfft(spectrum, length) * (length / len(samples))


def write_wav(sound: Samples) -> bytes:
    """A WAV file of 16 bits a sample: (N,) in −1 … 1 at RATE."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, RATE, len(sound), "NONE", ""))
        file.writeframes((sound.clip(-1, 1) * (2**15 - 1)).round().astype("<i2").tobytes())
    return buffer.getvalue()
