"""What the pages with a sequence show nets at: the tasks that have shipped nets, and nets from elsewhere."""

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets.shipped import SHIPPED
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import TASKS

MODELS: dict[str, Model] = {}
"""The nets from elsewhere that are shipped, by their names in links; a new one is one line here."""


def subject_of(name: str) -> Subject:
    """The task or the model of this name. Raises InputError where there is none."""
    found = TASKS.get(name) or MODELS.get(name)
    if found is None:
        problem = _("there is no {word}; choose one of {choices}.")
        raise InputError(problem.format(word=repr(name[:30]), choices=", ".join([*SHIPPED, *MODELS])))
    return found


def subjects_offered() -> dict[str, str]:
    """Name -> title of all that the menu offers."""
    return {name: _(subject.title) for name, subject in {**SHIPPED, **MODELS}.items()}
