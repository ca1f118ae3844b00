"""The Units page, without a browser."""

import json
from functools import partial
from html import unescape

import numpy as np
import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id

import lstmviz
from lstmviz.app import running
from lstmviz.app.jobs.end import End
from lstmviz.app.jobs.files import JobFiles
from lstmviz.app.jobs.work import WORK
from lstmviz.app.subjects import MODELS, subject_of
from lstmviz.app.units.comparing import compared, effects
from lstmviz.app.units.corpora import job_of, read
from lstmviz.app.units.own_texts import keep_text
from lstmviz.app.units.targets import targets
from lstmviz.app.units.view import UnitsView
from lstmviz.corpus import Row
from lstmviz.learn.saved_nets.shipped import SHIPPED
from tests.pages import opening
from tests.pages.opening import components, problems, sound

opened = partial(opening.opened, "units")


def content(app):
    return json.loads(components(app)[0].proto.json)


def told(app, name, value):
    """The page after the browser told something."""
    states = app._tree.get_widget_states()
    event = json.dumps([{"event": name, "value": value}])
    states.widgets.add(id=_make_trigger_id(components(app)[0].proto.id, "events"), json_trigger_value=event)
    return sound(app._run(states))


@pytest.mark.parametrize("task", [*SHIPPED, *MODELS])
def test_every_task_opens_with_its_text_first(task):
    app = opened(task=task)
    assert problems(app) == []
    shown, first = content(app), subject_of(task).tokens(subject_of(task).first_example)
    assert tuple(shown["tokens"][: len(first)]) == first
    assert shown["rows"]
    assert all(len(one["values"]) == len(shown["tokens"]) for one in shown["quantities"])


def test_the_quote_unit_is_there_and_holding_it_turns_the_answers():
    what, found = read(UnitsView(task="quotes")), compared(UnitsView(task="quotes", about="quotes"))
    best = found.ranking.found[0]
    assert best.row == Row("l0", "hidden", 1)
    assert best.auc > 0.999
    assert found.ranking.chance < 0.2
    assert best.by_chance < 0.01
    follower = next(one for one in found.ranking.found if one.row == Row("l0", "output_gate", 2))
    assert follower.auc > 0.9
    held = effects(what, [best.row, follower.row], found.values, None)
    assert held[best.row].changed > 0.99
    assert held[follower.row].changed < 0.01


def test_what_is_told_of_holding_a_row_is_what_a_whole_run_with_one_edit_gives():
    view = UnitsView(task="recall", seq="ab" * 600 + "A" + "ba" * 250, about="span", span="1500-1540")
    what, found = read(view), compared(view)
    read_by_net, inside = what.documents[0][:], range(1500, 1540)
    outside = np.delete(np.arange(what.corpus.steps), inside)
    assert len({one.effect for one in found.listed}) > 3
    for one in found.listed:
        values = what.corpus.values(one.quantity, one.unit).astype(float)
        edit = lstmviz.Edit(one.quantity, values[outside].mean(), units=[one.unit], steps=inside)
        runs = [lstmviz.trace(what.net.recurrent, read_by_net, edits=edits) for edits in ([], [edit])]
        before, after = (what.predicted(run.output)[inside].argmax(-1) for run in runs)
        told = f"held at {edit.value:.2f}: {(before != after).float().mean():.0%} of the answers change"
        assert one.effect == told.replace("-", "−")


def test_what_colours_the_text_is_what_a_trace_gives():
    view = UnitsView(task="quotes")
    shown, what = content(opened(task="quotes", row="l0.forget_gate.2")), read(view)
    line = shown["quantities"][shown["chosen"]]
    assert (line["name"], shown["unit"], line["span"]) == ("forget_gate", 2, [0, 1])
    trace = lstmviz.trace(what.net.recurrent, what.documents[0][:])
    steps = len(what.documents[0][:])
    assert np.allclose(line["values"][:steps], trace.layers[0].forget_gate[:, 0, 2], atol=1e-3)


def test_a_row_a_place_and_a_span_come_from_the_browser_and_stand_in_the_link():
    app = told(opened(task="quotes"), "chosen", {"layer": "l0", "quantity": "cell", "unit": 3})
    assert app.query_params["row"] in ("l0.cell.3", ["l0.cell.3"])
    app = told(app, "went", 5000)
    shown = content(app)
    assert shown["first"] <= 5000 < shown["first"] + len(shown["tokens"])
    assert shown["cursor"] == 5000
    app = told(app, "brushed", [5002, 5005])
    assert app.query_params["span"] in ("5002-5005", ["5002-5005"])
    assert content(app)["span"] == [5002, 5005]
    assert "inside the brushed span" in app.selectbox(key="about").options


def test_places_alike_are_found_and_gone_to():
    app = opened(task="quotes", span="20-26")
    places = [button for button in app.button if button.key and button.key.startswith("alike")]
    assert places
    start = int(places[0].label.split("–")[0]) - 1
    app = sound(places[0].click().run())
    assert content(app)["cursor"] == start
    app = sound(app.button(key="no span").click().run())
    assert content(app)["span"] is None


