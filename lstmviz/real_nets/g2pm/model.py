"""g2pM on the pages with a sequence: a sentence, and how its characters are read."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lstmviz.errors import InputError
from lstmviz.languages import N_
from lstmviz.lazy_torch import torch
from lstmviz.learn.model import Model
from lstmviz.learn.subject import Example, Labels, check_length
from lstmviz.real_nets.g2pm import NET
from lstmviz.real_nets.g2pm.pinyin import marked
from lstmviz.real_nets.g2pm.scores import readings
from lstmviz.real_nets.g2pm.vocabulary import BEGIN, END, UNKNOWN, vocabulary
from lstmviz.real_nets.lookup import numbers_in

if TYPE_CHECKING:
    from torch import Tensor

    from lstmviz.nets.sequence import AssembledNet

LONGEST = 200  # characters, of 876 probabilities each
EDGES = {BEGIN: "⊢", END: "⊣"}  # as they are shown
SENTENCES = (  # with the right readings
    (N_("a bank and a walk"), "他在银行(háng)行(xíng)走"),
    (N_("music makes happy"), "音乐(yuè)让人快乐(lè)"),
    (N_("to sleep and to feel: one wrong"), "睡觉(jiào)前我觉(jué)得(de)困"),
    (N_("again and important"), "重(chóng)新开始很重(zhòng)要(yào)"),
    (N_("still, and give back: one wrong"), "我还(hái)要(yào)还(huán)书"),
    (N_("long, and grow: one wrong"), "长(cháng)城很长(cháng)"),
    (N_("all, and a capital"), "我们都(dōu)在首都(dū)"),
    (N_("morning sun: one wrong"), "朝(zhāo)阳照着(zhe)朝(cháo)鲜(xiǎn)"),
)


def _bare(sentence: str) -> str:
    """Without the readings."""
    return re.sub(r"\(.*?\)", "", sentence)


def _right(sentence: str) -> dict[int, str]:
    """Place in the bare sentence -> the reading behind the character."""
    characters = re.findall(r"(.)(?:\((.*?)\))?", sentence)
    return {place: reading for place, (_character, reading) in enumerate(characters) if reading}


class Readings(Model):
    """How is each character with several readings read?"""

    name = NET.name
    title = NET.title
    about = NET.about
    question = N_("How is this character read?")
    look_for = N_("Half of the forget gates lie below 0.2: what decides stands a character or two away.")
    typed = N_("Type a sentence in Chinese characters.")
    layers = ("l0", "l0_reverse")
    examples = tuple(Example(name, _bare(sentence)) for name, sentence in SENTENCES)

    @cached_property
    def net(self) -> AssembledNet:
        """Its two directions, with the embedding before and the two layers behind them."""
        from lstmviz.nets.sequence import AssembledNet  # with torch
        from lstmviz.real_nets.g2pm.net import G2pM

        whole = G2pM.shipped()
        return AssembledNet(whole.lstm, whole.logit_layer, whole.embedding).eval()

    @cached_property
    def answers(self) -> tuple[str, ...]:  # type: ignore[override]
        """The 876 readings, as they are printed."""
        return tuple(map(marked, vocabulary().readings))

    def tokens(self, text: str) -> tuple[str, ...]:
        """A character a step, between two edges; what the net does not know it reads as one and the same."""
        sentence = tuple(text.strip())
        check_length(len(sentence))
        if len(sentence) > LONGEST:
            raise InputError(
                "The sentence has {length} characters; the limit is {most}. Shorten it.",
                length=len(sentence),
                most=LONGEST,
            )
        return (EDGES[BEGIN], *sentence, EDGES[END])

    def encode(self, tokens: tuple[str, ...]) -> Tensor:
        """(T, 1, 64) of the embedding."""
        numbers = {character: number for number, character in enumerate(vocabulary().characters)}
        numbers |= {shown: numbers[edge] for edge, shown in EDGES.items()}
        read = torch.tensor([[numbers.get(token, numbers[UNKNOWN])] for token in tokens])
        assert self.net.embedding is not None
        vectors: Tensor = self.net.embedding(read)
        return vectors

    def answered(self, inputs: Tensor) -> Tensor:
        """At the characters with several readings: of the others it was never asked."""
        sentence = self._sentence(inputs)
        return torch.tensor([[character in readings()] for character in sentence])

    def label(self, inputs: Tensor) -> Labels:
        """The right readings of the examples; of another sentence nobody knows them here."""
        labels = super().label(inputs)
        for place, reading in RIGHT.get("".join(self._sentence(inputs)[1:-1]), {}).items():
            labels.targets[place + 1] = self.answers.index(reading)
            labels.asked[place + 1] = True
        return labels

    def _sentence(self, inputs: Tensor) -> list[str]:
        assert self.net.embedding is not None
        numbers = numbers_in(self.net.embedding.weight, inputs)[:, 0]
        return [vocabulary().characters[number] for number in numbers]


RIGHT = {_bare(sentence): _right(sentence) for _name, sentence in SENTENCES}
MODEL = Readings()
