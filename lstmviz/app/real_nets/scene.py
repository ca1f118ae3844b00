"""A model over a sequence -> scene: its layers, and what stands beside them."""

import torch
from torch import Tensor

from lstmviz.app.scenes import panel_of, question_of, title_of
from lstmviz.draw.derived import derived
from lstmviz.draw.quantities import SOUND, SPECTRUM, translated
from lstmviz.draw.scene import Panel, Scene
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.nets.sequence import AssembledNet
from lstmviz.real_nets.silero_vad.model import STEP, Speaking

LEVELS = 33  # rows of the picture of a sound
QUIETEST = -80.0  # dB below the loudest, where the spectrum's colours begin


def scene(model: Model, sequence: str, *others: AssembledNet) -> Scene:
    """All layers of the model's net over a sequence, then other nets that read the same."""
    tokens = model.tokens(sequence)
    inputs = model.encode(tokens)
    nets = [*(model.net.at(layer) for layer in model.layers), *others]
    panels = tuple(panel_of(title_of(net), model, net, inputs) for net in nets)
    return Scene(panels, tokens, question_of(model, inputs), unit=model.unit)


def with_sound(model: Speaking, sequence: str) -> Scene:
    """The same under the stretch of the recording that the net hears, on one time axis."""
    heard = scene(model, sequence)
    first = round(float(heard.tokens[0]) / STEP)
    steps = slice(first, first + heard.steps)
    drawn = {"sound": waveform(model.frames[steps]), "spectrum": decibels(model.spectrum[steps])}
    layer = derived(heard.panels[0].layer, drawn)
    detail = _("16,000 numbers a second, 512 a step; frequencies from 8 kHz on top to 0")
    panel = Panel(_("What it hears"), detail, layer, shown=(translated(SOUND), translated(SPECTRUM)))
    return Scene((panel, *heard.panels), heard.tokens, heard.question)


def waveform(frames: Tensor) -> Tensor:
    """1 at the levels between the least and the largest sample of a frame: (T, N) -> (T, 1, LEVELS)."""
    levels = torch.linspace(1, -1, LEVELS) * frames.abs().max()
    half = (levels[0] - levels[1]) / 2
    least, largest = frames.amin(1, keepdim=True) - half, frames.amax(1, keepdim=True) + half
    return ((levels >= least) & (levels <= largest)).float()[:, None]


def decibels(spectrum: Tensor) -> Tensor:
    """0 at QUIETEST and below, 1 at the loudest, high frequencies first: (T, F, moments) -> (T, 1, F)."""
    power = spectrum.square().mean(-1)
    relative = 10 * torch.log10(power / power.max().clamp(min=1e-12) + 1e-12)
    return (1 - relative / QUIETEST).clamp(0, 1).flip(-1)[:, None]
