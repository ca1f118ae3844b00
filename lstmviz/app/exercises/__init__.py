"""Exercises: a question to the shipped nets, a place to find out, and a check by the nets themselves."""
