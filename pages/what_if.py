"""Change anything in a run of an LSTM, and see what follows beside the untouched run."""

from lstmviz.app.what_if.page import show

show()
