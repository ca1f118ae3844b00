"""Every key of a session that is no field of a view: one table, so that no two uses share a key.

A `*` stands for what the code fills in. tests/app/test_session_keys.py holds all code of the pages to it.
"""

REMEMBERED = {
    "address": "Where the browser's address stands, or will once the browser has all that was sent.",
    "arrived": "How many steps of Back and Forward the page has followed.",
    "by_bare_address": "Whether the session began at an address without words, where the ways in are shown.",
    "history": "What if: the list of changes with what can be undone and redone.",
    "kept * *": "The name under which the nets of a training were kept, by job and checkpoint.",
    "pace": "Seconds between two looks at the job that is watched.",
    "points problem": "What is wrong with the points as typed; empty where nothing is.",
    "readable": "The last sequence of each task that could be read.",
    "readable points": "The last points of each control that could be read.",
    "refused": "The job that was refused last, and why.",
    "subject": "What the page looks at, for the browser's tab.",
    "tab": "The title of the browser's tab as the last run left it.",
    "views": "The view that each visited page was left at.",
    "visitor": "A name for one whose browser refuses cookies.",
}
"""What pages remember from run to run."""

PLACED = {
    "* picture *": "A chart: whose, and which of several side by side.",
    "browser_history": "The browser's history (link/history.js).",
    "change *": "What if: the row of a change, by its place in the list.",
    "click adds": "The class of the point that a click adds.",
    "column": "What if: the column of the weight to change.",
    "door": "The sentence on what this is, and the ways in.",
    "door_sentence": "The sentence, with a button that folds the ways in.",
    "door_ways": "The ways in.",
    "example": "The menu of example sequences.",
    "kind": "What if: what to change.",
    "mode": "What if: how a quantity is changed.",
    "of unit": "What if: the unit whose quantity is changed.",
    "language": "The menu of languages.",
    "languages": "The menu of languages, at the end of the bar.",
    "preset": "Train: the menu of presets.",
    "remove-*": "What if: the button that takes a change from the list, by its place there.",
    "row": "What if: the row of the weight to change.",
    "run": "The place of a job's button and progress.",
    "scalar": "The cell of one unit.",
    "stepper": "The stepper.",
    "steps of *": "What if: the steps to change, of a sequence of so many.",
    "stop": "The button that stops a job.",
    "token step": "What if: the step whose token is replaced.",
    "why": "A claim's explanation.",
    "words": "A claim's verdict.",
}
"""Controls, components and containers."""
