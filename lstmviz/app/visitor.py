"""Who is looking: a name nobody else can guess, the same in all tabs of a browser."""

from secrets import token_urlsafe

import streamlit as st

from lstmviz.app.server.cookie import COOKIE

LONGEST = 64


def visitor() -> str:
    """The name in this browser's cookie; one of this session's own where cookies are refused."""
    cookie = st.context.cookies.get(COOKIE)
    if cookie and isinstance(cookie, str):  # AppTest, which has no browser, gives a mock
        return cookie[:LONGEST]
    name: str = st.session_state.setdefault("visitor", token_urlsafe())
    return name
