"""Extract, renew and compile all catalogues: `python -m lstmviz.languages`. Needs Babel, lstmviz[dev].

New texts come into every texts.po with no translation, those that the code has no more go out of it. What is
left to translate is counted at the end.
"""

import json
import re
import tomllib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lstmviz.languages import FOLDER

PACKAGE = FOLDER.parent
CALL = re.compile(r'\b(say|mark|sayMany)\(\s*("(?:[^"\\]|\\.)*")(?:\s*,\s*("(?:[^"\\]|\\.)*"))?')


def calls(
    file: IO[bytes], *_given: object, **_options: object
) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """The texts of JavaScript, in Babel's form; its own loses those that stand in HTML."""
    source = file.read().decode()
    for call in CALL.finditer(source):
        texts = [json.loads(text) for text in call.groups()[1:] if text]
        yield source.count("\n", 0, call.start()) + 1, call[1], texts, []


def drawn(file: IO[bytes], *_given: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """What drawings of cells say aloud."""
    for says in re.findall(r'aria-label="([^"]*)"', file.read().decode()):
        yield 1, "aria-label", says, []


def told(
    file: IO[bytes], keywords: Container[str], *_given: object, **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """What stands in a TOML file under the keys of texts."""
    for key, text in _leaves(tomllib.load(file)):
        if key in keywords:
            yield 1, key, text, []


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a table, with the key that it, or the list it is in, stands under."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below, key)
    elif isinstance(value, str):
        yield key, value


TOLD = (
    *("title", "about", "heading", "text", "question", "options", "shows", "sentence", "notes"),  # lectures
    *("idea", "details", "link_title", "verdict", "says"),  # the story, which asks and shows as lectures do
    *("grade", "asks", "why", "name", "means"),  # exercises, shapes, glossary
)
"""The keys of shipped TOML files under which a text stands."""
MARKS: tuple[tuple[Any, str, dict[str, Any]], ...] = (
    ("python", "**.py", dict.fromkeys(("_", "N_", "InputError", "Translatable")) | {"ngettext": (1, 2)}),
    (drawn, "**.svg", {"aria-label": None}),
    (calls, "**.js", {"say": None, "mark": None, "sayMany": (1, 2)}),
    (told, "**.toml", dict.fromkeys(TOLD)),
)
HEADER = "# lstmviz in another language. Fill in the msgstr lines, then run: python -m lstmviz.languages\n#"


def extracted() -> Catalog:
    """Every text of the code, each with the files in which it stands."""
    texts = Catalog(project="lstmviz", header_comment=HEADER, fuzzy=False)
    for method, files, keywords in MARKS:
        found = extract_from_dir(
            PACKAGE,
            [(files, method)],
            keywords=keywords,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for file, _line, message, comments, _context in sorted(found, key=lambda one: one[:2]):
            texts.add(message, locations=[(f"lstmviz/{file}", 0)], auto_comments=comments)
    return texts


def folders() -> Iterator[Path]:
    """The folder of every language but English."""
    return (catalogue.parent for catalogue in sorted(FOLDER.glob("*/texts.po")))


def read(folder: Path) -> Catalog:
    """A language's catalogue as it is written."""
    with (folder / "texts.po").open("rb") as written:
        return read_po(written, locale=folder.name)


def renewed(folder: Path) -> Catalog:
    """The catalogue with the texts of the code, and no others."""
    catalogue = read(folder)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "lstmviz", ""
    return catalogue


def write(folder: Path, catalogue: Catalog) -> None:
    """All files of a language."""
    with (folder / "texts.po").open("wb") as written:
        write_po(written, catalogue, width=110, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    with (folder / "texts.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    texts = json.dumps(of_browser(catalogue), ensure_ascii=False, indent=0)
    (folder / "browser.json").write_text(texts + "\n", encoding="utf-8")


def of_browser(catalogue: Catalog) -> dict[str, list[str]]:
    """The texts that JavaScript says: one, or the text for one of many -> the translations."""
    translated = [one for one in catalogue if one.id and one.string and all(as_tuple(one.string))]
    said = [one for one in translated if any(file.endswith(".js") for file, _line in one.locations)]
    return {as_tuple(one.id)[0]: list(as_tuple(one.string or "")) for one in said}


def as_tuple(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A text, or a text and its plurals, as gettext keeps them."""
    return (text,) if isinstance(text, str) else tuple(text)


def main() -> None:
    """Renew all, and count."""
    for folder in folders():
        catalogue = renewed(folder)
        write(folder, catalogue)
        left = sum(not message.string or not any(message.string) for message in catalogue if message.id)
        print(f"{folder.name}: {len(catalogue)} texts, {left} to translate")


if __name__ == "__main__":
    main()
