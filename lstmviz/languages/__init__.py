"""In which language a run speaks: gettext's catalogues, chosen for each run and never for all of them.

A text is English in the code: `_("Step {step} of {steps}").format(step=3, steps=50)`. `N_` marks one that is
declared where no run speaks yet, as those of TOML files are; whoever shows it passes it through `_`. A
`Translatable` brings its values along, where those who read it may speak several languages.

Every folder here is a language: its texts.po is written by hand; texts.mo and browser.json, those of the
JavaScript, are made of it by `python -m lstmviz.languages`.
"""

import gettext as catalogues
import json
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from html import escape
from numbers import Integral, Real
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ENGLISH = "en"
LANGUAGES = (ENGLISH, *sorted(catalogue.parent.name for catalogue in FOLDER.glob("*/texts.mo")))
"""The languages that there are, as the `lang` of a link names them."""

_default = ENGLISH  # of a notebook or a program, which have one reader
_spoken: ContextVar[str | None] = ContextVar("language", default=None)


def language(name: str) -> None:
    """Let this program speak a language, in notebooks, files and messages. Raises InputError."""
    global _default
    _default = known(name)


def speak(name: str) -> None:
    """Let this run of a page speak a language, whatever others of the same program speak."""
    _spoken.set(known(name))


def spoken() -> str:
    """The language of this run, a member of LANGUAGES."""
    return _spoken.get() or _default


def known(name: str) -> str:
    """The name itself, if it names a language. Raises InputError."""
    from lstmviz.errors import InputError  # which speaks, and so stands on this

    if name not in LANGUAGES:
        raise InputError(
            "There is no language {name!r}; choose one of {known}.", name=name, known=", ".join(LANGUAGES)
        )
    return name


def nearest(locale: str | None) -> str:
    """The language of a browser's locale, "zh-Hans-CN": English where we do not have it."""
    name = (locale or "").replace("_", "-").split("-")[0].lower()
    return name if name in LANGUAGES else ENGLISH


def own_name(name: str) -> str:
    """What a language calls itself."""
    # Translators: the name of your language, in your language.
    return catalogue(name).gettext(N_("English"))


def gettext(text: str) -> str:
    """A text in the language of this run."""
    if not text:  # under which gettext keeps its own notes
        return ""
    return catalogue(spoken()).gettext(text)


def ngettext(one: str, many: str, count: float) -> str:
    """The text for one or for many, as the language counts."""
    return catalogue(spoken()).ngettext(one, many, count)  # type: ignore[arg-type]


@dataclass(init=False)
class Translatable:
    """A text with its {values}, filled in when it is read: in the language of that run."""

    text: str
    values: dict[str, object]

    def __init__(self, text: str, /, **values: object) -> None:
        self.text, self.values = text, values

    def __str__(self) -> str:
        return gettext(self.text).format(**self.values) if self.values else gettext(self.text)

    def as_json(self) -> list[Any]:
        """As it is kept for readers to come; what JSON does not have is kept as it reads."""
        return [self.text, {name: _as_json(value) for name, value in self.values.items()}]

    @classmethod
    def from_json(cls, kept: list[Any]) -> "Translatable":
        """The message that was kept."""
        text, values = kept
        read = {name: cls.from_json(one) if isinstance(one, list) else one for name, one in values.items()}
        return cls(text, **read)


def _as_json(value: object) -> object:
    if isinstance(value, Translatable):
        return value.as_json()
    if isinstance(value, bool):
        return value
    if isinstance(value, Real):  # NumPy's too, which JSON does not know
        return int(value) if isinstance(value, Integral) else float(value)
    return str(value)


def in_every_language(text: str) -> str:
    """A marked text in each language there is, as HTML: for readers who cannot be asked for theirs."""
    said = (f'<span lang="{name}">{escape(catalogue(name).gettext(text))}</span>' for name in LANGUAGES)
    return "<br>".join(said)


def N_(text: str) -> str:  # noqa: N802 - as gettext's tools know it
    """Mark a declared text for the catalogue; it stays English until `gettext` shows it."""
    return text


@cache
def browser_texts(name: str) -> dict[str, list[str]]:
    """What the browser says by itself in a language: the text -> its translations, one for each plural."""
    if name == ENGLISH:
        return {}
    texts: dict[str, list[str]] = json.loads((FOLDER / name / "browser.json").read_text(encoding="utf-8"))
    return texts


def for_browser() -> dict[str, Any]:
    """The language of this run as `speak` of the JavaScript takes it."""
    return {"language": spoken(), "texts": browser_texts(spoken())}


@cache
def catalogue(name: str) -> catalogues.NullTranslations:
    """The texts of a language; English ones are those of the code."""
    if name == ENGLISH:
        return catalogues.NullTranslations()
    with (FOLDER / name / "texts.mo").open("rb") as compiled:
        return catalogues.GNUTranslations(compiled)
