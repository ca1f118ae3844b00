"""The kind of view of every page."""

from lstmviz.app.claims.view import view_of
from lstmviz.app.exercises.view import ExercisesView
from lstmviz.app.glossary.view import GlossaryView
from lstmviz.app.inside.view import InsideView
from lstmviz.app.lecture.view import LecturesView
from lstmviz.app.link.view import View
from lstmviz.app.memory.view import MemoryView
from lstmviz.app.real_nets.view import RealNetsView
from lstmviz.app.shapes.view import ShapesView
from lstmviz.app.step.view import StepView
from lstmviz.app.story.view import StoryView
from lstmviz.app.train.view import TrainView
from lstmviz.app.units.view import UnitsView
from lstmviz.app.what_if.view import WhatIfView
from lstmviz.app.your_model.view import YourModelView
from lstmviz.claims import CLAIMS

VIEWS: dict[str, type[View]] = {
    "step": StepView,
    "what_if": WhatIfView,
    "memory": MemoryView,
    "real_nets": RealNetsView,
    "units": UnitsView,
    "lectures": LecturesView,
    "story": StoryView,
    "shapes": ShapesView,
    "exercises": ExercisesView,
    "glossary": GlossaryView,
    "inside": InsideView,
    "your_model": YourModelView,
    "train": TrainView,
    **{claim.page: view_of(claim.page) for claim in CLAIMS.values()},
}
