"""What each quantity and term means, and where it can be seen."""

from lstmviz.app.glossary.page import show

show()
