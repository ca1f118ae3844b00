"""What a shipped lecture says is there: its numbers are computed again from its links, by the nets shown."""

import re
from functools import cache

import numpy as np
import pytest

from lstmviz.app.lecture.link_parts import link_parts
from lstmviz.app.link.view import read_link
from lstmviz.app.step.scene import scene as stepped
from lstmviz.app.views import VIEWS
from lstmviz.app.what_if.scene import comparison
from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import stored
from lstmviz.lectures import LECTURES
from lstmviz.real_nets.g2pm.scores import rows

DECIMAL = re.compile(r"(?<![\w.])−?\d+\.\d+")
FIRST_FLAG = "/?task=recall&seq=abcdBacdabcAdabcdcbd"
HELD_AT = "/what-if?task=recall&seq=abcdBacdabcAdabcdcbd&changes=forget_gate,set,{},all,t12-12"


def number(value, digits=2):
    return f"{value:.{digits}f}".replace("-", "−")


@cache
def panels(link):
    """What a link to Step or What if shows: the panels, a changed run first; answers; where it is asked."""
    to = link_parts(link)
    view, dropped = read_link(to.words, VIEWS[to.page])
    assert dropped == []
    scene = stepped(view) if to.page == "step" else comparison(view)[0].scene
    shown = scene.panels if to.page == "step" else scene.panels[::-1]
    return shown, scene.question.answers, scene.question.asked


def at(link, quantity, unit, *steps, panel=0):
    """The values of a unit at steps, which count from 1 as in links."""
    values = panels(link)[0][panel].values(quantity)
    return [number(values[unit, step - 1]) for step in steps]


def says(link, *steps, panel=0):
    shown, answers, _ = panels(link)
    values = shown[panel].says.values
    rows = [values[step - 1] for step in steps]
    return [answers[row.argmax()] for row in rows] if answers else [number(row[0]) for row in rows]


def sure(link, step, digits=2):
    return number(panels(link)[0][0].says.values[step - 1].max(), digits)


def right(link, panel):
    shown, _, asked = panels(link)
    return f"{shown[panel].says.right[asked].sum()} of {asked.sum()}"


def others(link):
    """At how many steps the change brings another answer."""
    return int(panels(link)[0][0].says.changed.sum())


def left(link, step):
    """Of what a change added to the cells, the mean size at a step."""
    after, before = (panel.values("cell")[:, step - 1] for panel in panels(link)[0])
    return np.abs(after - before).mean()


def of_claim(name, **settings):
    """A claim's verdict."""
    claim = CLAIMS[name]
    settings = claim.defaults() | settings
    rows = list(claim.measure(settings)) if claim.quick else stored(claim).rows
    return claim.verdict(rows, settings)


def text(name, stop):
    one = LECTURES[name].stops[stop - 1]
    return " ".join([one.text, *one.options, one.shows, one.sentence, one.notes])


def link(name, stop):
    one = LECTURES[name].stops[stop - 1]
    return one.then or one.link


COUNTING = "/?task=anbn&seq=aaaaaaaabbbbbbbb"
COUNTER = "/?task=counter&seq=%2B%2B%2B%2B0----%2B%2B%2B%2B0----"
HELD = "/what-if?task=counter&seq=%2B%2B%2B%2B0----&changes={}"
FRESH = "/what-if?net=fresh&init={}&changes=cell,add,1,all,t1-1"
DOTS = "/?task=counter&seq=%2B%2B%2B%2B........................"
LONG = "/?task=anbn&seq=aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbb"

