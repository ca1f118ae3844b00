"""AUC and rank correlation agree with their definitions; chance is what slow, unrelated things reach."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lstmviz
from lstmviz.corpus import rank, ranking
from tests.corpus.made import of_rows

VALUES = st.floats(-60000, 60000, width=16)
SETTINGS = settings(derandomize=True, deadline=None, max_examples=80)


def auc(values, target):
    """Pair by pair: how often the true one has the larger value; ties count half."""
    true, false = values[target], values[~target]
    larger = (true[:, None] > false).sum() + 0.5 * (true[:, None] == false).sum()
    return larger / (len(true) * len(false))


def spearman(values, target):
    """Pearson's of the mean places of each value among all."""

    def places(numbers):
        return np.array([(numbers < one).sum() + ((numbers == one).sum() + 1) / 2 for one in numbers])

    return np.corrcoef(places(values), places(target))[0, 1]


def score(values, target):
    return rank(of_rows([values]), target, shifts=1).found[0].score


@SETTINGS
@given(st.lists(st.tuples(VALUES, st.booleans()), min_size=2, max_size=40))
def test_the_area_under_the_curve_is_that_of_all_pairs(pairs):
    values, target = np.array([one for one, _ in pairs], np.float16), np.array([one for _, one in pairs])
    if target.all() or not target.any():
        with pytest.raises(lstmviz.InputError, match="same at every step"):
            score(values, target)
    else:
        assert score(values, target) == pytest.approx(2 * auc(values, target) - 1, abs=1e-6)


@SETTINGS
@given(st.lists(st.tuples(VALUES, st.integers(-5, 5)), min_size=3, max_size=40))
def test_the_rank_correlation_is_that_of_the_places(pairs):
    values, target = np.array([one for one, _ in pairs], np.float16), np.array([one for _, one in pairs])
    if len(set(values.tolist())) > 1 and len(set(target.tolist())) > 1:
        assert score(values, target) == pytest.approx(spearman(values, target), abs=1e-6)


def test_equal_values_and_both_zeros_tell_nothing():
    target = np.arange(40) % 3 == 0
    assert score(np.full(40, 0.25), target) == 0
    assert score(np.where(target, 0.0, -0.0), target) == 0


def test_the_best_row_stands_first_and_a_falling_one_counts_as_a_rising_one():
    target = np.random.default_rng(1).random(500) < 0.3
    noise = np.random.default_rng(2).normal(size=(2, 500))
    found = rank(of_rows([noise[0], 0.01 * noise[0] - target, target + noise[1]]), target)
    assert [one.row.unit for one in found.found] == [1, 2, 0]
    assert found.found[0].auc == pytest.approx(0, abs=1e-6)
    assert found.found[0].by_chance == pytest.approx(1 / 101)
    assert found.tried == 3
    assert "best 10 of 3" in repr(found)


def slow(seed, steps=4000):
    """Something that changes about every hundred steps, and knows of nothing else."""
    drift = np.random.default_rng(seed).normal(size=steps).cumsum()
    return drift - np.convolve(drift, np.ones(400) / 400, "same")


def test_slow_units_find_slow_things_by_chance_and_are_told_so():
    target = slow(0) > 0
    corpus = of_rows([slow(seed) for seed in range(1, 13)])
    ranked = rank(corpus, target)
    shuffled = np.random.default_rng(0).permutation(target)
    assert abs(ranked.found[0].score) > 3 * rank(corpus, shuffled).chance  # steps shuffled one by one: a find
    assert ranked.found[0].by_chance > 0.05  # shifted: none
    assert ranked.chance > 3 * rank(corpus, shuffled).chance


def test_among_many_rows_chance_finds_more():
    target, rows = slow(0) > 0, [slow(seed) for seed in range(1, 25)]
    assert rank(of_rows(rows), target).chance > rank(of_rows(rows[:1]), target).chance


def test_of_a_long_corpus_stretches_are_compared(monkeypatch):
    monkeypatch.setattr(ranking, "MOST_STEPS", 2000)
    monkeypatch.setattr(ranking, "STRETCH", 100)
    target = slow(0, 20_000) > 0
    ranked = rank(of_rows([target, slow(1, 20_000)]), target)
    assert ranked.steps == 2000
    assert ranked.found[0].auc == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("target", "says"),
    [([True], "1,"), ([np.nan] * 3, "finite"), ([2, 2, 2], "choose another"), ([[1, 2, 3]], r"\(1, 3\)")],
)
def test_a_target_that_cannot_be_used_is_told(target, says):
    with pytest.raises(lstmviz.InputError, match=says):
        rank(of_rows([[0.1, 0.2, 0.3]]), target)
