"""The experiments, in the order a lecture tells them. A new one is one file here and one line below."""

from lstmviz.learn.experiments.cannot_forget import CannotForget
from lstmviz.learn.experiments.closed_input_gate import ClosedInputGate
from lstmviz.learn.experiments.experiment import Experiment, Outcome, Row
from lstmviz.learn.experiments.memory_surgery import MemorySurgery
from lstmviz.learn.experiments.one_percent_leak import OnePercentLeak
from lstmviz.learn.experiments.targeted_amnesia import TargetedAmnesia

__all__ = ["EXPERIMENTS", "Experiment", "Outcome", "Row"]

EXPERIMENTS: dict[str, Experiment] = {
    experiment.name: experiment
    for experiment in (
        MemorySurgery(),
        OnePercentLeak(),
        TargetedAmnesia(),
        CannotForget(),
        ClosedInputGate(),
    )
}
