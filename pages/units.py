"""A text coloured by a unit, and which unit follows what in it."""

from lstmviz.app.units.page import show

show()
