"""What torch.nn.LSTM returns: shapes, states, and how they agree."""

from lstmviz.app.shapes.page import show

show()
