"""How long the stored results take to measure again, as the README says it."""

import re
from pathlib import Path

from lstmviz.claims import CLAIMS
from lstmviz.claims.experiments import EXPERIMENTS
from lstmviz.claims.stored import stored

README = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
MINUTES = {name: stored(claim).seconds / 60 for name, claim in (CLAIMS | EXPERIMENTS).items()}
LONG = ("how-far-back", "where-it-serves", "training-opens-the-path", "rnn-forgets")


def test_the_readme_says_how_long_each_claim_takes():
    assert "about an hour each for *How far back* and *Where it serves*" in README
    assert all(40 < MINUTES[name] < 75 for name in LONG[:2])
    assert "eleven minutes for *Training opens the path*" in README
    assert round(MINUTES[LONG[2]]) == 11
    assert "fourteen for *Does an RNN forget?*" in README
    assert round(MINUTES[LONG[3]]) == 14
    assert "minutes or less for the others, within three hours for all" in README
    assert max(minutes for name, minutes in MINUTES.items() if name not in LONG) < 5
    assert sum(MINUTES.values()) < 180


def test_the_readme_tells_no_other_time_of_the_claims():
    (told,) = re.findall(r"`python -m lstmviz.claims` measures .*? Stopped, it goes on", README)
    assert re.findall(r"an hour|\w+ minutes|\w+ hours", told) == ["an hour", "eleven minutes", "three hours"]
