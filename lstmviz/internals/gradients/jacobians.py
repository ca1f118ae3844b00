"""How far the last state depends on the states before it."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import jacrev, vmap

from lstmviz.errors import InputError
from lstmviz.internals.gradients.scaled import Scaled, from_log10, log10_scaled
from lstmviz.internals.gradients.state_map import StateMap, state_map, together
from lstmviz.internals.layers import Layer

_CHUNK = 2**20
"""Numbers in the Jacobians held at once: 8 MB, and some ten times that in making them."""


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Jacobian:
    """How far the last state depends on each state before it. Tensors are (T,) float64.

    The logarithms are what was computed. `full` and `direct` are held within float64: what lies below
    2e-308 reads 2e-308, and only a true zero (logarithm -inf) reads 0.
    """

    log10_full: Tensor  # of the spectral norm of d(h, c)_last / d(h, c)_t; dh/dh for an RNN or GRU
    log10_direct: Tensor | None  # of the direct path only; None for an RNN, which has none

    @property
    def full(self) -> Tensor:
        """The spectral norm of d(h, c)_last / d(h, c)_t (dh/dh for an RNN or GRU); 1 at the last step."""
        return from_log10(self.log10_full)

    @property
    def direct(self) -> Tensor | None:
        """The largest product, over the units, of the gates after t that keep the old state.

        An LSTM's forget gates, a GRU's update gates: what passes along the cell alone, gates held fixed.
        """
        return None if self.log10_direct is None else from_log10(self.log10_direct)


def jacobian(module: nn.Module, x: Tensor, layer: int | str = 0) -> Jacobian:
    """The last state's derivative with respect to every state, by the chain rule over all steps between.

    Bengio, Simard & Frasconi 1994, "Learning long-term dependencies with gradient descent is difficult";
    Pascanu, Mikolov & Bengio 2013.

    Args:
        module: nn.LSTM, GRU, RNN or RecurrentLayer. Its weights are not touched.
        x: one sequence (T, I), of the module's dtype; the initial state is zero.
        layer: which of its layers, by position or name ("l0 reverse"), as `trace.layers` takes it. For a
            reverse layer the last state is that of the first step.

    Raises:
        InputError: module or x cannot be used, or do not fit each other; says what to do.
    """
    run = state_map(module, x, layer, "jacobian")
    if x.dim() != 2:
        raise InputError(
            "x has shape {shape}; jacobian takes one sequence (T, I), so call it once for each.",
            shape=tuple(x.shape),
        )
    full, direct = _log10_full(run), _log10_direct(run.layer)
    if run.turned:
        full, direct = full.flip(0), None if direct is None else direct.flip(0)
    return Jacobian(log10_full=full, log10_direct=direct)


def _log10_full(run: StateMap) -> Tensor:
    """log10 of |J_{T-1} ... J_{t+1}| for every t, made from the last to the first: (T,)."""
    identity = torch.eye(run.starts.shape[-1], dtype=torch.float64, device=run.starts.device)
    product = Scaled(identity[None], identity.new_zeros(1, 1, 1))
    norms = [identity.new_zeros(1)]
    for steps in _chunks(run):
        products = []
        for step in _jacobians(run, steps).flip(0):
            product = Scaled.of(product.values @ step, product.exponent)
            products.append(product)
        values, exponents = (torch.cat(parts) for parts in zip(*products, strict=True))
        norms.append(log10_scaled(torch.linalg.matrix_norm(values, ord=2), exponents.flatten()))
    return torch.cat(norms).flip(0)


def _chunks(run: StateMap) -> Iterator[slice]:
    """Steps T-1 ... 1 in stretches that fit into memory, the last first."""
    length = max(1, _CHUNK // run.starts.shape[-1] ** 2)
    for end in range(len(run.starts), 1, -length):
        yield slice(max(1, end - length), end)


def _jacobians(run: StateMap, steps: slice) -> Tensor:
    """d state_t / d state_{t-1} of these steps of an unbatched run, all at once: (steps, S, S)."""

    def advance(read: Tensor, start: Tensor) -> Tensor:
        return together(run.layer, run.step(read, start))

    every: Tensor = vmap(jacrev(advance, argnums=1))(run.reads[steps, 0], run.starts[steps, 0])
    return every


def _log10_direct(layer: Layer) -> Tensor | None:
    """log10 of the largest product of the keeping gates after each step: (T,); None if there are none."""
    path = layer.declaration.path
    if path is None:
        return None
    kept = layer.quantities[path.keep]
    after = torch.cat([kept[1:], torch.ones_like(kept[:1])]).log10()  # (T, 1, H)
    return after.flip(0).cumsum(0).flip(0).amax(dim=(1, 2))
