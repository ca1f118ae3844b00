"""Silero VAD (Silero Team 2024): is somebody speaking, every 32 ms.

net.py: the net; sound.py: WAV files; recording.py: sounds of our own; scores.py: what it is worth;
`python -m lstmviz.real_nets.silero_vad` takes its weights out of the package, and makes the rest.
"""

from pathlib import Path

from lstmviz.languages import N_
from lstmviz.real_nets.real_net import RealNet
from lstmviz.real_nets.silero_vad.scores import errs

HERE = Path(__file__).parent
RECORDING = HERE / "recording.wav"
SPEECH = HERE / "speech.json"  # the frames of the recording in which somebody speaks

NET = RealNet(
    name="silero-vad",
    title=N_("Speech (Silero VAD)"),
    does=N_(
        "A spectrum and four convolutions make 128 numbers of every 32 ms of sound; an LSTM of 128 units "
        "reads them, and says after each how likely it is that somebody speaks."
    ),
    serves=N_(
        "Calls, assistants and transcription, which want to know at once when somebody begins and ends: it "
        "reads nothing but the sound so far."
    ),
    errs=errs,
    tour="speech",
    source="https://github.com/snakers4/silero-vad",
    licence="MIT",
    folder=HERE,
)
