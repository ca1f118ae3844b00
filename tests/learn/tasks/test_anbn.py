import torch
from hypothesis import given
from hypothesis import strategies as st

from lstmviz.learn.tasks.anbn import MOST_REACH, AnBn, reach, strings

anbn = AnBn()


def follows(prefix):
    """What the grammar says after this prefix; None where it is open or already broken."""
    n = prefix.count("a")
    if "b" not in prefix or n == 0:
        return None
    whole = "a" * n + "b" * n
    if not whole.startswith(prefix):
        return None
    return "end" if prefix == whole else "b"


def answers(text):
    targets, asked = anbn.label(anbn.encode(anbn.tokens(text)))
    return [
        anbn.answers[target] if ask else None for target, ask in zip(targets[:, 0], asked[:, 0], strict=True)
    ]


@given(st.text("ab", min_size=1, max_size=40))
def test_labels_are_the_grammars(text):
    assert answers(text) == [follows(text[: step + 1]) for step in range(len(text))]


@given(st.integers(1, 20))
def test_labels_of_strings_in_the_language(n):
    assert answers("a" * n + "b" * n) == [None] * n + ["b"] * (n - 1) + ["end"]


def test_nothing_is_asked_after_the_end():
    _, asked = anbn.label(strings(torch.tensor([2]), 8))
    assert asked[:, 0].tolist() == [False, False, True, True] + [False] * 4


def test_samples_are_in_the_language():
    inputs = anbn.sample(200, torch.Generator().manual_seed(0))
    texts = {
        "".join("ab"[row.argmax()] for row in sequence if row.any()) for sequence in inputs.transpose(0, 1)
    }
    assert texts == {"a" * n + "b" * n for n in range(1, 11)}


class Grammar(torch.nn.Module):
    """Right up to aⁿbⁿ of a given n, then it always says "end"."""

    def __init__(self, knows):
        super().__init__()
        self.knows = knows

    def forward(self, inputs):
        a_count, b_count = inputs.cumsum(0).unbind(-1)
        ended = (a_count == b_count) | (a_count > self.knows)
        return torch.stack([torch.zeros_like(a_count), (~ended).float(), ended.float()], dim=-1)


def test_reach_is_the_last_n_before_the_first_mistake():
    assert reach(Grammar(knows=7)) == 7
    assert reach(Grammar(knows=0)) == 1  # "ab" needs no counting
    assert reach(Grammar(knows=1000)) == MOST_REACH
