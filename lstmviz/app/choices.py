"""The controls that pages share: task, sequence and colours, each standing at its word of the address."""

from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstmviz.app.mine import my_nets
from lstmviz.app.sequence_view import SequenceView
from lstmviz.app.subjects import MODELS, subject_of, title_of_layer
from lstmviz.app.widgets import show_problem
from lstmviz.draw.colours import PALETTES
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _
from lstmviz.learn.model import Model
from lstmviz.learn.saved_nets.shipped import SHIPPED
from lstmviz.learn.saved_nets.uploaded import is_uploaded
from lstmviz.learn.subject import Subject
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.limits import LONGEST_SEQUENCE

Choice = TypeVar("Choice")


def row_of_choices() -> DeltaGenerator:
    """Where the choices of a page with a sequence stand, on one line (page.css)."""
    return st.container(horizontal=True, key="choices")


def choose_subject() -> Subject:
    """A menu of tasks and models; another one brings its first example.

    A model that was removed meanwhile gives way to the first task.
    """
    try:
        titles = _subjects_offered(st.session_state["task"])
    except InputError as error:
        show_problem(str(error))
        st.session_state["task"] = SequenceView.task
        _first_example()
        titles = _subjects_offered(SequenceView.task)
    return subject_of(_choose_subject(titles))


def _subjects_offered(shown: str) -> dict[str, str]:
    """Name -> title of all that the menu offers: the visitor's own models too, and the one that is shown."""
    titles = {name: _(subject.title) for name, subject in {**SHIPPED, **MODELS}.items()}
    titles |= {name: title for name, title in my_nets().items() if is_uploaded(name)}
    return titles if shown in titles else titles | {shown: subject_of(shown).title}


def choose_model() -> Model:
    """A menu of models; another one brings its first example."""
    return MODELS[_choose_subject({name: _(model.title) for name, model in MODELS.items()})]


def choose_task() -> Task:
    """A menu of tasks, those without shipped nets too."""
    return TASKS[_choose_subject({name: _(task.title) for name, task in TASKS.items()})]


def _choose_subject(titles: dict[str, str]) -> str:
    return choose_from_menu(_("Task"), "task", titles, 200, on_change=_first_example)


def choose_layer(subject: Subject) -> str:
    """A menu of a model's layers and directions, where there are several."""
    return _choose_layer(_("Layer"), "layer", {one: title_of_layer(one) for one in subject.layers})


def choose_beside(subject: Subject) -> str:
    """A menu of what stands beside the layer: nothing, or another one."""
    others = {one: title_of_layer(one) for one in subject.layers} if len(subject.layers) > 1 else {}
    return _choose_layer(_("Beside it"), "beside", {"": _("nothing beside"), **others})


def _choose_layer(label: str, name: str, titles: dict[str, str]) -> str:
    first, *others = titles
    if st.session_state.get(name) not in titles:
        st.session_state[name] = first
    return choose_from_menu(label, name, titles, 150) if others else first


def choose_sequence(task: Subject) -> tuple[str, list[str]]:
    """A text field and a menu of examples; the sequence to show, and what was wrong with the one typed.

    A sequence that cannot be read is replaced by the last one that could.
    """
    typed = _(task.typed).replace("*", r"\*")  # a label is Markdown
    label = _("Sequence. {typed} Up to {most} steps.").format(typed=typed, most=f"{LONGEST_SEQUENCE:,}")
    text = st.text_input(label, key="seq", placeholder=typed, label_visibility="collapsed") or ""
    names = [_(one.name) for one in task.examples]
    st.menu_button(_("Examples"), names, key="example", help=label, on_click=_example, args=(task,))
    return _last_readable(task, text)


def choose_kept() -> str:
    """The name of the kept nets that a link brought, if any, and a way back to the shipped ones."""
    kept = str(st.session_state.get("kept", ""))
    if kept:
        st.button(_("Back to the shipped nets"), on_click=_no_kept)
    return kept


def _no_kept() -> None:
    st.session_state["kept"] = ""


def choose_palette() -> str:
    """The colours of the heatmaps."""
    return choose_from_menu(
        _("Colours"), "palette", {name: _(one.title) for name, one in PALETTES.items()}, 190
    )


def choose_from_menu(label: str, name: str, titles: dict[Choice, str], width: int, **given: Any) -> Choice:
    """A menu without a label above it: what it says tells what it is; so many px wide."""
    return st.selectbox(  # type: ignore[no-any-return]
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=name,
        label_visibility="collapsed",
        width=width,
        **given,
    )


def choose(label: str, name: str, titles: dict[str, str], **given: object) -> str:
    """A row of buttons, one of them always pressed."""
    return st.segmented_control(  # type: ignore[call-overload, no-any-return]
        label,
        list(titles),
        required=True,
        format_func=titles.__getitem__,
        key=name,
        label_visibility="collapsed",
        wrap=True,
        **given,
    )


def set_control(name: str, value: object) -> None:
    """Put a control where it has to stand, before it is placed.

    Where it stands there already it is left alone: Streamlit would throw back what is moved meanwhile.
    """
    if name not in st.session_state or st.session_state[name] != value:
        st.session_state[name] = value


def _first_example() -> None:
    st.session_state["seq"] = subject_of(st.session_state["task"]).first_example
    st.session_state.update(experiment="", kept="", layer="l0", beside="")  # they belonged to the one before


def _example() -> None:
    examples = {_(one.name): one.typed for one in subject_of(st.session_state["task"]).examples}
    st.session_state["seq"] = examples[st.session_state["example"]]


def _last_readable(task: Subject, typed: str) -> tuple[str, list[str]]:
    readable = st.session_state.setdefault("readable", {})
    try:
        task.tokens(typed)
    except InputError as error:
        return readable.get(task.name, task.first_example), [str(error)]
    readable[task.name] = typed
    return typed, []
