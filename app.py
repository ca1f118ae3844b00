"""lstmviz as an ASGI app: `streamlit run app.py` starts it as it is, and so does `uvicorn app:app`."""

import streamlit as st

from lstmviz.app import SHELL
from lstmviz.app.server.middleware import MIDDLEWARE
from lstmviz.app.server.open_files import raise_limit
from lstmviz.app.server.reconnects import remember_more_sessions
from lstmviz.app.server.routes import ROUTES
from lstmviz.app.server.warm_up import warm_up

remember_more_sessions(raise_limit())
app = st.App(SHELL, middleware=MIDDLEWARE, routes=ROUTES, lifespan=warm_up)
