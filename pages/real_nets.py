"""Nets as others use them: step them, see what they answer, what they are good for and where they err."""

from lstmviz.app.real_nets.page import show

show()
