"""The road from the perceptron to the LSTM, each statement an experiment."""

from lstmviz.app.claims.page import show

show("networks")
