"""The net of Silero VAD at 16 kHz: a spectrum, four convolutions, an LSTM, the probability of speech.

Silero Team 2024: Silero VAD, pre-trained enterprise-grade voice activity detector.
https://github.com/snakers4/silero-vad
"""

from pathlib import Path
from typing import Self

from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

RATE = 16_000  # samples a second
FRAME = 512  # samples a step: 32 ms
CONTEXT = 64  # samples of the frame before that stand in front of a frame
FREQUENCIES = 129  # of the spectrum, 0 to 8 kHz, 62.5 Hz apart
WEIGHTS = Path(__file__).with_name("silero_vad.safetensors")


class SileroVAD(nn.Module):
    """As in the package, but that it runs over all frames at once."""

    def __init__(self) -> None:
        super().__init__()
        self.stft_conv = nn.Conv1d(1, 2 * FREQUENCIES, kernel_size=256, stride=128, bias=False)
        self.conv1 = nn.Conv1d(FREQUENCIES, 128, kernel_size=3, padding=1)
        self.conv2 = nn.Conv1d(128, 64, kernel_size=3, stride=2, padding=1)
        self.conv3 = nn.Conv1d(64, 64, kernel_size=3, stride=2, padding=1)
        self.conv4 = nn.Conv1d(64, 128, kernel_size=3, padding=1)
        self.lstm = nn.LSTM(128, 128)
        self.readout = nn.Sequential(nn.ReLU(), nn.Linear(128, 1), nn.Sigmoid())

    @classmethod
    def shipped(cls) -> Self:
        """With its weights, in eval mode and not learning any more."""
        net = cls()
        net.load_state_dict(load_file(WEIGHTS))
        return net.eval().requires_grad_(False)

    def forward(self, sound: Tensor) -> Tensor:
        """Sound (N,) in −1 … 1, at RATE -> probability of speech in each frame, (T,)."""
        hidden, _ = self.lstm(self.features(self.spectrum(sound)))  # (T, 128)
        probability: Tensor = self.readout(hidden)[:, 0]
        return probability

    def spectrum(self, sound: Tensor) -> Tensor:
        """Magnitudes at four moments of each frame: (N,) -> (T, 129, 4)."""
        padded = functional.pad(frames(sound), (0, CONTEXT), "reflect")
        real, imaginary = self.stft_conv(padded[:, None]).split(FREQUENCIES, 1)
        magnitudes: Tensor = (real.square() + imaginary.square()).sqrt()
        return magnitudes

    def features(self, spectrum: Tensor) -> Tensor:
        """What the LSTM reads: (T, 129, 4) -> (T, 128)."""
        read = spectrum
        for convolution in (self.conv1, self.conv2, self.conv3, self.conv4):
            read = convolution(read).relu()
        return read.squeeze(-1)


def frames(sound: Tensor) -> Tensor:
    """Cut into frames, each behind the end of the one before; silence fills the last: (N,) -> (T, 576)."""
    silence = -len(sound) % FRAME
    return functional.pad(sound, (CONTEXT, silence)).unfold(0, CONTEXT + FRAME, FRAME)
