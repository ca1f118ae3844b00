"""The tour and the lectures: what is told in front of the pages."""

from lstmviz.app.lecture.page import show

show()
