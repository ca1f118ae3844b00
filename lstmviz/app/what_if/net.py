"""The net that is changed: the trained one, or a fresh one of the visitor's making."""

import streamlit as st

from lstmviz.app.choices import choose
from lstmviz.app.view import MOST_HIDDEN
from lstmviz.app.what_if.view import FRESH_INITS, WhatIfView


def choose_net() -> tuple[str, int, str, int]:
    """The trained net, or what a fresh one is made of: WhatIfView's net, hidden, init and seed."""
    net = choose("Net", "net", {"trained": "trained LSTM", "fresh": "fresh, untrained"})
    if net == "trained":
        return net, WhatIfView.hidden, WhatIfView.init, WhatIfView.seed
    for name in ("hidden", "init", "seed"):  # Streamlit forgets what it has not shown for a while
        st.session_state.setdefault(name, getattr(WhatIfView, name))
    hidden = st.number_input("units", 1, MOST_HIDDEN, key="hidden", width=110)
    init = st.selectbox("init", FRESH_INITS, key="init", width=150)
    return net, hidden, init, st.number_input("seed", 0, 9999, key="seed", width=110)
