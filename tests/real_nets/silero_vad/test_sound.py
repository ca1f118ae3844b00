"""WAV files from visitors."""

import io
import wave

import numpy as np
import pytest

from lstmviz.errors import InputError
from lstmviz.real_nets.silero_vad.net import RATE
from lstmviz.real_nets.silero_vad.sound import LONGEST_SECONDS, read_wav, resampled, write_wav


def wav(samples, rate=RATE, channels=1, width=2):
    """A WAV file of whole numbers."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(samples)
    return buffer.getvalue()


def tone(rate, seconds=0.5, pitch=440):
    return 0.5 * np.sin(2 * np.pi * pitch * np.arange(round(rate * seconds)) / rate)


@pytest.mark.parametrize(
    ("width", "kind", "loudest"), [(1, None, 2**7), (2, "<i2", 2**15), (3, None, 2**23), (4, "<i4", 2**31)]
)
def test_samples_of_every_width_become_the_same_sound(width, kind, loudest):
    numbers = np.round(tone(RATE) * (loudest - 1)).astype(np.int64)
    if width == 1:
        data = (numbers + 128).astype(np.uint8).tobytes()
    elif width == 3:
        data = b"".join(int(number).to_bytes(3, "little", signed=True) for number in numbers)
    else:
        data = numbers.astype(kind).tobytes()
    np.testing.assert_allclose(read_wav(wav(data, width=width)), tone(RATE), atol=2 / loudest + 1e-6)


def test_two_channels_become_their_mean():
    both = np.stack([np.full(100, 1000), np.full(100, 3000)], axis=1).astype("<i2")
    np.testing.assert_allclose(read_wav(wav(both.tobytes(), channels=2)), 2000 / 2**15)


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_a_tone_at_another_rate_is_the_same_tone(rate):
    at_rate = resampled(tone(rate), rate)
    np.testing.assert_allclose(at_rate[400:-400], tone(RATE)[400:-400], atol=0.01)  # its ends ring


def test_what_is_above_half_the_rate_is_gone():
    assert np.abs(resampled(tone(48_000, pitch=12_000), 48_000)[400:-400]).max() < 0.01


def test_what_is_written_is_read():
    np.testing.assert_allclose(read_wav(write_wav(tone(RATE))), tone(RATE), atol=1e-4)


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3 not a wav", write_wav(tone(RATE))[:30]])
def test_no_wav_file_is_told_with_a_way_out(data):
    with pytest.raises(InputError, match="ffmpeg"):
        read_wav(data)


def test_a_file_that_is_too_large_is_not_even_looked_into():
    with pytest.raises(InputError, match="8 MB"):
        read_wav(bytes(8 * 10**6 + 1))


@pytest.mark.parametrize("seconds", [0, LONGEST_SECONDS + 1])
def test_too_long_and_too_short_are_told(seconds):
    with pytest.raises(InputError, match=f"up to {LONGEST_SECONDS} s"):
        read_wav(wav(bytes(2 * RATE * seconds)))
