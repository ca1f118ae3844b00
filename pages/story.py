"""The story: from a problem that needs a memory to the LSTM, a chapter a screen."""

from lstmviz.app.story.page import show

show()
