"""python -m lstmviz.learn.zoo: tune, train and score the nets of every task, and ship one of each.

The seeds and rates that a net needs next are trained side by side as one program, which takes a minute or
two; all from nothing takes 4 hours of one core. What was trained before is not trained again: stop it
whenever you like, and it goes on from there. What is to be made anew is deleted first: runs.jsonl in
lstmviz/learn/zoo/nets/TASK, or single lines of it.
"""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter

from tqdm import tqdm

from lstmviz.engines import add_engine_option, engine
from lstmviz.errors import InputError
from lstmviz.learn.saved_nets.shipped import NETS_FOLDER, shipped_tasks
from lstmviz.learn.tasks import TASKS, Task
from lstmviz.learn.zoo.card import FILE, read_card
from lstmviz.learn.zoo.contestants import CONTESTANTS
from lstmviz.learn.zoo.schedule import EXPECTED_RUNS
from lstmviz.learn.zoo.ship import ship
from lstmviz.learn.zoo.table import table
from lstmviz.learn.zoo.train_all import train_all


def main() -> None:
    """Parse the command line, and do it."""
    parser = ArgumentParser(
        prog="python -m lstmviz.learn.zoo", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--task", choices=list(TASKS), help="only this task")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count(), help="how many at once (default: one a core)"
    )
    add_engine_option(parser)
    parser.add_argument("--cards", action="store_true", help="train nothing, ship what the runs so far give")
    parser.add_argument("--table", action="store_true", help="train nothing, print the README's table")
    arguments = parser.parse_args()
    if arguments.table:
        print(table(read_card(NETS_FOLDER / name / FILE) for name in shipped_tasks(NETS_FOLDER)))
        return
    tasks = [TASKS[arguments.task]] if arguments.task else list(TASKS.values())
    if not arguments.cards:
        train_with_bar(tasks, arguments.workers, arguments.engine)
    try:
        for task in tasks:
            ship(task, NETS_FOLDER)
    except InputError as error:
        sys.exit(str(error))


def train_with_bar(tasks: list[Task], workers: int, on: str) -> None:
    """Train what is missing, on the engine of this name, under a bar that says how much and how long."""
    with (
        engine(on) as executor,
        tqdm(total=EXPECTED_RUNS * len(CONTESTANTS) * len(tasks), unit="training") as bar,
    ):

        def report(label: str, done: int) -> None:
            bar.total = max(bar.total, done)
            bar.set_postfix_str(label)
            bar.update(done - bar.n)

        train_all(tasks, NETS_FOLDER, executor, workers, report)


if __name__ == "__main__":
    main()
