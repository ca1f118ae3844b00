"""When the address sets the controls: a page that is come to, Back and Forward; no other run."""

from urllib.parse import urlencode

import pytest
from streamlit.runtime.state.query_params import QueryParams

from lstmviz.app.link import address
from tests.conftest import ROOT
from tests.pages.opening import changed, opened, problems, sound, went


@pytest.fixture
def changing():
    """The What-if page with one change, at 0.5."""
    return opened("what_if", task="anbn", changes="forget_gate,set,0.5,all,t1-16")


def moved(app, value):
    return changed(app, f"forget_gate,set,{value},all,t1-16")


def carrying(app, link):
    """The page, about to be run with the address that the browser holds."""
    app.query_params.clear()
    app.query_params.update(link)
    return app


def at(app):
    return app.session_state["changes"].split(",")[2]


def test_a_move_before_the_answer_to_the_last_one_is_kept(changing):
    link = dict(changing.query_params)
    for value in (0.6, 0.7, 0.8):
        late = moved(carrying(changing, link), value)
        assert at(late) == str(value)
        assert late.query_params["changes"] == f"forget_gate,set,{value},all,t1-16"


def test_a_run_for_nothing_before_the_answer_loses_nothing(changing):
    link = dict(changing.query_params)
    assert at(sound(carrying(moved(changing, 0.6), link).run())) == "0.6"


def test_back_to_where_it_stood_before_the_answer_is_written(changing):
    link = dict(changing.query_params)
    app = moved(carrying(moved(changing, 0.6), link), 0.5)
    assert app.query_params["changes"] == link["changes"]


def test_back_and_forward_are_followed_at_once(changing):
    link = dict(changing.query_params)
    forward = dict(moved(changing, 0.6).query_params)
    assert at(went(changing, urlencode(link), 1)) == "0.5"
    assert at(went(changing, urlencode(forward), 2)) == "0.6"
    assert at(sound(changing.run())) == "0.6"


def test_back_to_an_address_without_words_is_the_default(changing):
    app = went(changing, "")
    assert app.session_state["changes"] == ""
    assert app.selectbox(key="task").value == "recall"


def test_an_address_that_an_answer_came_to_late_is_put_right(changing, monkeypatch):
    link, sent = dict(changing.query_params), []
    moved(changing, 0.6)
    send = QueryParams._send_query_param_msg
    monkeypatch.setattr(
        QueryParams, "_send_query_param_msg", lambda self: (sent.append(self.to_dict()), send(self))
    )
    went(changing, urlencode(link))
    assert sent == [link]
    sound(changing.run())
    assert sent == [link]  # and whatever runs the page for nothing writes nothing


@pytest.mark.parametrize("cut_off", [True, False])
def test_a_page_whose_first_run_was_cut_off_is_come_to_again(changing, cut_off):
    link = dict(changing.query_params)
    app = moved(changing, 0.6)
    known = app.session_state["address"]
    app.session_state["address"] = address.Address(known.page, known.link, placed=not cut_off)
    assert at(sound(carrying(app, link).run())) == ("0.5" if cut_off else "0.6")


def test_another_page_is_come_to_though_the_first_was_cut_off_before_it_stood(changing):
    known = changing.session_state["address"]
    changing.session_state["address"] = address.Address(known.page, known.link)
    del changing.session_state["views"]
    assert gone(changing, "memory").selectbox(key="task").value == "recall"


def test_an_opened_address_stays_as_it_is_until_a_control_moves():
    app = opened("what_if", task="anbn", hidden="999")
    assert app.query_params["hidden"] in ("999", ["999"])
    app.selectbox(key="palette").set_value("grey")
    assert "hidden" not in sound(app.run()).query_params


def gone(app, page):
    """The page of this name, by its link in the bar: without an address."""
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    return sound(app.run())


@pytest.mark.parametrize(
    ("page", "words"), [("memory", {"unit": "5"}), ("units", {"row": "l0.hidden.5", "span": "19000-19003"})]
)
def test_what_a_page_was_left_at_and_another_net_does_not_have_is_no_fault_of_a_link(page, words):
    app = opened(page, task="recall", **words)
    assert problems(app) == []
    app = gone(app, "what_if")
    app.selectbox(key="task").set_value("anbn")
    app = gone(sound(app.run()), page)
    assert app.selectbox(key="task").value == "anbn"
    assert problems(app) == []


def test_what_pages_share_goes_with_the_visitor_past_one_that_shares_nothing():
    app = gone(gone(opened("what_if", task="anbn", palette="grey", net="fresh"), "inside"), "memory")
    assert app.selectbox(key="task").value == "anbn"
    assert app.selectbox(key="palette").value == "grey"
    app.selectbox(key="task").set_value("quotes")
    app = gone(sound(app.run()), "what_if")
    assert app.selectbox(key="task").value == "quotes"
    assert app.selectbox(key="net").value == "fresh"


def test_a_page_that_cannot_show_what_was_asked_is_not_stuck_at_it():
    app = opened("memory", task="anbn", seq="a" * 400 + "b" * 400)
    assert "Shorten it" in problems(app)[0]
    app = sound(app.text_input(key="seq").set_value("ab").run())
    assert app.query_params["seq"] == "ab"
    assert problems(app) == []
