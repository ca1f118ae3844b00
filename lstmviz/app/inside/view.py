"""The view of the Inside-a-cell page."""

from dataclasses import dataclass

from lstmviz.app.link.view import View


@dataclass(frozen=True)
class InsideView(View):
    """Nothing that Python needs: the browser keeps the whole state of the page in the hash."""
