"""python -m lstmviz.real_nets.silero_vad: take the weights of Silero VAD out of its package, and score them.

pip download --no-deps silero-vad==6.2.3
apt-get install espeak-ng
python -m lstmviz.real_nets.silero_vad silero_vad-6.2.3-py3-none-any.whl

The weights are those that the package runs, from silero_vad.jit; silero_vad_16k.safetensors beside it holds
others. The recording that is shipped, and the sounds of the scores, are made by recording.py.
"""

import io
import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from functools import partial
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save
from tqdm import tqdm

from lstmviz.real_nets.silero_vad import RECORDING, SPEECH
from lstmviz.real_nets.silero_vad.net import WEIGHTS, SileroVAD
from lstmviz.real_nets.silero_vad.recording import LEVELS, NOISES, SENTENCES, demonstration, scored
from lstmviz.real_nets.silero_vad.scores import SCORES
from lstmviz.real_nets.silero_vad.sound import write_wav
from lstmviz.real_nets.wheel import opened
from lstmviz.storage.files import write_whole
from lstmviz.storage.stored import store

SHA256 = "7b7f5436cfcb02fae583a05b512ea96467fd449fe54cb49a5e4f06c51a1e43b8"
NAMES = {
    "stft.forward_basis_buffer": "stft_conv.weight",
    **{
        f"encoder.{k}.reparam_conv.{part}": f"conv{k + 1}.{part}"
        for k in range(4)
        for part in ("weight", "bias")
    },
    **{f"decoder.rnn.{part}": f"lstm.{part}_l0" for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")},
    "decoder.decoder.2.weight": "readout.1.weight",  # a convolution of kernel size 1 there
    "decoder.decoder.2.bias": "readout.1.bias",
}


def main() -> None:
    """Parse the command line, and do it."""
    parser = ArgumentParser(
        prog="python -m lstmviz.real_nets.silero_vad",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("wheel", type=Path, help="silero_vad-6.2.3-py3-none-any.whl")
    convert(parser.parse_args().wheel)
    record()
    with tqdm(total=len(NOISES) * len(LEVELS), unit="noise") as bar:
        store(
            SCORES, "silero-vad", {"sentences": SENTENCES}, partial(scored, SileroVAD.shipped()), bar.update
        )


def convert(wheel: Path) -> None:
    """Write WEIGHTS and the licence. Raises InputError where the wheel is another one.

    TorchScript is a program; that it does nothing but speech is known of this one file.
    """
    with opened(wheel, "silero-vad 6.2.3", SHA256) as archive:
        stored = io.BytesIO(archive.read("silero_vad/data/silero_vad.jit"))
        package = torch.jit.load(stored)  # type: ignore[no-untyped-call]
        licence = archive.read("silero_vad-6.2.3.dist-info/licenses/LICENSE")
    weights = package._model.state_dict()
    named = {ours: weights[theirs].clone() for theirs, ours in NAMES.items()}
    write_whole(WEIGHTS, save(named | {"readout.1.weight": named["readout.1.weight"].squeeze(-1)}))
    write_whole(WEIGHTS.with_name("LICENSE"), licence)


def record() -> None:
    """Write RECORDING, and in which of its frames somebody speaks."""
    sound = demonstration()
    write_whole(RECORDING, write_wav(sound.samples))
    write_whole(SPEECH, json.dumps(np.flatnonzero(sound.speech).tolist()).encode())


if __name__ == "__main__":
    main()
