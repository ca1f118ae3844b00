"""The Units page: a text coloured by a unit, and which unit follows what in it."""