# Every stop in which a number with a point stands -> those numbers, computed.
NUMBERS = {
    ("tour", 2): lambda: at(FIRST_FLAG, "cell", 7, 5, 11),
    ("tour", 3): lambda: at(FIRST_FLAG, "forget_gate", 7, 11, 12),
    ("tour", 4): lambda: [
        *at(FIRST_FLAG, "cell", 7, 11, 12),
        *at(FIRST_FLAG, "forget_gate", 7, 12),
        *at(FIRST_FLAG, "input_gate", 7, 12),
        *at(FIRST_FLAG, "candidate", 7, 12),
        number(
            panels(FIRST_FLAG)[0][0].values("cell")[7, 10]
            * panels(FIRST_FLAG)[0][0].values("forget_gate")[7, 11]
        ),
    ],
    ("tour", 7): lambda: [
        number(panels(FIRST_FLAG)[0][0].values("forget_gate")[:, 11].mean()),
        *(f"{value:.2f}" for value in (0.3, 0.35, 0.4)),  # see below
    ],
    ("lstm-counts", 2): lambda: [
        *at(COUNTING, "cell", 0, 3, 5, 8),
        number(np.diff(panels(COUNTING)[0][0].values("cell")[0, 2:8]).mean()),
        *at(COUNTING, "forget_gate", 0, 8),
        *at(COUNTING, "input_gate", 0, 8),
        *at(COUNTING, "candidate", 0, 8),
    ],
    ("lstm-counts", 3): lambda: [*at(COUNTING, "cell", 0, 8, 16, 15), sure(COUNTING, 16, 3)],
    ("lstm-counts", 6): lambda: at(LONG, "cell", 0, 20, 39),
    ("reset", 1): lambda: [
        *at(COUNTER, "forget_gate", 2, 4, 5),
        *at(COUNTER, "cell", 2, 4, 5),
        *says(COUNTER, 4, 5),
    ],
    ("reset", 2): lambda: [at(COUNTER, "forget_gate", unit, 5)[0] for unit in range(4)],
    ("reset", 3): lambda: [
        *says(HELD.format("forget_gate,set,1,u2,t5-5"), 5),
        *says(HELD.format("forget_gate,set,1,all,t5-5"), 5),
        *says(HELD.format("forget_gate,set,1,all,t5-5;input_gate,set,0,all,t5-5".replace(";", "%3B")), 5),
    ],
    ("reset", 5): lambda: [
        *at(link("reset", 5), "forget_gate", 1, 25, 26),
        sure(link("reset", 5), 26),
    ],
    ("rnn-forgets", 3): lambda: [*says(DOTS, 4, 6, 28, panel=1), *says(DOTS, 4, 28)],
    ("rnn-forgets", 5): lambda: [sure(link("rnn-forgets", 5), 19)],
    ("forget-bias", 1): lambda: [
        *(number(left(FRESH.format("default"), step)) for step in (2, 5)),
        number(left(FRESH.format("default"), 10), 3),
    ],
    ("forget-bias", 2): lambda: [
        *(number(left(FRESH.format("forget-bias-1"), step)) for step in (10, 20)),
        number(1 / (1 + np.exp(-1))),
        number((1 / (1 + np.exp(-1))) ** 10),
    ],
    ("forget-bias", 3): lambda: [number(left(FRESH.format("chrono-50"), 20))],
    ("vanishing-gradient", 2): lambda: ["0.51"],  # of a claim: see below
    ("vanishing-gradient", 3): lambda: ["0.0078", "0.88"],
    ("vanishing-gradient", 4): lambda: ["0.9", "1.2"],
    ("vanishing-gradient", 6): lambda: ["3.5", "0.004", "4.5"],
    ("forget-bias", 4): lambda: ["0.0078"],
    ("forget-bias", 6): lambda: ["0.25"],
    ("chinese-readings", 1): lambda: [sure(link("chinese-readings", 1), 5)],
    ("chinese-readings", 2): lambda: [sure(link("chinese-readings", 2), step) for step in (5, 6)],
    ("chinese-readings", 3): lambda: [sure(link("chinese-readings", 3), 5)],
    ("next-character", 3): lambda: ["0.6"],  # a temperature
    ("gru", 1): lambda: [
        *at(link("gru", 1), "update_gate", 0, 5, panel=1),
        number(1 - panels(link("gru", 1))[0][1].values("update_gate")[0, 4]),
        *at(link("gru", 1), "update_gate", 0, 6, panel=1),
        *at(link("gru", 1), "update_gate", 1, 5, panel=1),
    ],
    ("gru", 2): lambda: [
        *(at(link("gru", 2), "reset_gate", unit, 5, panel=1)[0] for unit in range(5)),
        number(panels(link("gru", 2))[0][1].values("reset_gate")[:, 3].min()),
        *says(link("gru", 2), 5, 4, panel=1),
    ],
    ("speech", 1): lambda: says(link("speech", 1), 6, 7, 8),
    ("speech", 2): lambda: [*says(link("speech", 2), 78), *says(link("speech", 2), 78, panel=1)],
    ("speech", 3): lambda: [max(says(link("speech", 3), *range(10, 16))), *says(link("speech", 3), 15)],
}
STOPS = [(name, stop) for name in LECTURES for stop in range(1, len(LECTURES[name].stops) + 1)]


