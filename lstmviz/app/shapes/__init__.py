"""Shapes and states: what torch.nn.LSTM returns, on one small layer that runs for real."""
