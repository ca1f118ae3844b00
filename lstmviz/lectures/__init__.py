"""Lectures: what is told in front of the app, a TOML file each. A new one is one file beside this."""

from pathlib import Path

from lstmviz.lectures.lecture import Lecture, Stop, read_lecture

__all__ = ["LECTURES", "TOUR", "Lecture", "Stop", "read_lecture"]

FOLDER = Path(__file__).parent
TOUR = "tour"
_REAL_NETS = ("chinese-readings", "speech", "next-character")
_LSTM = ("lstm-counts", "reset", "rnn-forgets", "vanishing-gradient", "forget-bias")
_IN_ORDER = (TOUR, *_LSTM, "gru", *_REAL_NETS)

LECTURES = {name: read_lecture(FOLDER / f"{name}.toml") for name in _IN_ORDER}
"""Name in links -> lecture: those that are shipped, and one of one's own if the command was given one."""
