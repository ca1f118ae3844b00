"""Curves of a training: medians and spreads against numbers worked out by hand."""

import pytest

from lstmviz.app.train.pictures import pictures
from lstmviz.draw.colours import NETS, SECOND
from lstmviz.draw.figures import Look
from lstmviz.learn.sessions.plan import Plan
from lstmviz.learn.settings import Start

LSTM, RNN = Start("lstm", 8, "default", 0.01), Start("rnn", 8, "default", 0.01)
PLAN = Plan("recall", (LSTM, RNN), batch=8, steps=10, clip=1.0, seeds=3)


def report(net, seed, step, loss):
    return {"net": net, "seed": seed, "step": step, "loss": loss, "score": 0.5, "gradient": 1.0}


RECORDS = [report(0, seed, 0, loss) for seed, loss in enumerate((1.0, 5.0, 2.0))]
RECORDS += [report(0, 0, 5, 0.5), report(1, 0, 0, None), report(1, 1, 0, 4.0)]
RECORDS += [{"net": 0, "seed": 0, "step": 10, "diverged": False, "test": {"loss": 9.0}}]


def traces(picture):
    return {trace.get("name"): trace for trace in picture.figure["data"] if trace.get("name")}


def test_a_curve_is_the_median_of_the_seeds_in_the_band_of_all():
    loss = pictures(PLAN, RECORDS, Look())[0]
    drawn = traces(loss)
    a, b = drawn[PLAN.title(0)], drawn[PLAN.title(1)]
    assert (a["x"], a["y"]) == ([0, 5], [2.0, 0.5])
    assert (b["x"], b["y"]) == ([0], [4.0])  # what overflowed is left out
    low, high, *_ = loss.figure["data"]
    assert (low["y"], high["y"]) == ([1.0, 0.5], [5.0, 0.5])
    assert "A: LSTM 8, default, 0.01: 0.5 at update 5" in loss.alt


def test_there_is_a_picture_of_loss_score_and_gradient_from_the_start():
    for records in ([], RECORDS):
        titles = [one.figure["layout"]["yaxis"]["title"]["text"] for one in pictures(PLAN, records, Look())]
        assert titles == ["loss of a fresh batch", "sequences all right", "gradient norm"]
        spans = {tuple(one.figure["layout"]["xaxis"]["range"]) for one in pictures(PLAN, records, Look())}
        assert spans == {(0, 10)}


@pytest.mark.parametrize(("cells", "second"), [((LSTM, RNN), NETS["rnn"]), ((LSTM, LSTM), SECOND)])
def test_nets_are_told_apart_by_colour_and_dash(cells, second):
    plan = Plan("recall", cells, batch=8, steps=10, clip=1.0)
    lines = [trace["line"] for trace in traces(pictures(plan, RECORDS, Look())[0]).values()]
    assert [line["color"] for line in lines] == [NETS["lstm"].light, second.light]
    assert [line["dash"] for line in lines] == ["solid", "dash"]
