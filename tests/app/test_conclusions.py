"""Where something is concluded of an RNN, it says of which: the tanh RNN, the ReLU RNN or a linear one."""

import re
import tomllib
from pathlib import Path

import pytest

from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import stored

PACKAGE = Path(__file__).parents[2] / "lstmviz"
TOLD = sorted([*(PACKAGE / "lectures").glob("*.toml"), *(PACKAGE / "app").glob("*/*.toml")])
CONCLUDES = ("says", "shows", "sentence", "why")  # fields of story, lectures and exercises
QUOTED = re.compile(r"“[^”]*”|`[^`]*`")
BARE = re.compile(r"(?<!tanh )(?<!ReLU )(?<!linear )(?<!nn\.)\bRNNs?\b(?! of (?:tanh|ReLUs)| \(tanh\))")


def told(words):
    """Every text of a field that concludes, in a TOML file."""
    if isinstance(words, dict):
        for field, value in words.items():
            yield from [value] if field in CONCLUDES and isinstance(value, str) else told(value)
    elif isinstance(words, list):
        for word in words:
            yield from told(word)


def bare(text):
    """The RNNs of a text that are neither quoted nor said to be of one kind."""
    return BARE.findall(QUOTED.sub("", " ".join(text.split())))


@pytest.mark.parametrize("claim", (CLAIMS | EXPERIMENTS).values(), ids=lambda one: one.name)
def test_a_claim_says_which_rnn_it_speaks_of(claim):
    verdict = claim.verdict(stored(claim).rows, claim.defaults())
    for text in (*claim.options, claim.explanation, verdict.says, verdict.condition):
        assert not bare(text), text


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.stem)
def test_story_lectures_and_exercises_say_which_rnn_they_speak_of(file):
    for text in told(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert not bare(text), text


def test_a_bare_rnn_is_found():
    assert bare("An RNN forgets; two RNNs forget") == ["RNN", "RNNs"]
    assert not bare("“An RNN forgets” is true of most tanh RNNs, not of `nn.RNN` or an RNN of ReLUs")
