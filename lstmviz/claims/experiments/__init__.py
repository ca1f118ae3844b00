"""The experiments of What if, in the order a lecture tells them: a guess, an edit, what the net then does.

A new one is one file here and one line below; closed_input_gate.py is one to copy.
"""

from lstmviz.claims.experiments.cannot_forget import CannotForget
from lstmviz.claims.experiments.closed_input_gate import ClosedInputGate
from lstmviz.claims.experiments.experiment import EditedSpan, Experiment
from lstmviz.claims.experiments.memory_surgery import MemorySurgery
from lstmviz.claims.experiments.one_percent_leak import OnePercentLeak
from lstmviz.claims.experiments.targeted_amnesia import TargetedAmnesia

__all__ = ["EXPERIMENTS", "EditedSpan", "Experiment"]

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
