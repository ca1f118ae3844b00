"""`python -m lstmviz.app.step`: run the nets of the front page, and store its scene anew.

Wanted where the shipped nets, the first example, what a scene holds or its texts are others than before.
"""

from lstmviz.app.step.stepper import FRONT, FRONT_SCENE, computed
from lstmviz.draw.scene import Scene
from lstmviz.draw.stored_scene import write_scene
from lstmviz.languages import LANGUAGES, speak


def in_every_language() -> dict[str, Scene]:
    """The scene of the front page, as each language tells it."""
    scenes = {}
    for name in LANGUAGES:
        speak(name)
        scenes[name] = computed(FRONT)
    return scenes


if __name__ == "__main__":
    write_scene(in_every_language(), FRONT_SCENE)
