"""A recurrent layer found in weights, in PyTorch's names, order and layout: what it is, and its module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn

from lstmviz.errors import InputError
from lstmviz.formats.stored_tensor import StoredWeights, check_size, checked
from lstmviz.languages import gettext as _
from lstmviz.nets import recurrent
from lstmviz.nets.cells import CELLS
from lstmviz.nets.fresh import without_values

Settings = Mapping[str, str | bool | None]

MODULES: dict[str, type[nn.LSTM | nn.GRU | nn.RNN]] = {"LSTM": nn.LSTM, "GRU": nn.GRU, "RNN": nn.RNN}
BLOCKS = {"LSTM": 4, "GRU": 3, "RNN": 1}  # blocks of rows in each weight, one a gate
PEEPHOLES = CELLS["peephole-lstm"]  # which PyTorch has not

PYTORCH: dict[str, dict[str, tuple[str | bool, ...]]] = {
    "LSTM": {"activation": ("tanh",), "recurrent_activation": ("sigmoid",)},
    "GRU": {"activation": ("tanh",), "recurrent_activation": ("sigmoid",), "reset_after": (True,)},
    "RNN": {"activation": ("tanh", "relu")},
}
"""What may be set in PyTorch's layers, by the names that Keras has for it."""


@dataclass(frozen=True)
class StoredLayer:
    """A layer or a stack of them, as `nn.LSTM`, `nn.GRU` and `nn.RNN` hold it; or an LSTM with peepholes."""

    name: str
    kind: str  # a key of MODULES
    weights: StoredWeights = field(repr=False)  # "weight_ih_l0", ..., each as PyTorch lays it out
    settings: Settings = field(default_factory=dict, repr=False)  # of PYTORCH; None: the source does not say
    note: str = ""  # what else one should know, as that it reads from the end
    refused: str = ""  # why it is known from the start that PyTorch has no such layer

    @property
    def input_size(self) -> int:
        """Features a step."""
        return self.weights["weight_ih_l0"].shape[-1]

    @property
    def hidden_size(self) -> int:
        """Units, of each direction."""
        return self.weights["weight_ih_l0"].shape[0] // BLOCKS[self.kind]

    @property
    def proj_size(self) -> int:
        """Width of an LSTM's projected hidden state, 0 without projection."""
        return self.weights["weight_hr_l0"].shape[0] if "weight_hr_l0" in self.weights else 0

    @property
    def num_layers(self) -> int:
        """Layers on top of each other."""
        return sum(name.startswith("weight_ih_l") and not name.endswith("_reverse") for name in self.weights)

    @property
    def bidirectional(self) -> bool:
        """Whether a second pass reads from the end."""
        return "weight_ih_l0_reverse" in self.weights

    @property
    def bias(self) -> bool:
        """Whether there are biases."""
        return "bias_ih_l0" in self.weights

    @property
    def peepholes(self) -> bool:
        """Whether the gates read the cell state too."""
        return f"{PEEPHOLES.peepholes[0].name}_l0" in self.weights

    @property
    def problem(self) -> str:
        """Why PyTorch has no such layer, or the weights are not whole; empty if all is well."""
        if self.refused:
            return self.refused
        for name in ("weight_ih_l0", "weight_hh_l0"):
            if name not in self.weights or len(self.weights[name].shape) != 2:
                return _("{name} is missing, or not a matrix").format(name=name)
        if self.kind != "LSTM" and self.proj_size:
            problem = _("weight_hr_l0 is there: PyTorch projects an LSTM's hidden state, not a {kind}'s")
            return problem.format(kind=self.kind)
        if self.peepholes and (self.bidirectional or self.num_layers > 1 or self.proj_size):
            return _("it has peepholes, which lstmviz runs in one layer and direction")
        expected = self._expected_shapes()
        for name, shape in expected.items():
            if name not in self.weights:
                return _("{name} is missing").format(name=name)
            if self.weights[name].shape != shape:
                problem = _("{name} is {found}, and the others ask for {shape}")
                return problem.format(name=name, found=self.weights[name].shape, shape=shape)
        more = self.weights.keys() - expected.keys()
        return _("{name} is one too many").format(name=min(more)) if more else ""

    def module(self, stated: Mapping[str, str | bool]) -> recurrent.Recurrent:
        """The layer in PyTorch; lstmviz's own if it has peepholes.

        `stated` is what the caller says of settings that the source does not tell.

        Raises InputError where PyTorch has no such layer, or a setting is missing, wrong or contradicted.
        """
        if self.problem:
            raise InputError("{layer!r} cannot be made: {problem}.", layer=self.name, problem=self.problem)
        settings = self._settled(stated)
        check_size(repr(self.name), [stored.shape for stored in self.weights.values()])
        values = {name: checked(f"{self.name}: {name}", stored) for name, stored in self.weights.items()}
        dtype = max((value.dtype for value in values.values()), key=lambda dtype: dtype.itemsize)
        module = without_values(lambda: self._empty(settings, dtype))
        module.load_state_dict(values)
        return module

    def _empty(self, settings: Settings, dtype: torch.dtype) -> recurrent.Recurrent:
        sizes = self.input_size, self.hidden_size
        if self.peepholes:
            return recurrent.RecurrentLayer(PEEPHOLES, *sizes, bias=self.bias, dtype=dtype)
        options: dict[str, Any] = {"proj_size": self.proj_size} if self.kind == "LSTM" else {}
        if self.kind == "RNN":
            options["nonlinearity"] = settings["activation"]
        return MODULES[self.kind](
            *sizes,
            num_layers=self.num_layers,
            bias=self.bias,
            bidirectional=self.bidirectional,
            dtype=dtype,
            **options,
        )

    def _settled(self, stated: Mapping[str, str | bool]) -> dict[str, str | bool]:
        """Every setting that PyTorch's layer has, from the source or else from the caller."""
        possible = PYTORCH[self.kind]
        settled = {name: self._setting(name, stated.get(name), values) for name, values in possible.items()}
        for name in stated.keys() - settled.keys():
            raise InputError(
                "{name} is not a setting of a {kind}; leave it out for {layer!r}.",
                name=name,
                kind=self.kind,
                layer=self.name,
            )
        return settled

    def _setting(self, name: str, said: str | bool | None, possible: tuple[str | bool, ...]) -> str | bool:
        """One setting; said: what the caller says of it, possible: what PyTorch's layer can be set to."""
        known = self.settings.get(name)
        value = known if known is not None else said
        if value is None:
            choices = " or ".join(f"{name}={value!r}" for value in possible)
            raise InputError(
                "{layer!r} does not say its {name}; say it, as layer(..., {choices}).",
                layer=self.name,
                name=name,
                choices=choices,
            )
        if said is not None and said != value:
            raise InputError(
                "{name} is {said!r}, and {layer!r} says {known!r}; leave {name} out.",
                name=name,
                said=said,
                layer=self.name,
                known=known,
            )
        if value not in possible:
            raise InputError(
                "{layer!r} has {name}={value!r}; PyTorch's {kind} has only {choices}, so that it "
                "would compute something else.",
                layer=self.name,
                name=name,
                value=value,
                kind=self.kind,
                choices=" and ".join(map(repr, possible)),
            )
        return value

    def _expected_shapes(self) -> dict[str, tuple[int, ...]]:
        cell = PEEPHOLES if self.peepholes else CELLS[self.kind.lower()]
        sides = ("", "_reverse") if self.bidirectional else ("",)
        shapes: dict[str, tuple[int, ...]] = {}
        for depth in range(self.num_layers):
            read = self.input_size if depth == 0 else recurrent.output_width(self)
            own = cell.shapes(read, self.hidden_size, self.bias, self.proj_size)
            shapes |= {f"{name}_l{depth}{side}": shape for side in sides for name, shape in own.items()}
        return shapes


class StoredLayers(tuple[StoredLayer, ...]):
    """The layers found in one source; prints as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        """One line a layer, under a line of headings."""
        rows = [("name", "kind", "input", "hidden", "layers", "directions", "note"), *map(_row, self)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )


def _row(layer: StoredLayer) -> Iterable[str]:
    if layer.problem:
        problem = _("cannot be made: {problem}").format(problem=layer.problem)
        return (layer.name, layer.kind, "", "", "", "", problem)
    sizes = (layer.input_size, layer.hidden_size, layer.num_layers, recurrent.directions(layer))
    return (layer.name, layer.kind, *map(str, sizes), _notes(layer))


def _notes(layer: StoredLayer) -> str:
    unsaid = [name for name in PYTORCH[layer.kind] if layer.settings.get(name) is None]
    notes = [layer.note] if layer.note else []
    notes += [_("projected to {size}").format(size=layer.proj_size)] if layer.proj_size else []
    notes += [_("peepholes")] if layer.peepholes else []
    notes += [_("no bias")] if not layer.bias else []
    notes += [_("say its {settings}").format(settings=", ".join(unsaid))] if unsaid else []
    return "; ".join(notes)
