"""The hall's way in as an address and a QR code, made on this machine."""

import segno
import streamlit as st
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from lstmviz.app.server.access import OWN_NAMES

LONGEST = 300  # characters of an address


async def way_in(request: Request) -> Response:
    """The address at which others join, and its code as an SVG.

    The browser says at which it would itself, `here`: a proxy may have added to the path.
    """
    here = URL(request.query_params.get("here", "")[:LONGEST])
    if here.netloc != request.headers.get("host"):
        return PlainTextResponse("`here` is an address of this server.", 400)
    name = st.get_option("browser.serverAddress")  # as --hall named it
    if name and here.hostname in OWN_NAMES:
        here = here.replace(hostname=name)
    return JSONResponse({"address": str(here), "code": code_of(str(here))})


def code_of(address: str) -> str:
    """An SVG as wide as its place, black on white in any theme."""
    return str(segno.make(address, micro=False).svg_inline(light="white", omitsize=True))
