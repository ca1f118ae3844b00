"""Letters as in a book: what each thing is called there; the numbers are not touched."""

import re

import numpy as np
import pytest

from lstmviz import InputError
from lstmviz.app.what_if.changes.quantity import QuantityChange
from lstmviz.draw import equations
from lstmviz.draw.notation import NOTATIONS, in_own_letters, letters, notation, write_in
from lstmviz.draw.scene import Panel, Scene
from lstmviz.draw.stepper.described_cell import described
from lstmviz.draw.still import still
from lstmviz.learn.saved_nets import shipped
from lstmviz.nets.cells import CELLS
from tests.draw.stepper.test_pack import TOKENS, unpack
from tests.pages.opening import opened, problems, scene

EVERY = [(book, cell) for book in NOTATIONS for cell in CELLS]


@pytest.fixture(autouse=True)
def own_again():
    yield
    write_in("pytorch")


def symbols(cell):
    return [notation().symbol(CELLS[cell], quantity) for quantity in CELLS[cell].order]


def lines(cell):
    return [equations.in_symbols(line.expression, CELLS[cell]) for line in CELLS[cell].equations]


@pytest.mark.parametrize(
    ("book", "lstm", "gru"),
    [
        ("pytorch", "f i g c o h", "r z n h"),
        ("d2l", "F I C̃ C O H", "R Z H̃ H"),
        ("olah", "f i C̃ C o h", "r 1−z h̃ h"),
        ("deeplearning-ai", "Γf Γu c̃ c Γo a", "Γr 1−Γu c̃ c"),
        ("goodfellow", "f g s̃ s q h", "r u h̃ h"),
    ],
)
def test_the_letters_of_a_book(book, lstm, gru):
    write_in(book)
    assert (symbols("lstm"), symbols("gru")) == (lstm.split(), gru.split())


@pytest.mark.parametrize(
    ("book", "gate"),
    [
        ("pytorch", "σ ( W_f x_t + U_f h_t-1 + b_f )"),
        ("d2l", "σ ( W_xf x_t + W_hf H_t-1 + b_f )"),
        ("olah", "σ ( W_f [ h_t-1 , x_t ] + b_f )"),
        ("deeplearning-ai", "σ ( W_f [ a_t-1 , x_t ] + b_f )"),
        ("goodfellow", "σ ( U_f x_t + W_f h_t-1 + b_f )"),
    ],
)
def test_the_forget_gate_of_a_book(book, gate):
    write_in(book)
    assert lines("lstm")[0] == gate


@pytest.mark.parametrize(
    ("book", "line"),
    [
        ("pytorch", "( 1 − z_t ) · n_t + z_t · h_t-1"),
        ("d2l", "( 1 − Z_t ) · H̃_t + Z_t · H_t-1"),
        ("olah", "z_t · h̃_t + ( 1 − z_t ) · h_t-1"),
        ("deeplearning-ai", "Γu_t · c̃_t + ( 1 − Γu_t ) · c_t-1"),
    ],
)
def test_the_update_gate_of_a_gru_either_way_round(book, line):
    write_in(book)
    assert lines("gru")[-1] == line


@pytest.mark.parametrize(("book", "cell"), EVERY)
def test_no_two_quantities_of_a_cell_share_a_letter_and_all_is_written(book, cell):
    write_in(book)
    assert len(set(symbols(cell))) == len(symbols(cell))
    told = described(cell)
    assert [line["symbol"] for line in told["equations"]] == [
        notation().symbol(CELLS[cell], line.quantity) for line in CELLS[cell].equations
    ]
    assert all(line["symbols"].startswith("<math") for line in told["equations"])


def test_the_diagram_has_the_letters_too():
    write_in("goodfellow")
    assert ">s̃</text>" in described("lstm")["diagram"]
    assert ">sₜ₋₁</text>" in described("lstm")["diagram"]
    write_in("olah")
    assert all(f">{name}</text>" in described("gru")["diagram"] for name in ("1−z", "z"))


def test_what_has_letters_of_its_own_keeps_them():
    write_in("olah")
    assert in_own_letters(letters)() == "pytorch"
    assert letters() == "olah"


def test_a_book_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(InputError, match="no letters 'nope'; choose one of pytorch, d2l"):
        write_in("nope")


def taken_apart(bytes_):
    head, plane = unpack(bytes_)
    return head, [plane(place) for panel in head["panels"] for place in panel["planes"].values()]


def test_a_link_names_the_book_and_the_numbers_are_the_same():
    head, numbers = taken_apart(scene(opened("step", task="recall")))
    app = opened("step", task="recall", letters="goodfellow")
    assert problems(app) == []
    assert app.query_params["letters"] == "goodfellow"
    other, same = taken_apart(scene(app))
    assert [one["symbol"] for one in head["panels"][0]["quantities"]] == list("figcoh")
    assert [one["symbol"] for one in other["panels"][0]["quantities"]] == ["f", "g", "s̃", "s", "q", "h"]
    for one, another in zip(numbers, same, strict=True):
        np.testing.assert_array_equal(one, another)


def test_the_book_goes_along_to_other_pages():
    app = opened("step", task="recall", letters="d2l")
    app.query_params.clear()
    assert problems(app) == []
    app.selectbox(key="palette").set_value("grey").run()
    assert app.query_params["letters"] == "d2l"


def test_a_still_picture_and_a_change_of_what_if_are_in_the_letters_too(traced):
    write_in("goodfellow")
    (layer,) = traced("lstm").layers
    drawn = still(Scene((Panel("LSTM", "", layer),), TOKENS))
    assert re.findall(r'font-style="italic"[^>]*>([^<]+)<', drawn) == symbols("lstm")
    form = QuantityChange.form("input_gate", shipped.load("recall", "lstm").net, ("a", "b"))
    assert form.short["set"] == "g = {value}"
