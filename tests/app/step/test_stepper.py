"""View -> stepper: made once, and for the front page without torch."""

import subprocess
import sys
from contextvars import copy_context

import numpy as np
import pytest

from lstmviz.app.step.stepper import FRONT, computed, stepper
from lstmviz.app.step.view import StepView
from lstmviz.draw.stepper.pack import pack
from lstmviz.languages import LANGUAGES, speak
from lstmviz.learn.saved_nets.shipped import SHIPPED
from tests.conftest import ROOT
from tests.draw.stepper.test_pack import unpack

FIRST_PICTURE = """
import sys
import app
from streamlit.testing.v1 import AppTest
from lstmviz.app.server.warm_up import make_first_picture

make_first_picture()
page = AppTest.from_file("lstmviz/app/shell.py", default_timeout=60)
page.query_params["lang"] = "LANGUAGE"
page.run()
assert not page.exception, page.exception
assert "lstmviz_stepper" in [one.proto.component_name for one in page.get("bidi_component")]
assert not {"torch", "pandas", "streamlit.emojis"}.intersection(sys.modules)  # which take 0.1 s to 1 s each
"""


@pytest.mark.parametrize("task", SHIPPED)
def test_the_same_view_gives_the_same_bytes(task):
    view = StepView(task)
    first = stepper(view).pieces
    stepper.clear()
    assert stepper(view).pieces == first


def test_the_same_view_is_made_once():
    assert stepper(StepView("anbn")) is stepper(StepView("anbn"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_is_shown_without_torch(language):
    program = FIRST_PICTURE.replace("LANGUAGE", language)
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, check=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_scene_is_what_pytorch_computes_now(language):
    """Within float32's rounding. Where it is not: python -m lstmviz.app.step."""
    copy_context().run(compare, language)


def compare(language):
    speak(language)
    (shipped, shipped_plane), (fresh, fresh_plane) = map(
        unpack, (stepper(FRONT).pieces, pack(computed(FRONT)))
    )
    for panel, now in zip(shipped["panels"], fresh["panels"], strict=True):
        planes, planes_now = panel.pop("planes"), now.pop("planes")
        assert planes.keys() == planes_now.keys()
        for name, place in planes.items():
            np.testing.assert_allclose(
                shipped_plane(place), fresh_plane(planes_now[name]), rtol=1e-5, atol=1e-6
            )
        assert "PyTorch" in panel.pop("checked")
        assert "PyTorch" in now.pop("checked")  # the last bits are each processor's own
    assert shipped.pop("with") != []
    assert fresh.pop("with") != []
    assert shipped == fresh
