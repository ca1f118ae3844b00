from datetime import date

import pytest

from lstmviz.storage.renewing import Renewal, renew_by_command
from lstmviz.storage.stored import Stored

DONE = Stored("one", {}, date.today().isoformat(), 1.0, {}, "this one", [])


@pytest.fixture
def command(monkeypatch):
    """Runs the command with these words; returns which were renewed."""

    def run(*words):
        renewed = []
        monkeypatch.setattr("sys.argv", ["renew", *words])

        def renewal(name, rows, seconds):
            def renew(report, executor):
                renewed.append(name)
                report(rows)
                return DONE

            return Renewal(rows, renew, seconds)

        made = {"one": renewal("one", 2, 60.0), "other": renewal("other", 30, 7200.0)}
        renew_by_command("lstmviz.things", "Make things again.", "thing", made)
        return renewed

    return run


def test_it_renews_all_or_one(command, capsys):
    assert command() == ["one", "other"]
    assert command("--thing", "other") == ["other"]
    assert "100%" in capsys.readouterr().err


def test_its_help_says_how_long_each_takes(command, capsys):
    with pytest.raises(SystemExit):
        command("--help")
    told = capsys.readouterr().out
    assert "one: 1.0\n" in told
    assert "all: 2.0 hours" in told
