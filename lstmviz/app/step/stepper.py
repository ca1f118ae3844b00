"""View -> stepper. The front page's scene is shipped: until another is asked for, no torch is loaded."""

from pathlib import Path

from lstmviz.app.language import cached_by_language
from lstmviz.app.step.view import StepView
from lstmviz.draw.scene import Scene
from lstmviz.draw.stepper import Stepper
from lstmviz.draw.stored_scene import read_scene
from lstmviz.languages import spoken
from lstmviz.limits import MOST_STEPPERS

FRONT = StepView()
FRONT_SCENE = Path(__file__).with_name("front.npz")  # `python -m lstmviz.app.step` computes it


@cached_by_language(MOST_STEPPERS)
def stepper(view: StepView) -> Stepper:
    """Both nets over the view's sequence; raises InputError where the view or a net's file cannot be used."""
    scene = read_scene(FRONT_SCENE, spoken()) if view == FRONT else computed(view)
    return Stepper(scene, view.palette)


def computed(view: StepView) -> Scene:
    """The scene as PyTorch runs it now."""
    from lstmviz.app.step.scene import scene

    return scene(view)
