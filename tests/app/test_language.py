"""The language of a page is a word of the link, taken along; two visitors have two at once."""

import pytest

from tests.conftest import ROOT
from tests.pages.opening import opened, sound


def test_a_link_says_the_language():
    app = opened("step", lang="zh")
    assert app.session_state["tab"] == "记住被标记的字母 · 逐步看 · lstmviz"
    assert app.query_params["lang"] == "zh"
    assert app.selectbox(key="task").label == "任务"
    assert app.selectbox(key="language").value == "zh"


def test_two_visitors_have_two_languages_at_once():
    chinese, english = opened("step", lang="zh"), opened("step")
    assert chinese.run().selectbox(key="task").label == "任务"
    assert english.run().selectbox(key="task").label == "Task"


def test_another_language_is_chosen_from_the_menu_and_back():
    app = opened("what_if", task="anbn")
    app.selectbox(key="language").set_value("zh").run()
    assert app.selectbox(key="task").label == "任务"
    assert app.query_params["lang"] == "zh"
    app.selectbox(key="language").set_value("en").run()
    assert app.selectbox(key="task").label == "Task"
    assert app.query_params["task"] == "anbn"


def test_it_goes_along_a_link_inside_the_app_that_does_not_say_it():
    app = opened("step", lang="zh")
    app.query_params.clear()
    app.query_params["task"] = "anbn"
    app.switch_page(str(ROOT / "pages" / "memory.py"))
    assert sound(app.run()).selectbox(key="task").label == "任务"
    assert app.query_params["lang"] == "zh"


@pytest.mark.parametrize("word", ["fr", "", "<b>", "zh-CN"])
def test_an_unknown_language_is_said_and_the_page_stays(word):
    app = opened("memory", lang=word)
    assert app.selectbox(key="task").label == "Task"
