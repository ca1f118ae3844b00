"""The lists of changes: their form in the link, and the runs that they make.

Several changes have `;` between them, one that is switched off has `off,` before it. Several lists, variants
of the same run, have `|` between them.
"""

import copy
from dataclasses import dataclass

import torch

from lstmviz.app.link.fields import quoted
from lstmviz.app.what_if.changes import KINDS, Change, PlannedRun, kinds_of
from lstmviz.errors import InputError
from lstmviz.languages import Translatable
from lstmviz.languages import gettext as _
from lstmviz.learn.subject import Subject
from lstmviz.nets.cells import of_mode
from lstmviz.nets.sequence import SequenceNet

MOST_CHANGES = 20
MOST_VARIANTS = 3


@dataclass(frozen=True)
class Listed:
    """A change as it stands in the list: it can be switched off without being lost."""

    change: Change
    on: bool = True

    def word(self) -> str:
        """Its form in the link."""
        return ",".join([*([] if self.on else ["off"]), *self.change.words()])


Changes = tuple[Listed, ...]


def write_variants(variants: tuple[Changes, ...]) -> str:
    """The word of the link for all variants."""
    return "|".join(map(write, variants))


def read_variants(word: str) -> tuple[tuple[Changes, ...], list[str]]:
    """The variants that a link names, at least one, and a sentence for each change that had to be dropped."""
    texts = word.split("|")
    variants, dropped = zip(*map(read, texts[:MOST_VARIANTS]), strict=True)
    sentences = [sentence for one in dropped for sentence in one]
    if len(texts) > MOST_VARIANTS:
        sentences.append(
            _("In the link, only the first {most} variants are kept.").format(most=MOST_VARIANTS)
        )
    return variants, sentences


def write(changes: Changes) -> str:
    """The word of the link for a list of changes."""
    return ";".join(listed.word() for listed in changes)


def read(word: str) -> tuple[Changes, list[str]]:
    """The changes that a link names, and a sentence for each that had to be dropped."""
    listed, dropped = [], []
    for text in filter(None, word.split(";")):
        try:
            listed.append(_read_one(text))
        except (InputError, ValueError) as error:
            sentence = _("In the link, the change {change} is left out: {problem}.")
            dropped.append(sentence.format(change=repr(text[:60]), problem=str(error)[:200]))
    if len(listed) > MOST_CHANGES:
        dropped.append(_("In the link, only the first {most} changes are kept.").format(most=MOST_CHANGES))
    return tuple(listed[:MOST_CHANGES]), dropped


def _read_one(text: str) -> Listed:
    is_on = not text.startswith("off,")
    kind, *words = text.removeprefix("off,").split(",")
    if kind not in KINDS:
        raise InputError(
            "there is no {kind} to change; choose one of {choices}",
            kind=quoted(kind),
            choices=", ".join(KINDS),
        )
    return Listed(KINDS[kind].read(kind, words), is_on)


def changed(
    subject: Subject, net: SequenceNet, tokens: tuple[str, ...], changes: Changes
) -> tuple[PlannedRun, dict[Listed, str]]:
    """A run with all changes that are on, over copies; and a sentence for each that could not be made."""
    run, refused = PlannedRun(subject, copy.deepcopy(net), list(tokens)), {}
    with torch.no_grad():
        for listed in changes:
            try:
                if listed.on:
                    _apply(listed.change, run)
            except InputError as error:
                sentence = _("Not made: {change} ({problem}).")
                refused[listed] = sentence.format(change=listed.change.says(), problem=error)
    return run, refused


def _apply(change: Change, run: PlannedRun) -> None:
    cell = of_mode(run.net.recurrent.mode)
    kind, offered = change.words()[0], kinds_of(cell)
    if kind not in offered:
        raise InputError(
            "this net ({cell}) does not have it; choose one of {choices}",
            cell=Translatable(cell.title),
            choices=", ".join(offered),
        )
    change.apply(run)
