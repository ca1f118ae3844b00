"""The file of a lecture: what is read of it, and how a fault is told, with its line and a way out."""

import pytest

from lstmviz import InputError
from lstmviz.lectures import LECTURES, TOUR, read_lecture

HEAD = 'title = "Mine"\nlanguage = "en"\nabout = "A try."\nminutes = 1\n'
STOP = '\n[[stop]]\nlink = "/?task=anbn"\nheading = "Look"\n'


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_file_is_a_lecture_named_as_it_is(written):
    more = 'question = "Which?"\noptions = ["this", "that"]\nanswer = 2\nveil = 3\nnotes = """\nSay\nso."""\n'
    lecture = read_lecture(written(HEAD + STOP + more + STOP))
    assert (lecture.name, lecture.title, len(lecture.stops)) == ("mine", "Mine", 2)
    first, second = lecture.stops
    assert (first.options, first.answer, first.veil, first.notes) == (("this", "that"), 2, 3, "Say\nso.")
    assert first.asks
    assert not second.asks


def test_a_stop_has_its_word_in_links_or_its_number(written):
    lecture = read_lecture(written(HEAD + STOP + STOP + 'word = "look"\n'))
    assert [lecture.word_of(number) for number in (1, 2)] == ["1", "look"]
    assert [lecture.number_of(word) for word in ("look", "", "1")] == [2, None, None]


def test_where_the_page_asks_there_is_something_to_show_later(written):
    lecture = read_lecture(written(HEAD + STOP + 'then = "/?task=anbn#t=9"'))
    assert lecture.stops[0].asks


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (HEAD, 1, "has 1 to 99 stops"),
        (HEAD + STOP * 100, 1, "has 1 to 99 stops"),
        (HEAD + 'at_once = "anbn"' + STOP, 5, "`at_once` is an address of the app and begins with /"),
        (STOP, 1, "`title` is missing"),
        (HEAD.replace('"Mine"', '" "') + STOP, 1, "`title` must be a text"),
        (HEAD.replace("= 1", '= "1"') + STOP, 4, "`minutes` must be a whole number"),
        (HEAD.replace("= 1", "= -3") + STOP, 4, "`minutes` is how long the lecture takes, 1 or more"),
        (HEAD.replace('"en"', '"my own"') + STOP, 2, "`language` is the tag of a language, as en"),
        (HEAD + STOP + 'question = "?"\noptions = ["a", " a"]\n', 10, "no two the same"),
        (HEAD + STOP + 'question = "?"\noptions = ["a", " "]\n', 10, "Each option says something"),
        (HEAD + 'colour = "red"\n' + STOP, 5, "`colour` means nothing here; there are title, language"),
        (HEAD + STOP + '\n[[stop]]\nheading = "No link"\n', 10, "stop 2: `link` is missing"),
        (HEAD + STOP + "heading2 = 1\n", 9, "`heading2` means nothing here; there are link, heading"),
        (HEAD + STOP.replace("/?", "?"), 7, "`link` is an address of the app and begins with /"),
        (HEAD + STOP + 'then = "x"\n', 9, "`then` is an address of the app"),
        (HEAD + STOP + 'options = ["one"]\nquestion = "?"\n', 9, "has 2 to 9 options"),
        (HEAD + STOP + 'options = ["one", 2]\nquestion = "?"\n', 9, "`options` must be a list"),
        (HEAD + STOP + 'options = ["one", "two"]\n', 6, "question and its options stand together"),
        (HEAD + STOP + 'question = "?"\n', 9, "question and its options stand together"),
        (
            HEAD + STOP + 'question = "?"\noptions = ["a", "b"]\nanswer = 3\n',
            11,
            "`answer` is 3, of 2 options",
        ),
        (HEAD + STOP + "veil = -1\n", 9, "`veil` is a step"),
        (HEAD + STOP + 'word = "2"\n', 9, "`word` is one of small letters"),
        (HEAD + (STOP + 'word = "look"\n') * 2, 14, "`word` is 'look', as that of another stop"),
        (HEAD + STOP + "veil = true\n", 9, "`veil` must be a whole number"),
        (HEAD + "\n[[stop]]\nlink = 3\n", 7, "`link` must be a text"),
        (HEAD + "\nstop = 1\n", 1, "has 1 to 99 stops"),
        (HEAD + "\nstop = [3]\n", 1, "has 1 to 99 stops"),
        (HEAD + 'name = "other"\n' + STOP, 5, "`name` means nothing here; there are title, language"),
        (HEAD + STOP.replace("/?", "//elsewhere.org/?"), 7, "`link` is an address of the app"),
        (HEAD + STOP + 'point = "forget gate"\n', 9, "choose one of tokens, answers"),
        (HEAD.encode() + b'\nx = "\xff"', 6, "not UTF-8"),
        (HEAD + "\nx == 1", 6, "A lecture is a TOML file"),
    ],
)
def test_a_fault_is_told_with_its_line(written, text, line, says):
    path = written(text)
    with pytest.raises(InputError, match=f"line {line}\\b") as told:
        read_lecture(path)
    assert says in str(told.value)
    assert str(path) in str(told.value)


@pytest.mark.parametrize("text", [HEAD.replace("= 1", f"= {'9' * 5000}"), "x = " + "[" * 9999])
def test_what_toml_itself_gives_up_is_told(written, text):
    with pytest.raises(InputError, match="A lecture is a TOML file"):
        read_lecture(written(text))


def test_a_file_of_windows_editors_is_read(written):
    assert read_lecture(written((HEAD + STOP).encode("utf-8-sig"))).title == "Mine"


@pytest.mark.parametrize("tag", ["zh", "pt-BR", "zh-Hant-TW"])
def test_a_lecture_may_be_in_any_language(written, tag):
    assert read_lecture(written(HEAD.replace('"en"', f'"{tag}"') + STOP)).language == tag


@pytest.mark.parametrize("point", ["answers", "other hidden", "ledger"])
def test_a_stop_points_at_what_is_drawn(written, point):
    assert read_lecture(written(HEAD + STOP + f'point = "{point}"\n')).stops[0].point == point


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path, written):
    with pytest.raises(InputError, match="cannot be read"):
        read_lecture(tmp_path / "none.toml")
    with pytest.raises(InputError, match=r"has 200,001 bytes; the limit is 200,000"):
        read_lecture(written(b"#" * 200_001))


def test_the_tour_and_the_lectures_are_shipped():
    assert list(LECTURES) == [
        TOUR, "lstm-counts", "reset", "rnn-forgets", "vanishing-gradient", "forget-bias",
        "gru", "chinese-readings", "speech", "next-character",
    ]  # fmt: skip


@pytest.mark.parametrize("name", LECTURES)
def test_every_stop_that_is_shipped_ends_in_one_sentence_and_every_question_has_an_answer(name):
    for stop in LECTURES[name].stops:
        assert stop.sentence
        assert stop.word
        assert bool(stop.options) == bool(stop.answer)
        assert not stop.asks or stop.shows
