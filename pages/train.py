"""Watch two nets learn the same task on the same budget, and go back through what they were on the way."""

from lstmviz.app.train.page import show

show()
