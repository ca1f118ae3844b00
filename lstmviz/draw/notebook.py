"""stepper(): a trace of any recurrent layer, stepped through in a notebook or in a file of its own."""

from collections.abc import Sequence
from typing import Protocol

from lstmviz.draw.quantities import PALETTES
from lstmviz.draw.scene import Layer, Panel, Scene, agreement_badge
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.nets.cells import CELLS


class Traced(Protocol):
    """A Trace, as far as it is drawn."""

    @property
    def layers(self) -> Sequence[Layer]:
        """One a layer and direction."""

    @property
    def agreement(self) -> float:
        """Largest |Δ| between the hidden states and those rebuilt from the quantities shown."""


def stepper(
    *traces: Traced, tokens: Sequence[object] | None = None, row: int = 0, palette: str = "cividis"
) -> Stepper:
    """The stepper over one or more traces of the same sequence, a panel a layer.

    Args:
        traces: what `lstmviz.trace` returned; several are stepped together, on one time axis.
        tokens: one text a step; the steps' numbers where not given.
        row: which sequence of the batch.
        palette: a key of `quantities.PALETTES`.

    Raises:
        InputError: the traces, the tokens and the row do not fit each other, or there is no such palette.
    """
    panels = tuple(_panel(trace, layer, row) for trace in traces for layer in trace.layers)
    lengths = {panel.steps for panel in panels}
    if len(lengths) != 1:
        raise InputError(
            f"The traces have {sorted(lengths)} steps; give at least one, and all of the same length."
        )
    steps = lengths.pop()
    if palette not in PALETTES:
        raise InputError(f"There is no palette {palette!r}; choose one of {', '.join(PALETTES)}.")
    named = tuple(str(token) for token in (range(1, steps + 1) if tokens is None else tokens))
    if len(named) != steps:
        raise InputError(f"There are {len(named)} tokens for {steps} steps; give one a step.")
    return Stepper(Scene(panels, named), palette)


def _panel(trace: Traced, layer: Layer, row: int) -> Panel:
    batch = layer.inputs.shape[1]
    if not 0 <= row < batch:
        raise InputError(f"There is no row {row} in a batch of {batch}; rows count from 0.")
    kind = CELLS[layer.kind].title
    title = kind if len(trace.layers) == 1 else f"{kind} {layer.name}"
    units = next(iter(layer.quantities.values())).shape[-1]  # `hidden` may be projected
    return Panel(title, f"{units} units", layer, row=row, checked=agreement_badge(trace.agreement))
