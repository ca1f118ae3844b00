"""lstmviz as an ASGI app: `streamlit run app.py` starts it as it is, and so does `uvicorn app:app`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from lstmviz.app import SHELL
from lstmviz.app.server.cookie import VisitorCookie
from lstmviz.app.server.headers import PageHeaders
from lstmviz.app.server.packed_files import PackedFiles
from lstmviz.app.server.routes import ROUTES
from lstmviz.app.server.warm_up import warm_up

packing = [Middleware(PackedFiles), Middleware(GZipMiddleware, minimum_size=1000)]
naming = [Middleware(PageHeaders), Middleware(VisitorCookie)]
app = st.App(SHELL, middleware=packing + naming, routes=ROUTES, lifespan=warm_up)
