"""The tasks, in the order a visitor meets them. A new task is one file here and one line below."""

from lstmviz.learn.tasks.adding import Adding
from lstmviz.learn.tasks.anbn import AnBn
from lstmviz.learn.tasks.counter import Counter
from lstmviz.learn.tasks.parity import Parity
from lstmviz.learn.tasks.quotes import Quotes
from lstmviz.learn.tasks.recall import Recall
from lstmviz.learn.tasks.short_recall import ShortRecall
from lstmviz.learn.tasks.task import Task
from lstmviz.learn.tasks.temporal_order import TemporalOrder

__all__ = ["TASKS", "Task"]

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        AnBn(),
        Recall(),
        ShortRecall(),
        TemporalOrder(),
        Adding(),
        Counter(),
        Quotes(),
        Parity(),
    )
}
