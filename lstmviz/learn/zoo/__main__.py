"""python -m lstmviz.learn.zoo: make the shipped nets again; with --tune, find their recipes again first."""

import sys
from argparse import ArgumentParser

import torch

from lstmviz.errors import InputError
from lstmviz.learn.bar import Bar
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.zoo import NETS_FOLDER, shipped_tasks
from lstmviz.learn.zoo.build import SEEDS, TUNING_SEEDS, Chosen, Report, build_task, candidates, tune
from lstmviz.learn.zoo.card import NET_NAMES, read_card


def choose(task: Task, tuned: bool, report: Report) -> dict[str, Chosen]:
    """The recipe of each net: by tuning, or from the card where there is one."""
    if tuned or task.name not in shipped_tasks(NETS_FOLDER):
        return {name: tune(task, candidates(task, name), report) for name in NET_NAMES}
    nets = read_card(NETS_FOLDER / task.name / "card.json").nets
    return {name: Chosen(nets[name].recipe, nets[name].tries) for name in NET_NAMES}


def main() -> None:
    """Parse the command line and build."""
    parser = ArgumentParser(prog="python -m lstmviz.learn.zoo", description=__doc__)
    parser.add_argument("--tune", action="store_true", help="repeat the tuning too, 3.4 times as long")
    parser.add_argument("--task", choices=list(TASKS), help="only this task")
    arguments = parser.parse_args()
    names = [arguments.task] if arguments.task else list(TASKS)
    runs = len(NET_NAMES) * len(SEEDS)
    if arguments.tune:
        runs += sum(len(candidates(TASKS[names[0]], name)) for name in NET_NAMES) * len(TUNING_SEEDS)
    bar = Bar(runs * sum(TASKS[name].updates for name in names))
    torch.set_num_threads(1)
    for name in names:
        try:
            chosen = choose(TASKS[name], arguments.tune, bar.advance)
            build_task(TASKS[name], chosen, NETS_FOLDER, bar.advance)
        except InputError as error:
            sys.exit(f"\n{error}")
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
