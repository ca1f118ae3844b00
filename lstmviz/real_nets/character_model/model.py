"""The character models on the pages with a sequence: a text, and what comes next at each character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lstmviz.errors import InputError
from lstmviz.languages import N_, Translatable
from lstmviz.learn.model import SymbolModel
from lstmviz.learn.recipe import Recipe
from lstmviz.learn.subject import Example, Labels
from lstmviz.limits import LONGEST_SEQUENCE
from lstmviz.real_nets.character_model import NET
from lstmviz.real_nets.character_model.scores import shipped
from lstmviz.real_nets.character_model.task import TASK
from lstmviz.real_nets.character_model.text import LINE_END, SHOWN, SPACE, modules

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet
    from lstmviz.storage.stored import Row

WAY_OUT = Translatable("Make it again: {command}", command=NET.made)


class NextCharacterModel(SymbolModel):
    """Which character comes next?"""

    name = NET.name
    title = NET.title
    about = NET.about
    question = N_("Which character comes next?")
    look_for = N_("The answer is sure where a word or an indentation goes on, and unsure where one begins.")
    typed = N_("Type text of plain ASCII; ↵ stands for the end of a line.")
    alphabet = channels = answers = SHOWN
    examples = (
        Example(N_("a function"), "def area(width, height):↵    return width * hei"),
        Example(N_("brackets in brackets"), "    return max(abs(self.left(x)), len(names[0])) + "),
        Example(N_("a text in quotes"), 'raise ValueError("the name is not a str'),
        Example(N_("a class"), "class Reader(object):↵    def __init__(self, file"),
    )

    @property
    def net(self) -> AssembledNet:
        """The LSTM."""
        return assembled("lstm")

    def shown(self, text: str) -> str:
        """Line ends and spaces as one can see them."""
        return text.replace("\r\n", "\n").replace("\n", LINE_END).replace(" ", SPACE)

    def texts(self, steps: int) -> Iterator[str]:
        """Stretches of modules that it was not trained on; where Python has another library, the examples."""
        try:
            held_out = "".join(modules("held-out").values())
        except InputError:
            yield from super().texts(steps)
            return
        for start in range(0, min(steps, len(held_out)), LONGEST_SEQUENCE):
            yield held_out[start : start + LONGEST_SEQUENCE]

    def label(self, inputs: Tensor) -> Labels:
        """The character that comes next; of the last one nobody knows it."""
        return TASK.label(inputs)


@cache
def assembled(cell: str) -> AssembledNet:
    """The shipped LSTM or RNN, "lstm" or "rnn". Raises InputError where its file is missing or damaged."""
    from lstmviz.learn.saved_nets.net_file import read_net  # with torch
    from lstmviz.nets.sequence import AssembledNet

    net = read_net(weights_of(cell), TASK, recipe_of(shipped(cell)), WAY_OUT)
    return AssembledNet(net.recurrent, net.readout).eval()


def recipe_of(row: Row) -> Recipe:
    """How the net of a stored training was trained."""
    return Recipe(**{one.name: row[one.name] for one in fields(Recipe)})


def weights_of(cell: str) -> Path:
    """Where the shipped weights of a net lie."""
    return NET.folder / f"{cell}.safetensors"


MODEL = NextCharacterModel()
