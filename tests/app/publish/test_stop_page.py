"""A published stop: the app's numbers to the last bit, its question, and what a server alone has."""

import json
from dataclasses import replace

import numpy as np
import pytest

from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.view import read_link
from lstmviz.app.memory.scene import remembered
from lstmviz.app.publish.stop_page import stop_page
from lstmviz.app.step.scene import scene
from lstmviz.app.views import VIEWS
from lstmviz.app.what_if.scene import comparison
from lstmviz.draw.stepper.pack import pack
from lstmviz.languages import speak
from lstmviz.lectures import LECTURES, Stop
from tests.app.publish.published import parts, placings
from tests.draw.stepper.test_pack import unpack

MOST = 150_000  # bytes of a stop
SHOWN = {
    "step": lambda view: pack(scene(view)),
    "what_if": lambda view: comparison(view)[0].content,
    "memory": lambda view: remembered(view)[0].content,
}
LINKS = ["/?task=adding&rnn=gru", "/?task=recall&palette=viridis", "/memory?task=counter&unit=1"]
LINKS += ["/what-if?task=anbn&changes=forget_gate,set,0.5,u0,t1-3|cell,add,1,all,t2-2"]


def page_at(**given):
    """The page of a lecture's only stop."""
    stop = Stop(**{"link": "/", "heading": "Look"} | given)
    return stop_page(replace(LECTURES["tour"], stops=(stop,)), 1, "en")


@pytest.mark.parametrize("link", LINKS)
def test_every_number_is_the_app_s_to_the_last_bit(link):
    ((kind, content),) = parts(page_at(link=link)[0])
    to = link_parts(link)
    app, app_plane = unpack(SHOWN[to.page](read_link(to.words, VIEWS[to.page])[0]))
    published, plane = unpack(content)
    assert kind == "stepper"
    for there, here in zip(app["panels"], published["panels"], strict=True):
        assert there["planes"].keys() <= here["planes"].keys()
        for name, place in there["planes"].items():
            assert np.array_equal(
                app_plane(place).view(np.uint32), plane(here["planes"][name]).view(np.uint32)
            )
    assert (app["tokens"], app["steps"]) == (published["tokens"], published["steps"])


def test_the_answer_stands_beside_the_question_where_it_is_another_view():
    page, _ = page_at(link="/?task=anbn#t=2", then="/?task=parity#t=3")
    assert len(parts(page)) == 2
    assert [placings(page)[name]["place"] for name in ("before", "after")] == ["#t=2", "#t=3"]


def test_where_the_page_asks_the_card_asks_what_it_asks():
    page, _ = page_at(link="/gradients?claim=exploding-gradients", then="/gradients?guess=shown")
    assert page.count('name="guess"') > 2
    assert "Guess first" in page


def test_a_claim_has_its_stored_result_and_its_verdict():
    page, reason = page_at(link="/how-far?claim=how-far-back&guess=shown")
    assert (reason, [kind for kind, _ in parts(page)][:1]) == ("", ["chart"])
    assert "When it holds" in page
    drawn = json.loads(parts(page)[0][1])
    assert set(drawn) == {"lists", "picture"}


@pytest.mark.parametrize("name", ["rnn-forgets", "vanishing-gradient"])
def test_the_largest_stops_are_small(name):
    lecture = LECTURES[name]
    for number in (3, 4):
        assert len(stop_page(lecture, number, "en")[0].encode()) <= MOST


def test_what_is_a_server_s_is_told_and_leads_there_or_stands_still():
    training, reason = page_at(link="/train?task=parity&steps=100")
    assert reason.startswith("Training runs on a server")
    assert "<svg" in training
    lecture = replace(LECTURES["tour"], stops=(Stop(link="/glossary", heading="Words"),))
    page, reason = stop_page(lecture, 1, "en", "https://example.org/lstm/")
    assert reason == "This page needs a server."
    assert 'href="https://example.org/lstm/glossary"' in page


def test_a_change_that_only_the_server_makes_is_not_offered_and_one_in_the_link_stands_still():
    page, _ = page_at(link="/what-if?task=anbn")
    assert "forget_gate" in unpack(parts(page)[0][1])[0]["changeable"]["forms"]
    assert "token" not in unpack(parts(page)[0][1])[0]["changeable"]["forms"]
    page, reason = page_at(link="/what-if?task=anbn&changes=token,2,b")
    assert (reason, parts(page)) == ("Replacing a token needs a server.", [])
    assert "<svg" in page


def test_it_speaks_the_language_that_is_spoken():
    speak("zh")
    try:
        page, _ = page_at(question="?", options=("a", "b"))
    finally:
        speak("en")
    assert "直接看结果" in page
