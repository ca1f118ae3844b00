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
        ("/?task=anbn&seq=aabb#u=1&t=5", "In the link, t: '5' is not a whole number from 1 to 4."),
        ("/what-if?task=anbn&seq=aabb#t=0", "In the link, t: '0' is not a whole number from 1 to 4."),
        ("/train?task=anbn&seq=aabb#t=", "In the link, t: '' is not a whole number from 1 to 4."),
        ("/real-nets?net=g2pm&seq=银行#t=5", "In the link, t: '5' is not a whole number from 1 to 4."),
        ("/?task=anbn#u=99", "In the link, u: '99' is not a whole number from 0 to 1."),
        ("/?task=anbn#n=3", "In the link, n: '3' is not a whole number from 1 to 2."),
        ("/memory?task=anbn#s=7", "In the link, s: '7' is not a whole number from 0 to 6."),
        ("/?task=recall&rnn=gru#n=2&s=6", "In the link, s: '6' is not a whole number from 0 to 4."),
        ("/?task=recall&kept=nope", "nope"),
        ("/what-if?changes=cell,nope,1,all,t1-1", "the change 'cell,nope,1,all,t1-1' is left out: "),
        ("/what-if?task=anbn&changes=cell,set,1,u99,t1-1", "Not made: "),
        ("/memory?task=anbn&unit=9", "In the link, unit: there is no '9' here."),
        ("/units?task=quotes&row=l0.cell.99", "In the link, row: there is no 'l0.cell.99' here."),
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
