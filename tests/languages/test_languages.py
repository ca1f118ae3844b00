"""Which language a run speaks is its own affair."""

import json
import pickle
import re
from threading import Barrier, Thread

import numpy as np
import pytest
import torch

import lstmviz
from lstmviz.errors import InputError
from lstmviz.languages import (
    LANGUAGES,
    Translatable,
    _spoken,
    gettext,
    language,
    nearest,
    ngettext,
    own_name,
    speak,
    spoken,
)
from tests.languages.english import english

GATE = "forget gate"
LSTM = torch.nn.LSTM(2, 4)


class Twice(torch.nn.LSTM):
    def forward(self, x, hx=None):
        return super().forward(x, super().forward(x, hx)[1])


@pytest.fixture
def english_again():
    """Of a notebook, which runs no page; a test before may have been one."""
    before = _spoken.set(None)
    yield
    _spoken.reset(before)
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


def test_a_message_is_kept_as_json_and_said_in_the_language_of_its_reader(english_again):
    limits = Translatable(
        "a class from 0 to {last}, or {not_asked} where nothing is asked", last=4, not_asked=-1
    )
    for found in (7, np.int64(7)):
        message = Translatable("target holds {found}; make it {limits}.", found=found, limits=limits)
        kept = Translatable.from_json(json.loads(json.dumps(message.as_json())))
        assert str(kept) == str(message)
        assert str(kept) == "target holds 7; make it a class from 0 to 4, or -1 where nothing is asked."
        lstmviz.language("zh")
        assert str(kept) == "target 里有 7；应为 0 到 4 的类别，不提问的地方用 -1。"
        language("en")


def test_a_refusal_comes_out_of_another_process_as_it_was():
    numbers = {"size": np.int32(1234), "share": np.float32(0.5)}
    refused = InputError("{size:,} of {shape}: {share:.1f}", shape=(2, 3), **numbers)
    for kept in (pickle.loads(pickle.dumps(refused)), Translatable.from_json(refused.message.as_json())):
        assert str(kept) == "1,234 of (2, 3): 0.5"


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


REFUSED = {
    "no layer": lambda: lstmviz.trace(torch.nn.Linear(2, 2), torch.zeros(3, 2)),
    "no sequence": lambda: lstmviz.trace(LSTM, [1, 2]),
    "shape": lambda: lstmviz.trace(LSTM, torch.zeros(3, 5)),
    "not a number": lambda: lstmviz.trace(LSTM, torch.full((3, 2), torch.nan)),
    "state": lambda: lstmviz.trace(LSTM, torch.zeros(3, 2), hx=torch.zeros(1, 4)),
    "quantity": lambda: lstmviz.trace(LSTM, torch.zeros(3, 2), edits=[lstmviz.Edit("reset_gate", 0)]),
    "step": lambda: lstmviz.trace(LSTM, torch.zeros(3, 2), edits=[lstmviz.Edit("cell", 0, steps=[7])]),
    "call": lambda: lstmviz.trace(Twice(2, 4), torch.zeros(3, 2)),
    "tokens": lambda: lstmviz.stepper(lstmviz.trace(LSTM, torch.zeros(3, 2)), tokens=["a"]),
    "palette": lambda: lstmviz.stepper(lstmviz.trace(LSTM, torch.zeros(3, 2)), palette="jet"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_notebook_is_refused_in_its_language(why, english_again):
    lstmviz.language("zh")
    with pytest.raises(lstmviz.InputError) as refusal:
        REFUSED[why]()
    assert re.search("[\u4e00-\u9fff]", str(refusal.value))
    assert english(str(refusal.value)) == []
