"""What a unit might follow: what the task asks, what the net reads, every hypothesis that can be so here."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from lstmviz.app.units.corpora import Read
from lstmviz.corpus import HYPOTHESES
from lstmviz.languages import gettext as _
from lstmviz.real_nets.character_model.text import LINE_END, SPACE

PLAIN = {LINE_END: "\n", SPACE: " "}  # characters that a model shows as others
MOST_CHANNELS = 8  # of more there is one a letter, which an expression finds as well


class Target(NamedTuple):
    """One thing, of every step of the corpus."""

    title: str
    at: Callable[[str], NDArray[Any]]  # a typed expression -> (T,) bool or numbers
    typed: str = ""  # the expression to begin with; empty where none is typed


def targets(read: Read) -> dict[str, Target]:
    """By their words in links, what the task asks first; without what is the same at every step."""
    every = _answers(read) | _hypotheses(read) | _channels(read)
    return {
        word: target for word, target in every.items() if target.typed or len(np.unique(target.at(""))) > 1
    }


def _hypotheses(read: Read) -> dict[str, Target]:
    texts = [[PLAIN.get(token, token) for token in text] for text in read.corpus.texts]
    return {name: Target(_(one.title), partial(one.at, texts), one.typed) for name, one in HYPOTHESES.items()}


def _channels(read: Read) -> dict[str, Target]:
    if len(read.subject.channels) > MOST_CHANNELS:
        return {}
    inputs = torch.cat([one[:] for one in read.documents]).numpy()  # (T, I)
    return {
        f"channel{number}": _fixed(_("input: {channel}").format(channel=_(channel)), inputs[:, number])
        for number, channel in enumerate(read.subject.channels)
    }


def _answers(read: Read) -> dict[str, Target]:
    """The right answer, where it is asked for at most of the steps; where it is not it is none."""
    labels = [read.subject.label(one[:][:, None]) for one in read.documents]
    asked = torch.cat([one.asked[:, 0] for one in labels]).numpy()
    right = torch.cat([one.targets[:, 0] for one in labels]).numpy()
    if asked.mean() < 0.5:
        return {}
    if not read.subject.answers:
        return {"answer": _fixed(_("the right answer"), np.where(asked, right, 0))}
    answers = (
        read.subject.answers[1:] if len(read.subject.answers) == 2 else read.subject.answers
    )  # not twice the same
    first = len(read.subject.answers) - len(answers)
    return {
        f"answer{number}": _fixed(
            _("right answer: {answer}").format(answer=_(answer)), asked & (right == number)
        )
        for number, answer in enumerate(answers, first)
    }


def _fixed(title: str, values: NDArray[Any]) -> Target:
    is_so_or_not = values if values.dtype != np.bool_ and not np.isin(values, (0, 1)).all() else values > 0.5
    return Target(title, lambda typed: is_so_or_not)
