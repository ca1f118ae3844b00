"""One LSTM cell of one unit, every weight on a slider, beside one RNN unit; it runs in the browser."""

from lstmviz.app.inside.page import show

show()
