"""Which language a run speaks is its own affair."""

from threading import Barrier, Thread

import pytest

import lstmviz
from lstmviz.errors import InputError
from lstmviz.languages import LANGUAGES, gettext, language, nearest, ngettext, own_name, speak, spoken

GATE = "forget gate"


@pytest.fixture
def english_again():
    yield
    language("en")


def test_two_runs_speak_two_languages_at_once():
    said, both = {}, Barrier(2)

    def run(name):
        speak(name)
        both.wait(10)
        said[name] = gettext(GATE)

    runs = [Thread(target=run, args=(name,)) for name in ("en", "zh")]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert said == {"en": GATE, "zh": "遗忘门"}
    assert (spoken(), gettext(GATE)) == ("en", GATE)


def test_a_notebook_speaks_what_it_is_told_to(english_again):
    lstmviz.language("zh")
    assert gettext(GATE) == "遗忘门"
    assert own_name(spoken()) == "简体中文"


def test_what_has_no_translation_stays_as_it_is(english_again):
    lstmviz.language("zh")
    assert gettext("") == ""
    assert gettext("not in the catalogue") == "not in the catalogue"
    assert ngettext("{n} thing", "{n} things", 2) == "{n} things"


@pytest.mark.parametrize("name", ["", "xx", "ZH", "../zh"])
def test_an_unknown_language_is_refused_with_those_there_are(name):
    with pytest.raises(InputError, match=f"choose one of {', '.join(LANGUAGES)}"):
        language(name)


@pytest.mark.parametrize(
    ("locale", "found"),
    [
        ("zh-CN", "zh"),
        ("zh_Hans", "zh"),
        ("ZH", "zh"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_browser_gets_its_own_language_or_english(locale, found):
    assert nearest(locale) == found
