"""stepper(): traces of recurrent layers, stepped through in a notebook or in a file of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from lstmviz.draw.agreement import agreement_badge
from lstmviz.draw.colours import PALETTES
from lstmviz.draw.derived import stretch
from lstmviz.draw.scene import Layer, Panel, Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.limits import LONGEST_SEQUENCE
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

MOST_UNITS = 512  # that can be drawn well, and stepped through within a frame


def stepper(
    *shown: Shown,
    tokens: Sequence[object] | None = None,
    row: int = 0,
    palette: str = "cividis",
    steps: range | None = None,
    units: int | None = None,
) -> Stepper:
    """The stepper over what ran, a panel a layer; sequences of different length have an axis each.

        lstmviz.stepper(encoder, decoder, tokens=["I am here".split(), "je suis là".split()])

    Args:
        shown: traces, as `lstmviz.trace` and `recording.joined(name)` give them, single layers of them, or
            a whole recording.
        tokens: one text a step, or a list of texts for each trace, layer or joined sequence; the steps'
            numbers where not given.
        row: which sequence of the batch.
        palette: a key of `colours.PALETTES`.
        steps: the stretch of steps to show, as range(100, 300); all if None, up to 2,000.
        units: how many units to show, from the first; all if None, up to 512. Equations want all units.

    Raises:
        InputError: what is shown, the tokens and the row do not fit each other, there is no such palette, or
            there is more than can be drawn well.
    """
    if palette not in PALETTES:
        raise InputError(
            "There is no palette {palette!r}; choose one of {known}.",
            palette=palette,
            known=", ".join(PALETTES),
        )
    sequences = [panels for one in shown for panels in _sequences(one, row)]
    if not sequences:
        raise InputError("There is no trace to show; hand over at least one.")
    read = _read(tokens, [panels[0].steps for panels in sequences])
    drawn = [
        _cut(replace(panel, tokens=texts), steps, units)
        for panels, texts in zip(sequences, read, strict=True)
        for panel in panels
    ]
    longest = max((panel.tokens for panel in drawn), key=len)
    alike = [replace(panel, tokens=()) if panel.tokens == longest else panel for panel in drawn]
    return Stepper(Scene(tuple(alike), longest), palette)


def _sequences(shown: Any, row: int, name: str = "") -> Iterator[list[Panel]]:
    """A panel a layer, for each sequence in what is shown."""
    if hasattr(shown, "sequences"):
        for within in shown:
            for trace in shown.sequences(within):
                yield from _sequences(trace, row, f"{within} ")
    elif hasattr(shown, "layers"):
        alone, checked = len(shown.layers) == 1, agreement_badge(shown.agreement)
        titles = [
            f"{name}{CELLS[one.kind].title}" + ("" if alone else f" {one.name}") for one in shown.layers
        ]
        yield [_panel(title, one, row, checked) for title, one in zip(titles, shown.layers, strict=True)]
    elif hasattr(shown, "quantities"):
        yield [_panel(f"{CELLS[shown.kind].title} {shown.name}", shown, row)]
    else:
        raise InputError(
            "The stepper takes traces, their layers and recordings, not a {kind}; make a "
            "trace with lstmviz.trace(module, x).",
            kind=type(shown).__name__,
        )


def _panel(title: str, layer: Layer, row: int, checked: str = "") -> Panel:
    batch = layer.inputs.shape[1]
    if not 0 <= row < batch:
        raise InputError(
            "There is no row {row} in a batch of {batch}; rows count from 0.", row=row, batch=batch
        )
    units = next(iter(layer.quantities.values())).shape[-1]  # `hidden` may be projected
    return Panel(title, f"{units} units", layer, row=row, checked=checked)


def _read(tokens: Sequence[object] | None, lengths: Sequence[int]) -> list[tuple[str, ...]]:
    """What each sequence of so many steps read, as text; InputError if there is not one a step."""
    apart = tokens is not None and any(isinstance(texts, list | tuple) for texts in tokens)
    each: Any = tokens if apart else [tokens] * len(lengths)
    if len(each) != len(lengths):
        raise InputError(
            "tokens has {count} lists for {sequences} sequences; give one for each.",
            count=len(each),
            sequences=len(lengths),
        )
    read = [
        tuple(map(str, range(1, steps + 1) if texts is None else texts))
        for texts, steps in zip(each, lengths, strict=True)
    ]
    for texts, steps in zip(read, lengths, strict=True):
        if len(texts) != steps:
            alike = len(set(lengths)) == 1
            way = _("one a step") if alike else _("a list for each sequence, one text a step")
            raise InputError(
                "There are {count} tokens for {steps} steps; give {way}.",
                count=len(texts),
                steps=steps,
                way=way,
            )
    return read


def _cut(panel: Panel, steps: range | None, units: int | None) -> Panel:
    """The panel with its layer and tokens cut; InputError where it is still more than can be drawn well."""
    shown, count = _stretch_of(panel, steps), _unit_count(panel, units)
    if steps is None and count == panel.units:
        return panel
    detail = panel.detail if count == panel.units else f"{count} of {panel.detail}"
    layer = stretch(panel.layer, panel.row, shown, None if count == panel.units else count)
    return replace(panel, detail=detail, layer=layer, row=0, tokens=panel.tokens[shown.start : shown.stop])


def _stretch_of(panel: Panel, steps: range | None) -> range:
    window = range(panel.steps) if steps is None else steps
    shown = range(window.start, min(window.stop, panel.steps))
    if window.step != 1 or window.start < 0 or not shown:
        raise InputError(
            "steps is {steps!r}, and {title} has steps 0 to {last}; choose a stretch of them,"
            " as range(0, {most}).",
            steps=steps,
            title=panel.title,
            last=panel.steps - 1,
            most=min(panel.steps, LONGEST_SEQUENCE),
        )
    if len(shown) > LONGEST_SEQUENCE:
        raise InputError(
            "{title} has {steps:,} steps; {most:,} can be drawn well. Choose a "
            "stretch, as steps=range(0, {most}).",
            title=panel.title,
            steps=panel.steps,
            most=LONGEST_SEQUENCE,
        )
    return shown


def _unit_count(panel: Panel, units: int | None) -> int:
    most = panel.units if units is None else units
    if not 1 <= most <= MOST_UNITS:
        raise InputError(
            "{title} has {units} units, {asked} of them asked for; {limit} can be drawn "
            "well. Choose how many, as units={fits}.",
            title=panel.title,
            units=panel.units,
            asked=most,
            limit=MOST_UNITS,
            fits=min(panel.units, MOST_UNITS),
        )
    return min(most, panel.units)