@pytest.mark.parametrize(("name", "stop"), STOPS)
def test_every_number_is_what_the_net_gives(name, stop):
    told = set(DECIMAL.findall(text(name, stop)))
    computed = NUMBERS.get((name, stop), list)()
    assert told == set(computed)


# What a stop says of a claim's verdict: the claim, its settings, and the words that stand in both.
VERDICTS = [
    ("vanishing-gradient", 1, "unrolled", {}, ["136", "1088"]),
    ("vanishing-gradient", 2, "lstm-solves-vanishing", {}, ["10⁻¹⁹", "10⁻¹²", "0.51"]),
    ("vanishing-gradient", 3, "lstm-solves-vanishing", {"bias": 2.0}, ["0.0078", "0.88"]),
    ("vanishing-gradient", 3, "lstm-solves-vanishing", {"bias": 5.0}, ["27"]),
    ("vanishing-gradient", 4, "lstm-solves-vanishing", {"bias": 2.0, "radius": 1.2}, ["10⁻⁵", "1.2"]),
    ("vanishing-gradient", 5, "exploding-gradients", {}, ["10⁸", "5 of 5", "0 of 5"]),
    ("vanishing-gradient", 6, "training-opens-the-path", {}, ["10⁻⁴", "3.5", "0.004", "4.5"]),
    ("forget-bias", 4, "lstm-solves-vanishing", {"bias": 1.0}, ["10⁻⁷"]),
    ("forget-bias", 4, "lstm-solves-vanishing", {"bias": 2.0}, ["0.0078"]),
    ("forget-bias", 4, "lstm-solves-vanishing", {"bias": 0.0}, ["10⁻¹⁹"]),
    ("forget-bias", 5, "how-far-back", {}, ["1 of 5", "5 of 5", "0 of 5", "18 of 20"]),
    ("rnn-forgets", 2, "rnn-forgets", {}, ["29 of 30", "4 of 30", "28 of 30"]),
    ("rnn-forgets", 6, "how-far-back", {}, ["4 of 5"]),
]


@pytest.mark.parametrize(("name", "stop", "claim", "settings", "words"), VERDICTS)
def test_what_is_said_of_a_claim_is_its_verdict(name, stop, claim, settings, words):
    verdict = of_claim(claim, **settings)
    for word in words:
        assert word in text(name, stop)
        assert word in f"{verdict.says} {verdict.condition}"


def test_the_lines_of_how_far_that_lectures_quote():
    verdict = of_claim("how-far-back").says
    for line in (
        "tanh RNN, orthogonal: 5 of 5 at 10, 4 of 5 at 30",
        "ReLU RNN, identity: 5 of 5 at 10, 5 of 5 at 30, 5 of 5 at 100",
        "LSTM, forget bias 0: 1 of 5 at 10",
        "LSTM, forget bias 1: 5 of 5 at 10, 0 of 5 at 30",
        "LSTM, chrono: 20 of 20 at 10, 18 of 20 at 30",
    ):
        assert line in verdict


@pytest.mark.parametrize(
    ("name", "stop", "experiment", "words"),
    [
        ("lstm-counts", 4, "memory-surgery", ["48"]),
        ("lstm-counts", 5, "one-percent-leak", ["19", "10"]),
        ("reset", 4, "cannot-forget", ["57"]),
    ],
)
def test_what_is_said_of_an_experiment_is_what_it_measures(name, stop, experiment, words):
    verdict = EXPERIMENTS[experiment].verdict(list(EXPERIMENTS[experiment].measure({})), {})
    for word in words:
        assert word in text(name, stop)
        assert word in verdict.says


