"""stepper(): a trace of any recurrent layer, stepped through in a notebook or in a file of its own."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from lstmviz.draw.agreement import agreement_badge
from lstmviz.draw.colours import PALETTES
from lstmviz.draw.scene import Layer, Panel, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.nets.cells import CELLS


class Traced(Protocol):
    """A Trace, as far as it is drawn."""

    @property
    def layers(self) -> Sequence[Layer]:
        """One a layer and direction."""

    @property
    def agreement(self) -> float | None:
        """Largest |Δ| from what the module itself gave; None where there is nothing to compare."""


class Recorded(Protocol):
    """A Recording, as far as it is drawn."""

    def __iter__(self) -> Iterator[str]:
        """Names of its layers."""

    def sequences(self, name: str) -> Sequence[Traced]:
        """Calls of one layer, joined where the state goes on."""


Shown = Traced | Layer | Recorded


def stepper(
    *shown: Shown, tokens: Sequence[object] | None = None, row: int = 0, palette: str = "cividis"
) -> Stepper:
    """The stepper over what ran over one sequence, a panel a layer, on one time axis.

    Args:
        shown: traces, as `lstmviz.trace` and `recording.joined(name)` give them, single layers of them, or
            a whole recording.
        tokens: one text a step; the steps' numbers where not given.
        row: which sequence of the batch.
        palette: a key of `colours.PALETTES`.

    Raises:
        InputError: what is shown, the tokens and the row do not fit each other, or there is no such palette.
    """
    layers = [layer for one in shown for layer in _layers(one)]
    panels = tuple(_panel(layer, title, checked, row) for layer, title, checked in layers)
    lengths = {panel.steps for panel in panels}
    if len(lengths) != 1:
        raise InputError(
            f"There are traces of {sorted(lengths)} steps; give at least one, and all of the same length."
        )
    steps = lengths.pop()
    if palette not in PALETTES:
        raise InputError(f"There is no palette {palette!r}; choose one of {', '.join(PALETTES)}.")
    named = tuple(str(token) for token in (range(1, steps + 1) if tokens is None else tokens))
    if len(named) != steps:
        raise InputError(f"There are {len(named)} tokens for {steps} steps; give one a step.")
    return Stepper(Scene(panels, named), palette)


def _layers(shown: Any, name: str = "") -> Iterator[tuple[Layer, str, str]]:
    """Every layer of what is shown, its title, and what it was checked against."""
    if hasattr(shown, "sequences"):
        for within in shown:
            for trace in shown.sequences(within):
                yield from _layers(trace, f"{within} ")
    elif hasattr(shown, "layers"):
        for layer in shown.layers:
            alone = len(shown.layers) == 1
            title = f"{name}{CELLS[layer.kind].title}" + ("" if alone else f" {layer.name}")
            yield layer, title, agreement_badge(shown.agreement)
    elif hasattr(shown, "quantities"):
        yield shown, f"{CELLS[shown.kind].title} {shown.name}", ""
    else:
        raise InputError(
            f"The stepper takes traces, their layers and recordings, not a {type(shown).__name__}; "
            "make a trace with lstmviz.trace(module, x)."
        )


def _panel(layer: Layer, title: str, checked: str, row: int) -> Panel:
    batch = layer.inputs.shape[1]
    if not 0 <= row < batch:
        raise InputError(f"There is no row {row} in a batch of {batch}; rows count from 0.")
    units = next(iter(layer.quantities.values())).shape[-1]  # `hidden` may be projected
    return Panel(title, f"{units} units", layer, row=row, checked=checked)
