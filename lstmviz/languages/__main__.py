"""Extract, renew and compile all catalogues: `python -m lstmviz.languages`. Needs Babel, lstmviz[dev].

New texts come into every texts.po with no translation, those that the code has no more go out of it. What is
left to translate is counted at the end.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lstmviz.languages import FOLDER

PACKAGE = FOLDER.parent
MARKS = {
    "python": ("**.py", {"_": None, "N_": None, "ngettext": (1, 2)}),
    "javascript": ("**.js", {"say": None, "sayMany": (1, 2)}),
}
HEADER = "# lstmviz in another language. Fill in the msgstr lines, then run: python -m lstmviz.languages\n#"


def extracted() -> Catalog:
    """Every text of the code, each with the files in which it stands."""
    texts = Catalog(project="lstmviz", header_comment=HEADER, fuzzy=False)
    for method, (files, keywords) in MARKS.items():
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
    """Both files of a language."""
    with (folder / "texts.po").open("wb") as written:
        write_po(written, catalogue, width=110, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    with (folder / "texts.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def main() -> None:
    """Renew all, and count."""
    for folder in folders():
        catalogue = renewed(folder)
        write(folder, catalogue)
        left = sum(not message.string or not any(message.string) for message in catalogue if message.id)
        print(f"{folder.name}: {len(catalogue)} texts, {left} to translate")


if __name__ == "__main__":
    main()
