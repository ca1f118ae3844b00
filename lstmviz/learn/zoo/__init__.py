"""The zoo makes the nets that are shipped with lstmviz: `python -m lstmviz.learn.zoo`."""
