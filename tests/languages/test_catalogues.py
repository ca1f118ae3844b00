"""Every language has every text of the code, and no others, as it is compiled."""

import ast
import re
import tomllib
from collections import Counter
from string import Formatter

import pytest
from babel.messages.mofile import read_mo

from lstmviz.languages import FOLDER, LANGUAGES, browser_texts
from lstmviz.languages.__main__ import as_tuple, extracted, of_browser, read, renewed, write
from tests.languages.english import english

FOLDERS = [FOLDER / name for name in LANGUAGES if (FOLDER / name).is_dir()]


def texts(catalogue):
    return {as_tuple(message.id): as_tuple(message.string) for message in catalogue if message.id}


@pytest.fixture(scope="module")
def written():
    return {as_tuple(message.id) for message in extracted() if message.id}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request):
    return request.param


def test_every_text_of_the_code_is_translated_and_no_others(folder, written):
    found = texts(read(folder))
    assert found.keys() == written, "renew the catalogues: python -m lstmviz.languages"
    assert [text for text, translation in found.items() if not all(translation)] == []


def test_the_compiled_catalogue_is_the_written_one(folder):
    with (folder / "texts.mo").open("rb") as compiled:
        assert texts(read_mo(compiled)) == texts(read(folder)), "compile: python -m lstmviz.languages"


def test_the_browser_has_its_texts_in_every_plural(folder):
    assert browser_texts(folder.name) == of_browser(renewed(folder))
    assert browser_texts(folder.name)["Step back"] != [""]


def fields(text):
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_a_translation_is_filled_with_the_same_values_and_keeps_the_markdown(folder):
    for text, translation in texts(read(folder)).items():
        for said in translation:
            assert fields(said).keys() == fields(text[-1]).keys(), said
            assert said.count("**") == text[-1].count("**"), said


def test_terms_are_those_of_the_table(folder):
    terms = tomllib.loads((folder / "terms.toml").read_text(encoding="utf-8"))
    for text, translation in texts(read(folder)).items():
        for term, names in terms.items():
            if re.search(rf"\b{term}\b", text[0], re.IGNORECASE):
                assert any(name in translation[0] for name in names), (term, text[0], translation[0])


def test_a_language_is_written_and_read_back_as_it_is(folder, tmp_path):
    copy = tmp_path / folder.name
    copy.mkdir()
    write(copy, read(folder))
    assert texts(read(copy)) == texts(read(folder))


def numbers(text):
    return set(re.findall(r"[−+]?\d+(?:[.,]\d+)*|[⁰¹²³⁴-⁹⁻]+", text))


def test_a_translation_says_the_same_numbers(folder):
    for text, translation in texts(read(folder)).items():
        for said in translation:
            assert numbers(said) == numbers(text[-1]), (text, said)


def test_no_text_is_marked_inside_another_where_extraction_does_not_look():
    for file in FOLDER.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                marked = [one for one in ast.walk(node) if isinstance(one, ast.Call) and is_mark(one)]
                assert marked == [], f"{file}, line {node.lineno}"


def test_a_refusal_is_given_a_text_of_the_catalogue_and_its_values_apart():
    for file in FOLDER.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("InputError", "Translatable"):
                (text,), place = node.args, f"{file}, line {node.lineno}"
                assert not isinstance(text, ast.JoinedStr | ast.Call | ast.BinOp), place
                if isinstance(text, ast.Constant) and node.keywords:
                    assert set(fields(text.value)) == {value.arg for value in node.keywords}, place


def is_mark(call):
    """`_("…")`: of a variable it only says what was marked elsewhere."""
    return (
        isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    )


def test_no_translation_has_an_english_sentence(folder):
    for translation in texts(read(folder)).values():
        assert [english(said) for said in translation if english(said)] == []


def test_bold_is_understood_where_words_have_no_spaces_between(folder):
    for translation in texts(read(folder)).values():
        for said in translation:
            parts = said.split("**")
            for before, bold, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
                assert not re.search(r"\w$", before) or re.match(r"\w", bold), said
                assert not re.match(r"\w", after) or re.search(r"\w$", bold), said
