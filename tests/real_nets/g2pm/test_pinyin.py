"""Where the mark of a tone stands."""

import pytest

from lstmviz.real_nets.g2pm.pinyin import marked

PRINTED = "háng xíng cháng le lǜ nüè dōu guì liù jué zhuó ò ér"
DIGITS = "hang2 xing2 chang2 le5 lu:4 nu:e4 dou1 gui4 liu4 jue2 zhuo2 o4 er2"


@pytest.mark.parametrize(("digits", "printed"), list(zip(DIGITS.split(), PRINTED.split(), strict=True)))
def test_the_mark_stands_where_it_is_printed(digits, printed):
    assert marked(digits) == printed
