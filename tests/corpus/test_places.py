"""The best place is one where the row goes with the target, the worst one where it does not."""

import numpy as np
import pytest

from lstmviz.corpus import Row, places
from tests.corpus.made import of_rows

ROW = Row("l0", "hidden", 0)
TARGET = np.arange(1000) // 10 % 2 == 1


@pytest.mark.parametrize("falls", [False, True])
def test_where_a_row_is_wrong_it_is_worst(falls):
    values = TARGET.astype(float)
    values[500:540] = 1 - values[500:540]
    corpus = of_rows([-values if falls else values])
    best, worst = places(corpus, ROW, TARGET, falls=falls)
    assert (worst[0].start, worst[0].stop, worst[0].error) == (500, 540, 1)
    assert [one.error for one in best] == [0, 0, 0]
    assert all(one.stop <= 500 or one.start >= 540 for one in best)
    assert len({one.start // 40 for one in best}) == 3


def test_of_a_number_it_is_the_distance_of_the_ranks():
    target = np.tile(np.arange(100), 10)
    values = target.astype(float)
    values[300:400] = 50
    best, worst = places(of_rows([values]), ROW, target)
    assert best[0].error < 0.03
    assert 300 <= worst[0].start < 400
    assert worst[0].error > 0.2


def test_a_place_shows_a_change_and_a_short_corpus_is_one_place():
    target = np.arange(300) == 250
    assert all(best.start <= 250 < best.stop for best in places(of_rows([target]), ROW, target)[0])
    best, worst = places(of_rows([TARGET[:25]]), ROW, TARGET[:25])
    assert [(one.start, one.stop) for one in best] == [(0, 25)]
    assert best == worst
