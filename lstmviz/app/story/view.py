"""The view of the story."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, whole
from lstmviz.app.link.view import View
from lstmviz.app.story.chapters import CHAPTERS

RECAP = len(CHAPTERS) + 1  # stands behind the chapters


@dataclass(frozen=True)
class StoryView(View):
    """Which chapter is open."""

    chapter: int = link_field(1, whole(1, RECAP), entry=True)  # from 1

    def subject(self) -> str:
        """The chapter."""
        return CHAPTERS[self.chapter - 1].title if self.chapter < RECAP else "What to keep"
