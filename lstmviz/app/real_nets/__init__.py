"""The Real nets page: nets as others use them, each with what it answers and its own controls."""
