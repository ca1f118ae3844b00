"""What is asked of a net's answers, and what each sequence loses by them."""

import torch
from torch import Tensor
from torch.nn import functional as F

from lstmviz.errors import InputError
from lstmviz.languages import Translatable

NOT_ASKED = -100
"""The class that asks nothing at a step: PyTorch's ignore_index. For numbers it is NaN."""


def losses(answers: Tensor, target: Tensor, batched: bool) -> Tensor:
    """Each sequence's mean loss over the steps asked, 0 if there are none: answers (T, B, K) -> (B,).

    target: classes, for cross-entropy, or numbers, for squared error; () or (B,) for the last step, (T,)
    or (T, B) for every step. Raises InputError where it does not fit the answers.
    """
    by_class = _checked_kind(answers, target)
    every = _at_every_step(answers, target.detach().to(answers.device), batched)  # (T, B)
    if by_class:
        asked = every != NOT_ASKED
        each = F.cross_entropy(answers.flatten(0, 1), every.flatten(), reduction="none").view_as(asked)
    else:
        asked = ~every.isnan()
        each = (answers.squeeze(-1) - torch.where(asked, every, 0.0)).square()
    return torch.where(asked, each, 0.0).sum(0) / asked.sum(0).clamp(min=1)


def _checked_kind(answers: Tensor, target: Tensor) -> bool:
    """Whether the target names classes; `InputError` unless it and the answers are of one kind."""
    if answers.dim() != 3:
        raise InputError(
            "net's readout gives answers of shape {shape}; it must give (T, B, K).",
            shape=tuple(answers.shape),
        )
    if not isinstance(target, Tensor) or target.dtype == torch.bool or target.is_complex():
        kind = target.dtype if isinstance(target, Tensor) else type(target).__name__
        raise InputError(
            "target is {kind}; hand over a torch.Tensor of whole numbers or of floats.", kind=kind
        )
    by_class, K = not target.is_floating_point(), answers.shape[-1]
    if by_class and K == 1:
        raise InputError("target holds classes and net gives one number a step; use target.double().")
    if not by_class and K != 1:
        raise InputError(
            "target holds numbers and net chooses among {classes} classes; use target.long().", classes=K
        )
    return by_class


def _at_every_step(answers: Tensor, target: Tensor, batched: bool) -> Tensor:
    """The target laid out as (T, B), nothing asked where it says nothing."""
    T, B, K = answers.shape
    last, every = ((B,), (T, B)) if batched else ((), (T,))
    if target.shape not in (last, every):
        raise InputError(
            "target has shape {shape}; make it {last} for the last step, {every} for all.",
            shape=tuple(target.shape),
            last=last,
            every=every,
        )
    if target.is_floating_point():
        nothing, bad = torch.nan, target.isinf()
        limits = Translatable("a finite number, or NaN where nothing is asked")
    else:
        nothing, bad = NOT_ASKED, ((target < 0) | (target >= K)) & (target != NOT_ASKED)
        limits = Translatable(
            "a class from 0 to {last}, or {not_asked} where nothing is asked", last=K - 1, not_asked=NOT_ASKED
        )
    if bad.any():
        raise InputError(
            "target holds {found}; make it {limits}.", found=target[bad][0].item(), limits=limits
        )
    laid_out = torch.full((T, B), nothing, dtype=torch.float64 if target.is_floating_point() else torch.int64)
    laid_out = laid_out.to(target.device)
    laid_out[-1 if target.shape == last else slice(None)] = target if batched else target[..., None]
    return laid_out
