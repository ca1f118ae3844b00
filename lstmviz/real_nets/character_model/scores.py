"""What the character models are worth, in bits per character on text that they were not taught."""

import json
from pathlib import Path
from statistics import median
from typing import Any

from lstmviz.languages import N_
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
    row = shipped("lstm")
    worst, bits = max(row["by module"].items(), key=lambda item: item[1])
    told = _(
        "After {updates} updates the LSTM needs {lstm} bits per character of {modules} modules that it was "
        "not taught, the RNN {rnn} (medians of {seeds} seeds; {lstm_range} and {rnn_range}); 6.58 would be "
        "no knowledge at all. The LSTM is worst at {worst}, with {bits} bits. What it writes looks like "
        "Python and is not."
    ).format(
        updates=f"{row['steps']:,}",
        modules=len(row["by module"]),
        lstm=f"{median(lstm):.2f}",
        rnn=f"{median(rnn):.2f}",
        seeds=len(lstm),
        lstm_range=f"{lstm[0]:.2f}–{lstm[-1]:.2f}",
        rnn_range=f"{rnn[0]:.2f}–{rnn[-1]:.2f}",
        worst=f"{worst}.py",
        bits=f"{bits:.2f}",
    )
    return f"{told} {_(ahead(lstm, rnn))}"


def ahead(lstm: list[float], rnn: list[float]) -> str:
    """Which net is ahead after so many updates, if every seed says so; bits in ascending order."""
    if lstm[-1] < rnn[0]:
        return N_("With this budget the LSTM is ahead from every seed.")
    if rnn[-1] < lstm[0]:
        return N_("With this budget the RNN is ahead from every seed: more units, and a short training.")
    return N_("The ranges overlap: with this budget the data cannot tell which net is ahead.")
