"""What the Inside-a-cell page begins with, one click each: weights set by hand, an input, what to look for.

A claim made in `look_for` is computed in tests/draw/test_scalar.py.
"""

from dataclasses import dataclass

Numbers = tuple[float, float, float]  # w, u and b: of the input, of the hidden state before, and the bias


@dataclass(frozen=True)
class Preset:
    """Both cells' numbers, an input and the step at which there is something to see."""

    title: str
    look_for: str
    forget_gate: Numbers
    input_gate: Numbers
    candidate: Numbers
    output_gate: Numbers
    rnn: Numbers
    inputs: tuple[float, ...]
    step: int  # from 0


_OPEN = (0.0, 0.0, 12.0)
_SHUT = (0.0, 0.0, -12.0)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in text.split())


# The first is what the page begins with. The keys stand in links.
PRESETS = {
    "remember": Preset(
        title="Remember forever",
        look_for="f stays at 1, and i opens only for the large pulse at t = 4: c keeps that pulse and lets "
        "the small inputs pass by. The RNN adds up whatever comes, and fades.",
        forget_gate=_OPEN,
        input_gate=(12.0, 0.0, -8.0),
        candidate=(2.0, 0.0, 0.0),
        output_gate=_OPEN,
        rnn=(1.0, 1.0, 0.0),
        inputs=_numbers("0 0 0 1 .2 -.3 .1 0 .3 -.2 -.3 .1 .2 0 -.1 .3 -.2 .1 -.3 .2"),
        step=8,
    ),
    "forget": Preset(
        title="Forget always",
        look_for="f stays at 0: c knows only the input of this very step, the same as an RNN whose recurrent "
        "weight is 0. Now raise the bias of f and watch memory appear.",
        forget_gate=_SHUT,
        input_gate=_OPEN,
        candidate=(1.5, 0.0, 0.0),
        output_gate=_OPEN,
        rnn=(1.5, 0.0, 0.0),
        inputs=_numbers("0 1 0 0 -1 0 .5 .5 .5 0 0 1 -1 1 -1 0 0 .5 0 0"),
        step=5,
    ),
    "overwrite": Preset(
        title="Overwrite",
        look_for="A pulse shuts f and opens i at once: the old value goes, the new one, tanh(x / 2), is "
        "written, and c holds it until the next pulse. The RNN mixes old and new.",
        forget_gate=(-12.0, 0.0, 6.0),
        input_gate=(12.0, 0.0, -6.0),
        candidate=(0.5, 0.0, 0.0),
        output_gate=_OPEN,
        rnn=(1.0, 1.0, 0.0),
        inputs=_numbers("0 1 0 0 0 0 2 0 0 0 0 0 1.2 0 0 0 1.6 0 0 0"),
        step=6,
    ),
    "count": Preset(
        title="Count",
        look_for="c goes up by 1 at each pulse, in equal stairs, and is never squashed. What is read out is: "
        "h = tanh c flattens after 3, and the RNN, squashed at every step, loses count at once.",
        forget_gate=_OPEN,
        input_gate=_OPEN,
        candidate=(6.0, 0.0, 0.0),
        output_gate=_OPEN,
        rnn=(1.0, 1.0, 0.0),
        inputs=_numbers("0 1 0 0 1 0 1 1 0 0 0 1 0 0 0 0 1 0 0 0"),
        step=6,
    ),
    "edge": Preset(
        title="Detect an edge",
        look_for="While x = 0, c charges unseen, o shut. When x rises, o opens and h jumps; at the next step "
        "that h shuts f, c is empty, and h stays near 0 for as long as x stays up.",
        forget_gate=(6.0, -12.0, 0.0),
        input_gate=(-12.0, 0.0, 6.0),
        candidate=(0.0, 0.0, 3.0),
        output_gate=(12.0, 0.0, -6.0),
        rnn=(1.5, -0.6, 0.0),
        inputs=_numbers("0 0 1 1 1 1 0 0 0 1 1 0 1 0 0 1 1 1 1 1"),
        step=3,
    ),
}
