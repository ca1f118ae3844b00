"""What Silero VAD makes of speech in noise, as measured on sounds of our own (recording.py)."""

import json
from pathlib import Path

from lstmviz.languages import gettext as _

SCORES = Path(__file__).with_name("scores.json")
HEARD, FALSE = "speech heard", "speech heard where there is none"  # shares of frames, 0 to 1


def errs() -> str:
    """Where it errs, as measured."""
    rows = {
        (row["noise"], row["speech above noise, dB"]): row for row in json.loads(SCORES.read_bytes())["rows"]
    }
    return _(
        "In white noise as loud as the speech it hears {level} of the frames with speech, and speech in "
        "{level_false} of those without; in noise that is 10 dB louder, {louder}. Beside a chord 10 dB "
        "louder than the speech it hears {chord}. It takes a crowd for speech, as indeed it is: while six "
        "people talk 10 dB below the speaker, it hears speech in {crowd} of the frames in which the "
        "speaker is silent. It also "
        "hears the first 0.1 s of a chord as speech: see the recording. (Six sentences in six languages "
        "by espeak-ng, which is not a human voice; speech counts as heard from a probability of 0.5 on.)"
    ).format(
        level=_percent(rows["white", 0][HEARD]),
        level_false=_percent(rows["white", 0][FALSE]),
        louder=_percent(rows["white", -10][HEARD]),
        chord=_percent(rows["chord", -10][HEARD]),
        crowd=_percent(rows["crowd", 10][FALSE]),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
