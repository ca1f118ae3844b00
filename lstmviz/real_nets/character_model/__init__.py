"""A character-level language model of Python's standard library, as an LSTM and as a tanh RNN.

text.py: which text; task.py: the question; training.py: the recipe; `python -m
lstmviz.real_nets.character_model` makes all of it again.
"""