def test_an_expression_that_cannot_be_read_is_told_and_mended_in_place():
    app = opened(task="quotes", about="match", typed="(")
    (said,) = problems(app)
    assert "regular expression" in said
    app = sound(app.text_input(key="typed").set_value("x[a-z]").run())
    assert problems(app) == []
    assert sum(content(app)["truth"]) > 0


def test_what_a_visitor_types_is_text_and_never_markup():
    app = opened(task="quotes", about="match", typed="<img src=x onerror=alert(1)>(")
    assert "<img" not in problems(app)[0]


@pytest.mark.parametrize("words", [{"net": "gru"}, {"task": "adding"}])
def test_other_nets_open(words):
    app = opened(**{"task": "quotes", **words})
    assert problems(app) == []
    assert content(app)["rows"]


def test_words_that_mean_nothing_here_are_named_and_dropped_and_the_rest_kept():
    wrong = {"row": "nothing", "span": "9-3", "about": "x", "rows": "l0.cell.0,l0.cell.99", "first": "900000"}
    app = opened(task="quotes", threshold="0.5", **wrong)
    (said,) = map(unescape, problems(app))
    assert all(f"In the link, {word}: there is no {value!r} here." in said for word, value in wrong.items())
    assert content(app)["rows"]
    assert app.query_params["threshold"] in ("0.5", ["0.5"])
    assert not wrong.keys() & app.query_params.keys()
    assert problems(sound(app.run())) == []


def test_a_row_that_another_net_does_not_have_is_no_fault_of_a_link():
    app = opened(task="quotes", row="l0.forget_gate.1")
    assert problems(app) == []
    app = sound(next(menu for menu in app.selectbox if menu.label == "Net").select("rnn-same-units").run())
    assert problems(app) == []
    assert content(app)["rows"]


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Jobs and kept texts of this test alone."""
    for name in ("LSTMVIZ_JOBS", "LSTMVIZ_KEPT"):
        monkeypatch.setenv(name, str(tmp_path / name))
    running.jobs.clear()
    yield tmp_path / "LSTMVIZ_JOBS"
    running.jobs.clear()


def test_a_long_corpus_is_a_job_and_a_shorter_one_stands_in_for_it_meanwhile(folders):
    app = opened(task="quotes", size="100000")
    assert "Trace this corpus" in [button.label for button in app.button]
    assert content(app)["steps"] < 30_000
    assert app.query_params["size"] in ("100000", ["100000"])
    spec = job_of(UnitsView(task="quotes", size=100_000))
    files = JobFiles(folders / spec.id)
    files.write_spec(spec)
    for record in WORK[spec.kind](spec.settings, files.folder):
        files.append(record)
    files.write_end(End("done"))
    shares = [record["share"] for record in files.records()]
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert shares[-1] == 1
    app = sound(app.run())
    assert "Trace this corpus" not in [button.label for button in app.button]
    assert 99_000 < content(app)["steps"] < 101_000
    assert problems(app) == []


def test_a_text_of_ones_own_is_read_and_what_is_left_out_of_it_is_told(folders):
    own = keep_text('he said "one" §\nshe said "two"\n'.encode())
    app = opened(task="quotes", own=own)
    assert "".join(content(app)["tokens"]) == 'he said "one"she said "two"'
    assert [text.value for text in app.markdown if "left out" in text.value] == [
        "1 symbol is not in the alphabet and is left out."
    ]
    app = sound(next(button for button in app.button if button.label.startswith("Back to")).click().run())
    assert "own" not in app.query_params
    (said,) = problems(opened(task="quotes", own="0" * 16))
    assert "Upload it again" in said


def test_a_text_is_the_visitor_s_who_uploaded_it_and_is_removed_at_a_click(folders):
    app = opened(task="quotes")
    app.get("file_uploader")[0].set_value(("notes.txt", b'a "word"', "text/plain"))
    app = sound(app.run())
    assert "".join(content(app)["tokens"]) == 'a "word"'
    own = app.session_state["own"]
    elsewhere = opened(task="quotes", own=own)
    assert "Remove your text from the server" not in [button.label for button in elsewhere.button]
    remove = next(button for button in app.button if button.label == "Remove your text from the server")
    app = sound(remove.click().run())
    assert "own" not in app.query_params
    assert "Upload it" in problems(opened(task="quotes", own=own))[0]


def test_line_ends_and_spaces_are_what_they_stand_for_where_a_model_shows_others():
    what = read(UnitsView(task="character-model"))
    known = targets(what)
    column, place = (known[name].at("") for name in ("column", "place"))
    tokens = np.array(what.corpus.tokens)
    assert (column[tokens == "↵"] == 0).all()
    assert (column != place).any()
    assert (known["indentation"].at("") > 0).any()


def test_steps_of_a_long_text_are_in_sight_around_the_cursor():
    app = opened(task="parity", seq="01" * 800, first="1400")
    shown = content(app)
    assert shown["first"] <= 1400 < shown["first"] + len(shown["tokens"])
    assert len(shown["tokens"]) <= 800
