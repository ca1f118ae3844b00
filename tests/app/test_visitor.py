"""Who is looking: the cookie's name, or the session's own."""

from types import SimpleNamespace

import streamlit as st
from streamlit.testing.v1 import AppTest

from lstmviz.app.visitor import LONGEST, visitor


def page():
    import streamlit as st

    from lstmviz.app.visitor import visitor

    st.text(visitor())
    st.button("again")


def test_without_a_cookie_a_session_has_a_name_of_its_own():
    first, second = AppTest.from_function(page).run(), AppTest.from_function(page).run()
    name = first.text[0].value
    assert len(name) > 30
    assert first.button[0].click().run().text[0].value == name
    assert second.text[0].value != name


def test_the_cookie_is_the_name(monkeypatch):
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies={"lstmviz": "x" * 1000}))
    assert visitor() == "x" * LONGEST
