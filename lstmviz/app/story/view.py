"""The view of the story."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, whole
from lstmviz.app.link.view import View
from lstmviz.app.story.chapters import CHAPTERS
from lstmviz.languages import N_
from lstmviz.languages import gettext as _

RECAP = len(CHAPTERS) + 1  # stands behind the chapters
RECAP_TITLE = N_("What to keep")


@dataclass(frozen=True)
class StoryView(View):
    """Which chapter is open."""

    chapter: int = link_field(1, whole(1, RECAP), entry=True)  # from 1

    def subject(self) -> str:
        """The chapter."""
        return _(CHAPTERS[self.chapter - 1].title if self.chapter < RECAP else RECAP_TITLE)
