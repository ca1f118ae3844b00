"""Where the mark of a tone stands."""

import pytest

from lstmviz.real_nets.g2pm.pinyin import marked


@pytest.mark.parametrize(
    ("digits", "printed"),
    [
        ("hang2", "háng"), ("xing2", "xíng"), ("chang2", "cháng"), ("le5", "le"), ("lu:4", "lǜ"), ("nu:e4", "nüè"),
        ("dou1", "dōu"), ("gui4", "guì"), ("liu4", "liù"), ("jue2", "jué"), ("zhuo2", "zhuó"), ("o4", "ò"), ("er2", "ér"),
    ],
)  # fmt: skip
def test_the_mark_stands_where_it_is_printed(digits, printed):
    assert marked(digits) == printed
