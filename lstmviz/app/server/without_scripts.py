"""Where no JavaScript runs, Streamlit's page is empty: a still picture and a sentence stand in it instead."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from lstmviz.app.step.stepper import FRONT_SCENE
from lstmviz.draw.still import still
from lstmviz.draw.stored_scene import read_scene
from lstmviz.languages import N_, in_every_language, nearest, speak

PICTURE = "still.svg"
TITLE = N_("lstmviz: look inside a trained LSTM, step by step, beside a vanilla RNN")
SENTENCE = N_(
    "Where JavaScript runs, these pages step and can be changed. This is the first one, standing still: all "
    "gates and states of an LSTM and an RNN over a sequence."
)
NOSCRIPT = f"""<noscript>
<h1>{in_every_language(TITLE)}</h1>
<p>{in_every_language(SENTENCE)}</p>
<img style="max-width: 100%" src="./{PICTURE}" alt="">
</noscript>"""


@cache
def _front_picture(language: str) -> str:
    speak(language)
    return still(read_scene(FRONT_SCENE, language))


async def front_picture(request: Request) -> Response:
    """The front page's scene as a still picture, in the language that the browser likes best."""
    liked = request.headers.get("Accept-Language", "").split(",")[0]
    headers = {"Vary": "Accept-Language"}
    return Response(_front_picture(nearest(liked)), media_type="image/svg+xml", headers=headers)
