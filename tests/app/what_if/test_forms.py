"""How each change is made in the browser: what its form offers can be made, and it speaks every language."""

import re

import pytest

from lstmviz.app.what_if.bench import bench
from lstmviz.app.what_if.change_list import MOST_CHANGES, MOST_VARIANTS, changed, read, read_variants
from lstmviz.app.what_if.changes import KINDS, kinds_of
from lstmviz.languages import speak
from lstmviz.learn.tasks import TASKS
from lstmviz.nets.cells import CELLS
from tests.app.what_if.test_changes import NETS, TOKENS

EVERY = [(cell, kind) for cell in CELLS for kind in kinds_of(CELLS[cell])]
each = pytest.mark.parametrize(("cell", "kind"), EVERY)


def form_of(cell, kind):
    return KINDS[kind].form(kind, NETS[cell], TOKENS)


def in_the_link(field, value):
    """As the browser writes it."""
    if field.kind == "unit":
        return "all" if value is None else f"u{value}"
    return "t{}-{}".format(*value) if field.kind == "steps" else str(value)


def word(kind, form, **over):
    """The change as its form begins, but for the values over it."""
    values = {field.name: field.start for field in form.fields} | over
    said = {field.name: in_the_link(field, values[field.name]) for field in form.fields}
    span = form.spans.get(values.get("mode", ""))
    return form.word.format(kind=kind, value=span.start if span else "", **said)


def refused(cell, link):
    """What could not be read, and what could not be made."""
    changes, dropped = read(link)
    return [*dropped, *changed(TASKS["recall"], NETS[cell], TOKENS, changes)[1].values()]


def ends(field):
    """Its first and last value, and those beyond."""
    if field.kind == "unit":
        return (0, field.count - 1), (field.count,)
    if field.kind == "steps":
        return ((1, field.count), (field.count, field.count)), ((0, 1), (1, field.count + 1))
    most = field.least + field.count - 1
    return (field.least, most), (field.least - 1, most + 1)


@each
def test_all_that_a_form_offers_can_be_made_and_nothing_beyond(cell, kind):
    form = form_of(cell, kind)
    assert refused(cell, word(kind, form)) == []
    for field in form.fields:
        if field.kind in ("unit", "steps", "whole"):
            offered, beyond = ends(field)
            for value in offered:
                assert refused(cell, word(kind, form, **{field.name: value})) == []
            for value in beyond:
                assert refused(cell, word(kind, form, **{field.name: value})) != []
        for option in field.options:
            assert refused(cell, word(kind, form, **{field.name: option})) == []


@each
def test_its_slider_begins_within_its_span_on_a_step_where_something_changes(cell, kind):
    for span in form_of(cell, kind).spans.values():
        assert span.least <= span.start <= span.most
        steps = (span.start - span.least) / span.step
        assert steps == pytest.approx(round(steps))
        assert span.step <= 0.05
        assert span.start != span.without


def texts(form):
    """What is read or spoken of a form."""
    yield from (form.title, form.sentence, *form.says.values())
    for field in form.fields:
        yield from (field.label, *field.options.values(), *field.texts.values())
    yield from (span.label for span in form.spans.values())


@each
def test_every_text_is_in_the_language_that_was_set(cell, kind):
    speak("zh")
    try:
        said = [*texts(form_of(cell, kind))]
    finally:
        speak("en")
    assert [one for one in said if not re.search("[一-鿿]", one)] == []


def test_the_bench_lists_every_change_of_every_variant_as_it_stands():
    link = "off,forget_gate,set,0.5,u1,t2-3;forget-bias,1|cell,add,1,u9,all|"
    variants, _ = read_variants(link)
    found = bench(NETS["lstm"], TOKENS, variants, [variants[1][0]])
    assert found.changeable["forms"].keys() == kinds_of(CELLS["lstm"]).keys()
    assert found.changeable["most"] == {"changes": MOST_CHANGES, "variants": MOST_VARIANTS}
    assert found.changed["word"] == link
    (gate, bias), (cell,), empty = found.changed["variants"]
    assert gate == {
        "kind": "forget_gate",
        "on": False,
        "values": {"value": 0.5, "quantity": "forget_gate", "mode": "set", "unit": 1, "first": 2, "last": 3},
        "says": "forget gate of unit 1 set to 0.5 at t = 2 to 3",
        "word": "forget_gate,set,0.5,u1,t2-3",
        "refused": False,
    }
    assert (bias["kind"], bias["on"], bias["values"]) == ("forget-bias", True, {"value": 1.0})
    assert cell["refused"]
    assert (cell["values"]["first"], cell["values"]["last"]) == (1, len(TOKENS))
    assert empty == []
