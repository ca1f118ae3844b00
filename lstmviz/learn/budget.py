"""What a step of training costs, before it is run: for limits, and for how often a run reports.

Fitted to one thread on one core of a small server; where it errs, it says too much (up to twice).
"""

from lstmviz.learn.recipe import Recipe, parameters
from lstmviz.learn.tasks.task import Task
from lstmviz.nets.cells import CELLS

FIXED = 1.2  # ms a step of training: data, loss, optimizer
PARAMETER = 2.5e-7  # ms a parameter, sequence and time step, forward and backward


def milliseconds_a_step(task: Task, recipe: Recipe) -> float:
    """About how long one step of training takes."""
    a_time_step = CELLS[recipe.cell].milliseconds + PARAMETER * recipe.batch * parameters(task, recipe)
    return FIXED + task.of_length(recipe.length).steps * a_time_step
