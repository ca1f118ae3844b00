"""`python -m lstmviz.app.step`: run the nets of the front page, and store its scene anew.

Wanted where the shipped nets, the first example or what a scene holds are others than before.
"""

from lstmviz.app.step.stepper import FRONT, FRONT_SCENE, computed
from lstmviz.draw.stored_scene import write_scene

if __name__ == "__main__":
    write_scene(computed(FRONT), FRONT_SCENE)
