"""Every page in Chinese: nothing that is sent to the browser is an English sentence.

What the browser says by itself is in tests/browser/test_language.py.
"""

import json
import re

import pytest

from lstmviz.app.guess import SHOWN
from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.view import link_of
from lstmviz.app.navigation import PAGES
from lstmviz.app.story.view import RECAP
from lstmviz.app.train.presets import PRESETS
from lstmviz.app.train.view import TrainView
from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.lectures import LECTURES, TOUR
from tests.languages.english import english
from tests.pages.opening import opened, problems

NOT_SAID = {
    "id",
    "form_id",
    "element_id",
    "component_name",
    "css_content",
    "js_content",
    "url",
    "query_string",
}
COMMENTS = re.compile(r'#[^\n]*|"[^"]*"')


def texts(message):
    """Every text of an element as it is sent."""
    for field, value in message.ListFields():
        if field.name in NOT_SAID:
            continue
        for one in [value] if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value:
            if hasattr(one, "ListFields"):
                yield from texts(one)
            elif field.name == "json":
                yield from of_json(json.loads(one or "null"))
            elif field.name == "code_text":
                yield from COMMENTS.findall(one)
            elif isinstance(one, str):
                yield one


def of_json(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from of_json(below)


def elements(block):
    """Every element and container below a block of the page."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def said(app):
    """Every text that the page was sent, and the title of its tab."""
    shown = [one.proto for block in app._tree.children.values() for one in elements(block) if one.proto]
    return [app.session_state["tab"], *(text for proto in shown for text in texts(proto))]


def is_chinese(app):
    shown = said(app)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in shown[0])
    assert [(english(text), text[:200]) for text in shown if english(text)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_chinese(page):
    is_chinese(opened(page, lang="zh"))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_and_its_verdict_are_chinese(claim):
    is_chinese(opened(claim.page, lang="zh", claim=claim.name, guess=SHOWN))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_and_its_verdict_are_chinese(name):
    task = EXPERIMENTS[name].task.name
    is_chinese(opened("what_if", lang="zh", task=task, experiment=name, guess=SHOWN))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_and_its_outcome_are_chinese(preset):
    app = opened("train", lang="zh", **link_of(TrainView(**preset.words)))
    is_chinese(app)
    is_chinese(app.radio[0].set_value(SHOWN).run())


def test_the_welcome_is_chinese():
    app = opened("step")
    is_chinese(app.selectbox(key="language").set_value("zh").run())


@pytest.mark.parametrize("number", range(1, RECAP + 1))
def test_a_chapter_and_its_answer_are_chinese(number):
    app = opened("story", lang="zh", chapter=str(number))
    is_chinese(app)
    if number < RECAP:
        is_chinese(app.radio[0].set_value("shown").run())


@pytest.mark.parametrize("answer", [19.0, 12.0])
def test_what_is_said_to_an_answer_is_chinese(answer):
    app = opened("exercises", lang="zh", exercise="6")
    is_chinese(app.number_input[0].set_value(answer).run())


def test_a_stop_and_its_answer_are_chinese():
    to = link_parts(LECTURES[TOUR].stops[5].link)
    app = opened(to.page, **to.words, lang="zh", lecture=TOUR, stop="6")
    is_chinese(app)
    is_chinese(app.radio[0].set_value("2").run())


NONSENSE = {  # page -> words of a link, none of which it can follow
    "step": {"task": "x", "rnn": "x", "letters": "x", "lecture": TOUR, "stop": "99", "kept": "x", "x": "1"},
    "memory": {"seq": "xyz"},
    "what_if": {
        "net": "x",
        "hidden": "-1",
        "changes": "x,1;forget_gate,set,1;forget_gate,x,1,u0,all;forget_gate,set,x,u0,all;token,1,x"
        ";forget_gate,set,1,u0,x;forget_gate,set,1,u99,all;forget_gate,set,1,all,t3-99;weight_hh,99,0,1"
        ";token,99,a;token,1,ab;reset_gate,set,1,u0,all;weight_hh,1.5,0,1|a|b|c",
    },
    "story": {"chapter": "99"},
    "networks": {"claim": "perceptron", "points": "1,2", "passes": "x"},
    "train": {"steps": "x", "a_cell": "x", "a_rate": "-1", "b_init": "x", "clip": "x"},
}


@pytest.mark.parametrize("page", NONSENSE)
def test_what_is_wrong_with_a_link_is_said_in_chinese(page):
    app = opened(page, lang="zh", **NONSENSE[page])
    assert problems(app)
    assert [problem for problem in problems(app) if english(problem)] == []
