"""A view is all that a visitor chose on a page; a link holds it, field by field, without the defaults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self, TypeVar

from lstmviz.app.link.fields import quoted
from lstmviz.errors import InputError
from lstmviz.languages import gettext as _

MOST_NAMED = 5  # unknown words


@dataclass(frozen=True)
class View:
    """Every choice on a page. Each field is a `link_field`, called in the link as `link_words` says."""

    def normalized(self) -> Self:
        """The view with what need not be said at its default."""
        return self

    def subject(self) -> str:
        """What is looked at, for the browser's tab: nothing of its own, unless said otherwise."""
        return ""

    def link_words(self) -> dict[str, str]:
        """Field -> its word in the link, for the fields that this view's link may name."""
        return {field.name: field.name for field in fields(self)}


V = TypeVar("V", bound=View)


def shared_fields(kind: type[View]) -> set[str]:
    """The fields that a view has in common with other pages' views."""
    return {field.name for field in fields(kind) if field.metadata["shared"]}


def read_link(query: Mapping[str, str], kind: type[V]) -> tuple[V, list[str]]:
    """The view a link asks for, and a sentence for what is unknown of it or falls back to its default.

    Words are read in the order of the fields, so that one may rely on those before it.
    """
    view, dropped = kind(), []
    for field in fields(kind):
        word = view.link_words().get(field.name)
        if word is None or word not in query:
            continue
        try:
            view = replace(view, **{field.name: field.metadata["read"](query[word], view)})
        except InputError as error:
            dropped.append(_("In the link, {word}: {problem}").format(word=word, problem=error))
    if unknown := [quoted(name) for name in query if name not in view.link_words().values()]:
        names = ", ".join(unknown[:MOST_NAMED]) + (", …" if len(unknown) > MOST_NAMED else "")
        problem = _("In the link, this page does not know {names}; the rest of it is shown.")
        dropped.append(problem.format(names=names))
    return view, dropped


def not_here(view: View, words: Iterable[str]) -> list[str]:
    """A sentence for each field that was read, but names what the view's net or text does not have."""
    said = _("In the link, {word}: there is no {value} here.")
    return [said.format(word=word, value=quoted(str(getattr(view, word)))) for word in words]


def link_of(view: View) -> dict[str, str]:
    """The words of the link for a view; defaults vanish."""
    normal = view.normalized()
    words = normal.link_words()
    return {
        words[field.name]: field.metadata["write"](getattr(normal, field.name), normal)
        for field in fields(normal)
        if field.name in words and getattr(normal, field.name) != field.default
    }
