"""What the character models are worth, in bits per character on text that they were not taught."""

import json
from pathlib import Path
from statistics import median
from typing import Any

from lstmviz.languages import gettext as _

SCORES = Path(__file__).with_name("scores.json")


def held_out(cell: str) -> list[dict[str, Any]]:
    """The trainings of a net that were scored, the best first; the middle one is shipped."""
    rows = json.loads(SCORES.read_bytes())["rows"]
    scored = [row for row in rows if row["cell"] == cell and row["part"] == "held-out"]
    return sorted(scored, key=lambda row: row["bits"])


def shipped(cell: str) -> dict[str, Any]:
    """The training whose weights are shipped: the median of the seeds."""
    rows = held_out(cell)
    return rows[len(rows) // 2]


def errs() -> str:
    """Where it errs, as measured."""
    lstm, rnn = ([row["bits"] for row in held_out(cell)] for cell in ("lstm", "rnn"))
    worst = max(shipped("lstm")["by module"].items(), key=lambda item: item[1])
    return _(
        "On {modules} modules that it was not taught the LSTM needs {lstm} bits per character and the RNN "
        "{rnn} (medians of {seeds} seeds; {lstm_range} and {rnn_range}); 6.58 would be no knowledge at all. "
        "It is worst at {worst}, {worst_bits} bits. Its words are right and its sentences are not: 128 units "
        "hold the line, not the meaning."
    ).format(
        modules=len(shipped("lstm")["by module"]),
        lstm=f"{median(lstm):.2f}",
        rnn=f"{median(rnn):.2f}",
        seeds=len(lstm),
        lstm_range=f"{lstm[0]:.2f}–{lstm[-1]:.2f}",
        rnn_range=f"{rnn[0]:.2f}–{rnn[-1]:.2f}",
        worst=f"{worst[0]}.py",
        worst_bits=f"{worst[1]:.2f}",
    )
