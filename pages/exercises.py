"""Twelve exercises, each checked by the nets themselves."""

from lstmviz.app.exercises.page import show

show()
