"""The view of the glossary."""

from dataclasses import dataclass

from lstmviz.app.link.view import View


@dataclass(frozen=True)
class GlossaryView(View):
    """Nothing to choose."""
