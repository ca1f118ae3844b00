"""The view of the exercises."""

from dataclasses import dataclass

from lstmviz.app.exercises.exercises import EXERCISES
from lstmviz.app.link.fields import link_field, whole
from lstmviz.app.link.view import View


@dataclass(frozen=True)
class ExercisesView(View):
    """Which one is open."""

    exercise: int = link_field(1, whole(1, len(EXERCISES)), entry=True)
