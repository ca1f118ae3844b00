"""A view is all that a visitor chose on a page; a link holds it, field by field, without the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self, TypeVar

from lstmviz.errors import InputError


@dataclass(frozen=True)
class View:
    """Every choice on a page. Each field is a `link_field`, and called in the link as it is here."""

    def normalized(self) -> Self:
        """The view with what need not be said at its default."""
        return self


V = TypeVar("V", bound=View)


def shared_fields(kind: type[View]) -> set[str]:
    """The fields that a view has in common with other pages' views."""
    return {field.name for field in fields(kind) if field.metadata["shared"]}


def read_link(query: Mapping[str, str], kind: type[V]) -> tuple[V, list[str]]:
    """The view a link asks for, and a sentence for each word of it that falls back to its default.

    Words are read in the order of the fields, so that one may rely on those before it.
    """
    view, dropped = kind(), []
    for field in [field for field in fields(kind) if field.name in query]:
        try:
            view = replace(view, **{field.name: field.metadata["read"](query[field.name], view)})
        except InputError as error:
            dropped.append(f"In the link, {field.name}: {error}")
    return view, dropped


def link_of(view: View) -> dict[str, str]:
    """The words of the link for a view; defaults vanish."""
    normal = view.normalized()
    values = {field.name: getattr(normal, field.name) for field in fields(normal)}
    return {name: str(value) for name, value in values.items() if value != getattr(type(normal), name)}
