"""An address of the app, taken apart and put together."""

import pytest

from lstmviz import InputError
from lstmviz.app.lecture.link_parts import link_parts


@pytest.mark.parametrize(
    ("link", "page", "words", "place"),
    [
        ("/", "step", {}, ""),
        ("/?task=anbn#t=8&u=0", "step", {"task": "anbn"}, "#t=8&u=0"),
        ("/what-if?changes=a%2Cb", "what_if", {"changes": "a,b"}, ""),
        ("/inside#p=count", "inside", {}, "#p=count"),
    ],
)
def test_the_parts_of_an_address(link, page, words, place):
    to = link_parts(link)
    assert to == (page, words, place)
    assert link_parts(str(to)) == to


def test_a_page_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(InputError, match=r"no page '/nope'; the pages are .*/, .*/what-if"):
        link_parts("/nope?task=anbn")
