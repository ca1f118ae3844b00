"""The links of a lecture: what one names that is not there is told, with its line."""

import pytest

from lstmviz import InputError
from lstmviz.app.lecture.links import check_links, faults
from lstmviz.lectures import LECTURES, read_lecture
from tests.lectures.test_lecture import HEAD

LINKS = [(name, link) for name in LECTURES for one in LECTURES[name].stops for link in (one.link, one.then)]


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_all_that_a_shipped_link_names_is_there(name, link):
    assert not link or faults(link) == []


def test_a_link_may_say_the_language_and_the_letters():
    assert faults("/?task=anbn&lang=zh&letters=olah") == []


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("/nope", "There is no page '/nope'"),
        ("/?task=nope", "there is no 'nope'; choose one of "),
        ("/?lang=nope", "lang: there is no 'nope'"),
        ("/?lecture=tour", "this page does not know 'lecture'"),
        ("/?colour=red", "this page does not know 'colour'"),
        ("/?task=anbn&seq=aabb#u=1&t=5", "In the link, t is 5, and its sequence has steps 1 to 4."),
        ("/what-if?task=anbn&seq=aabb#t=0", "In the link, t is 0, and its sequence has steps 1 to 4."),
    ],
)
def test_a_link_that_does_not_open_is_told_with_its_line(tmp_path, link, says):
    path = tmp_path / "mine.toml"
    path.write_text(f'{HEAD}\n[[stop]]\nheading = "Look"\nlink = "{link}"\n')
    with pytest.raises(InputError, match="line 8: ") as told:
        check_links(read_lecture(path), path)
    assert says in str(told.value)


@pytest.mark.parametrize("name", [name for name, lecture in LECTURES.items() if lecture.at_once])
def test_what_a_lecture_shows_at_once_is_there(name):
    assert faults(LECTURES[name].at_once) == []
