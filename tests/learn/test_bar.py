"""The progress bar of long work at the command line."""

from lstmviz.learn import bar


def test_the_bar_ends_full(capsys):
    drawn = bar.Bar(total=10)
    for _ in range(10):
        drawn.advance("anbn", 1)
    last = capsys.readouterr().err.split("\r")[-1]
    assert "█" * bar.BAR_WIDTH in last
    assert "100%" in last
    assert "0 min 00 s left" in last


def test_the_bar_tells_the_time_left(capsys, monkeypatch):
    clock = iter([0.0, 119.7])
    monkeypatch.setattr(bar, "perf_counter", lambda: next(clock))
    bar.Bar(total=2).advance("anbn", 1)
    assert " 50%  2 min 00 s left  anbn" in capsys.readouterr().err
