"""What the nets are taught, how, and the trained nets that are shipped."""

from lstmviz.learn.training import train

__all__ = ["train"]