def test_the_tour_says_what_the_nets_answer():
    assert says(FIRST_FLAG, *range(5, 12)) == ["b"] * 7
    assert (panels(FIRST_FLAG)[0][0].values("forget_gate")[:, 11] < 0.25).all()
    two = link("tour", 5)
    assert (right(two, 0), right(two, 1)) == ("16 of 16", "0 of 16")
    assert set(says(two, *range(5, 21), panel=1)) <= {"a", "d"}
    assert says(link("tour", 6), *range(12, 21)) == ["b"] * 9


def test_from_which_value_on_the_old_letter_stays():
    held = {value: others(HELD_AT.format(value)) for value in (0.0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.7, 1.0)}
    assert held == {0.0: 0, 0.1: 0, 0.2: 0, 0.3: 0, 0.35: 8, 0.4: 9, 0.7: 9, 1.0: 9}
    assert "changes=forget_gate%2Cset%2C0.35" in link("tour", 7)
    assert others(link("tour", 6)) == 9


def test_the_counting_lecture_says_what_the_net_answers():
    assert says(COUNTING, 15, 16) == ["b", "end"]
    assert right(LONG, 0) == "19 of 20"
    assert says(LONG, 38, 39) == ["b", "end"]
    assert EXPERIMENTS["one-percent-leak"].sequence in link("lstm-counts", 5)


def test_the_lecture_on_forgetting_says_what_the_nets_answer():
    longer = link("rnn-forgets", 4)
    assert (says(longer, 30), says(longer, 30, panel=1)) == (["end"], ["b"])
    dots = panels(DOTS)[0]
    assert dots[0].says.right[3:28].all()
    assert dots[1].says.right[3]
    assert not dots[1].says.right[5:].any()
    bs = link("rnn-forgets", 5)
    assert says(bs, 18, 19) == ["a", "b"]
    order = link("rnn-forgets", 7)
    assert (right(order, 0), right(order, 1)) == ("1 of 1", "1 of 1")


def test_g2pm_reads_as_its_lecture_says():
    bank, walk, book = (link("chinese-readings", stop) for stop in (1, 2, 3))
    assert says(bank, 5) + says(walk, 5, 6) + says(book, 5) == ["xíng", "háng", "xíng", "hái"]
    assert "401,548 parameters" in panels(bank)[0][0].detail  # 400,000, rounded
    (row,) = (one for one in rows() if one["character"] == "还")
    assert row["asked"] == {"hai2": 19, "huan2": 1}


def test_silero_hears_as_its_lecture_says():
    begins, held, chord = (link("speech", stop) for stop in (1, 2, 3))
    untouched = panels(begins)[0][0].says
    speech = np.flatnonzero(untouched.right == (untouched.values[:, 0] >= 0.5)) + 1
    assert (speech[0], speech[-1], len(untouched.values)) == (6, 68, 78)
    heard = {panel: np.array(says(held, *range(67, 79), panel=panel), float) >= 0.5 for panel in (0, 1)}
    assert heard[0].all()
    assert heard[1].tolist() == [True] * 2 + [False] * 10
    assert [float(said) >= 0.5 for said in says(chord, *range(9, 16))] == [False, *[True] * 5, False]


def test_the_character_model_answers_as_its_lecture_says():
    word, line = (link("next-character", stop) for stop in (1, 2))
    assert "".join(says(word, *range(7, 16))) == "alueError"
    assert says(word, 18) != ["t"]
    assert says(line, *range(22, 27)) == ["␣"] * 5


def test_a_gru_keeps_up_until_the_count_goes_far():
    for stop, lstm, gru in ((1, "16 of 16", "16 of 16"), (3, "19 of 20", "13 of 20")):
        assert (right(link("gru", stop), 0), right(link("gru", stop), 1)) == (lstm, gru)
        assert gru in text("gru", stop)
    assert lstm in text("gru", 3)


def test_a_letter_is_replaced_at_once_and_stays():
    replaced = link("reset", 5)
    assert says(replaced, 25, 26, 50) == ["b", "d", "d"]


@pytest.mark.parametrize("name", LECTURES)
def test_what_is_veiled_lies_behind_where_one_stands(name):
    for stop in LECTURES[name].stops:
        if stop.veil:
            assert f"#t={stop.veil - 1}" in f"{stop.link}&"
