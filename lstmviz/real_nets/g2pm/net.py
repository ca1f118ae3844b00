"""The net of g2pM: characters in, an LSTM each way, two layers; one of 876 readings out.

Park, K. & Lee, S. 2020: A neural grapheme-to-phoneme conversion package for Mandarin Chinese based on a new
open benchmark dataset. Interspeech. https://arxiv.org/abs/2004.03136
"""

from pathlib import Path
from typing import Self

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from lstmviz.real_nets.g2pm.vocabulary import BEGIN, END, UNKNOWN, Vocabulary, vocabulary

WEIGHTS = Path(__file__).with_name("g2pm.safetensors")


class G2pM(nn.Module):
    """Named and shaped as in the package."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.numbers = {character: number for number, character in enumerate(vocabulary.characters)}
        self.embedding = nn.Embedding(len(vocabulary.characters), 64)
        self.lstm = nn.LSTM(64, 32, bidirectional=True)
        self.logit_layer = nn.Sequential(
            nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, len(vocabulary.readings))
        )

    @classmethod
    def shipped(cls) -> Self:
        """With its weights, in eval mode and not learning any more."""
        net = cls(vocabulary())
        net.load_state_dict(load_file(WEIGHTS))
        return net.eval().requires_grad_(False)

    def forward(self, sentence: str) -> Tensor:
        """Logits of the readings at every character of the sentence, (T, 876)."""
        hidden, _ = self.lstm(self.embedded(sentence))  # (T + 2, 64)
        logits: Tensor = self.logit_layer(hidden[1:-1])
        return logits

    def embedded(self, sentence: str) -> Tensor:
        """What the LSTM reads: (T + 2, 64), since the sentence stands between BEGIN and END."""
        symbols = (BEGIN, *sentence, END)
        unknown = self.numbers[UNKNOWN]
        vectors: Tensor = self.embedding(torch.tensor([self.numbers.get(one, unknown) for one in symbols]))
        return vectors
