"""What the pages with a sequence show nets at: tasks with shipped nets, and models; without Streamlit."""

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets.shipped import SHIPPED
from lstmviz.learn.saved_nets.uploaded import is_uploaded, load_model
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import TASKS
from lstmviz.real_nets.character_model import model as character_model
from lstmviz.real_nets.g2pm import model as g2pm
from lstmviz.real_nets.silero_vad import model as silero_vad

MODELS: dict[str, Model] = {
    model.name: model for model in (g2pm.MODEL, silero_vad.MODEL, character_model.MODEL)
}
"""The models that are shipped, by their names in links; a new one is one line here."""


def subject_of(name: str) -> Subject:
    """The task or the model of this name. Raises InputError where there is none."""
    found = TASKS.get(name) or MODELS.get(name)
    if found is None and is_uploaded(name):
        return load_model(name)
    if found is None:
        raise InputError(
            "there is no {word}; choose one of {choices}.",
            word=repr(name[:30]),
            choices=", ".join([*SHIPPED, *MODELS]),
        )
    return found


def title_of_layer(layer: str) -> str:
    """By PyTorch's suffix: "l1_reverse" is layer 1, reverse."""
    number, reverse = layer.removesuffix("_reverse").removeprefix("l"), layer.endswith("_reverse")
    text = _("layer {layer}, from the end") if reverse else _("layer {layer}")
    return text.format(layer=number)
