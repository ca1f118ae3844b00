"""lstmviz as an ASGI app: `streamlit run app.py`, or `uvicorn app:app`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
import torch
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.requests import Request

from lstmviz.draw.stepper import FOLDER, PLOTLY

torch.set_num_threads(1)

async def plotly(request: Request) -> FileResponse:
    return FileResponse(PLOTLY, media_type="text/javascript", headers={"Cache-Control": "public, max-age=86400"})

app = st.App(
    "lstmviz/app/shell.py",
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
    routes=[Route("/lib/plotly.min.js", plotly), Mount("/lib/stepper", StaticFiles(directory=FOLDER))],
)
