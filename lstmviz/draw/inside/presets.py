"""What the Inside-a-cell page begins with, one click each: weights set by hand, an input, what to look for.

A claim made in `look_for` is computed in tests/draw/test_inside.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lstmviz.languages import N_

Numbers = tuple[float, ...]  # w, u and b: of the input, of the hidden state before, the bias; p of a peephole

# Of the blocks that a preset does not name, by part: what was here still goes on, what comes is added.
ELSEWHERE = {"w": 1.0, "u": 1.0}


@dataclass(frozen=True)
class Preset:
    """A cell's numbers, an input and the step at which there is something to see."""

    title: str
    look_for: str
    numbers: Mapping[str, Numbers]  # by the letter of their block; "h" is the RNN's, which stands beside
    inputs: tuple[float, ...]
    step: int  # from 0
    cell: str = "lstm"


_OPEN = (0.0, 0.0, 12.0)
_SHUT = (0.0, 0.0, -12.0)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in text.split())


# The first is what the page begins with. The keys stand in links.
PRESETS = {
    "remember": Preset(
        title=N_("Remember forever"),
        look_for=N_(
            "f stays at 1, and i opens only for the large pulse at t = 4: c keeps that pulse and lets "
            "the small inputs pass by. The RNN adds up whatever comes, and fades."
        ),
        numbers={"f": _OPEN, "i": (12.0, 0.0, -8.0), "g": (2.0, 0.0, 0.0), "o": _OPEN, "h": (1.0, 1.0, 0.0)},
        inputs=_numbers("0 0 0 1 .2 -.3 .1 0 .3 -.2 -.3 .1 .2 0 -.1 .3 -.2 .1 -.3 .2"),
        step=8,
    ),
    "forget": Preset(
        title=N_("Forget always"),
        look_for=N_(
            "f stays at 0: c knows only the input of this very step, the same as an RNN whose recurrent "
            "weight is 0. Now raise the bias of f and watch memory appear."
        ),
        numbers={"f": _SHUT, "i": _OPEN, "g": (1.5, 0.0, 0.0), "o": _OPEN, "h": (1.5, 0.0, 0.0)},
        inputs=_numbers("0 1 0 0 -1 0 .5 .5 .5 0 0 1 -1 1 -1 0 0 .5 0 0"),
        step=5,
    ),
    "overwrite": Preset(
        title=N_("Overwrite"),
        look_for=N_(
            "A pulse shuts f and opens i at once: the old value goes, the new one, tanh(x / 2), is "
            "written, and c holds it until the next pulse. The RNN mixes old and new."
        ),
        numbers={
            "f": (-12.0, 0.0, 6.0),
            "i": (12.0, 0.0, -6.0),
            "g": (0.5, 0.0, 0.0),
            "o": _OPEN,
            "h": (1.0, 1.0, 0.0),
        },
        inputs=_numbers("0 1 0 0 0 0 2 0 0 0 0 0 1.2 0 0 0 1.6 0 0 0"),
        step=6,
    ),
    "count": Preset(
        title=N_("Count"),
        look_for=N_(
            "c goes up by 1 at each pulse, in equal stairs, and is never squashed. What is read out is: "
            "h = tanh c flattens after 3, and the RNN, squashed at every step, loses count at once."
        ),
        numbers={"f": _OPEN, "i": _OPEN, "g": (6.0, 0.0, 0.0), "o": _OPEN, "h": (1.0, 1.0, 0.0)},
        inputs=_numbers("0 1 0 0 1 0 1 1 0 0 0 1 0 0 0 0 1 0 0 0"),
        step=6,
    ),
    "edge": Preset(
        title=N_("Detect an edge"),
        look_for=N_(
            "While x = 0, c charges unseen, o shut. When x rises, o opens and h jumps; at the next step "
            "that h shuts f, c is empty, and h stays near 0 for as long as x stays up."
        ),
        numbers={
            "f": (6.0, -12.0, 0.0),
            "i": (-12.0, 0.0, 6.0),
            "g": (0.0, 0.0, 3.0),
            "o": (12.0, 0.0, -6.0),
            "h": (1.5, -0.6, 0.0),
        },
        inputs=_numbers("0 0 1 1 1 1 0 0 0 1 1 0 1 0 0 1 1 1 1 1"),
        step=3,
    ),
    "third": Preset(
        title=N_("Every third pulse"),
        look_for=N_(
            "A peephole lets o see the cell: c counts pulses unseen, o opens when there are 3, and that "
            "h shuts f, so that the count begins anew. With p of o at 0, o never opens."
        ),
        numbers={
            "f": (0.0, -12.0, 6.0, 0.0),
            "i": (12.0, 0.0, -6.0, 0.0),
            "g": (12.0, 0.0, 0.0),
            "o": (0.0, 0.0, -12.0, 4.8),
            "h": (1.0, 1.0, 0.0),
        },
        inputs=_numbers("0 1 0 1 0 0 1 0 0 1 1 0 0 0 1 0 1 0 1 1"),
        step=6,
        cell="peephole-lstm",
    ),
    "renew": Preset(
        title=N_("Keep or renew"),
        look_for=N_(
            "One gate does both: while x = 0, z is 1 and h stays; a pulse shuts z, and the candidate, "
            "n = tanh x, takes the place of h. The RNN mixes old and new."
        ),
        numbers={"r": _OPEN, "z": (-12.0, 0.0, 6.0), "n": (1.0, 0.0, 0.0), "h": (1.0, 1.0, 0.0)},
        inputs=_numbers("0 1 0 0 0 0 2 0 0 0 0 0 1.2 0 0 0 1.6 0 0 0"),
        step=6,
        cell="gru",
    ),
    "shares": Preset(
        title=N_("Shares of one"),
        look_for=N_(
            "The gates read x alone, and what counts is their share: at a pulse i′ is 1, and 2 x is "
            "written, beyond 1, since nothing squashes; else f′ is 1, and h stays as it is."
        ),
        numbers={"f": (-12.0, 0.0, 6.0), "i": (12.0, 0.0, -6.0), "g": (2.0, 0.0, 0.0), "h": (1.0, 1.0, 0.0)},
        inputs=_numbers("0 1 0 0 0 0 2 0 0 0 0 0 1.2 0 0 0 1.6 0 0 0"),
        step=6,
        cell="min-lstm",
    ),
}
