"""Who wrote what is in an LSTM's cell, and how long it stays there."""

from lstmviz.app.memory.page import show

show()
