"""What the real package says of the shipped recording, for the test of ours.

pip install --no-deps --target REAL silero-vad==6.2.3
PYTHONPATH=. python tests/real_nets/silero_vad/make_reference.py REAL
"""

import json
import sys
from pathlib import Path

import torch

from lstmviz.real_nets.silero_vad import RECORDING
from lstmviz.real_nets.silero_vad.net import FRAME, RATE
from lstmviz.real_nets.silero_vad.sound import read_wav

package = torch.jit.load(Path(sys.argv[1]) / "silero_vad/data/silero_vad.jit")
sound = read_wav(RECORDING.read_bytes())
whole = sound[: len(sound) // FRAME * FRAME].view(-1, FRAME)  # the package takes whole frames alone
said = [package(frame, RATE).item() for frame in whole]
Path(__file__).with_name("reference.json").write_text(json.dumps(said))
