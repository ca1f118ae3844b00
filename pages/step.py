"""Step a trained LSTM over a sequence, beside a vanilla RNN that was taught the same task."""

from lstmviz.app.step.page import show

show()
