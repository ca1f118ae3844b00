"""Open a trained layer of one's own: what is in the file, what it reads, and the nets that one brought."""

from lstmviz.app.your_model.page import show

show()
