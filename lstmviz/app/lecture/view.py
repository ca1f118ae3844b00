"""The view of the page that lists the lectures."""

from dataclasses import dataclass

from lstmviz.app.link.view import View


@dataclass(frozen=True)
class LecturesView(View):
    """Nothing to choose: which lecture one is in, any page's link can say (link/everywhere.py)."""
