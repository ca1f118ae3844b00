"""Undo and redo, against a plain list and a position in it."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from lstmviz.app.what_if.history import DEPTH, History


class Undoing(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.history, self.states, self.at = History(0), [0], 0

    @rule(state=st.integers(0, 3))
    def do(self, state):
        self.history = self.history.do(state)
        if state != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], state]
            self.at += 1

    @rule()
    def undo(self):
        self.history = self.history.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redo(self):
        self.history = self.history.redo()
        self.at = min(self.at + 1, len(self.states) - 1)

    @invariant()
    def stands_where_the_list_stands(self):
        assert self.history.present == self.states[self.at]
        assert [*self.history.past, self.history.present, *self.history.future] == self.states


TestUndoing = Undoing.TestCase


def test_only_so_much_is_kept():
    history = History(0)
    for state in range(1, 3 * DEPTH):
        history = history.do(state)
    assert len(history.past) == DEPTH
    assert history.undo().present == 3 * DEPTH - 2
