"""The view of the Your model page."""

from dataclasses import dataclass

from lstmviz.app.link.view import View


@dataclass(frozen=True)
class YourModelView(View):
    """Nothing that a link could hold: a model has its link where it is stepped."""
