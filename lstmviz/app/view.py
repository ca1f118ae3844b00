"""View: every choice of a visitor that Python needs, and its form in the address.

What only the browser needs (step, unit, sub-step, pin, speed) lives in the address's hash,
read and written by the stepper itself (draw/stepper/link.js).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from lstmviz.draw.quantities import PALETTES
from lstmviz.errors import InputError
from lstmviz.learn.tasks import TASKS

RNNS = {"units": "rnn-same-units", "parameters": "rnn-same-parameters"}


@dataclass(frozen=True)
class View:
    """One view of the Step page; every field has a default, which the address leaves out."""

    task: str = "recall"
    rnn: str = "units"  # which RNN stands beside the LSTM: equal hidden size or equal parameter count
    seq: str = ""  # as typed; empty: the task's first example
    palette: str = "cividis"

    @property
    def sequence(self) -> str:
        """The sequence as typed."""
        return self.seq or TASKS[self.task].examples[0]


def _one_of(choices: Mapping[str, object]) -> Callable[[str, View], None]:
    def check(value: str, view: View) -> None:
        if value not in choices:
            raise InputError(f"there is no {value!r}; choose one of {', '.join(choices)}")

    return check


def _typed(value: str, view: View) -> None:
    TASKS[view.task].tokens(value)


# Field of View -> what its value must hold; later ones may rely on earlier ones.
CHECKS: dict[str, Callable[[str, View], None]] = {
    "task": _one_of(TASKS),
    "rnn": _one_of(RNNS),
    "seq": _typed,
    "palette": _one_of(PALETTES),
}


def read(query: Mapping[str, str]) -> tuple[View, list[str]]:
    """The view an address asks for, and a sentence for each part of it that had to be dropped."""
    view, dropped = View(), []
    for field in fields(View):
        if field.name not in query:
            continue
        try:
            CHECKS[field.name](query[field.name], view)
            view = View(**{**vars(view), field.name: query[field.name]})
        except InputError as error:
            dropped.append(f"{field.name}: {error}")
    return view, dropped
