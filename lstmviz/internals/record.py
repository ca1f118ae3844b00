"""record(): the traces of every recurrent layer inside a model, as the model runs."""

from collections.abc import Iterable, Mapping

from torch import nn

from lstmviz.internals.edits import Edit
from lstmviz.internals.recording import Recording

GIBIBYTE = 2**30


def record(
    model: nn.Module,
    layers: Iterable[str] | None = None,
    edits: Mapping[str, Iterable[Edit]] | None = None,
    keep: int | None = None,
    limit: int = GIBIBYTE,
) -> Recording:
    """Trace the recurrent layers and cells inside a model while it runs, each by what really ran.

        with lstmviz.record(model) as recording:
            model(x)
        recording["encoder.lstm"][0].layers[0].forget_gate
        recording.joined("decoder")            # calls that hand their state on, as one sequence

    Followed are nn.LSTM, nn.GRU, nn.RNN, their single-step cells and RecurrentLayer, whoever calls them:
    hooks, wrappers, subclasses. Only runs in the block's own thread or task are seen. The model's results
    stay what they are, unless there are edits. A layer that cannot be followed never ends the model's run:
    it stands in `recording.left_out` with the reason, and leaving the block says so once.

    Args:
        model: any module; recorded by the names of `model.named_modules()`, "" for the model itself.
        layers: names to record; all recurrent ones if None.
        edits: by name, what to change in a layer; the rest of the model runs on what was edited.
        keep: only the last so many calls of each layer; all if None.
        limit: bytes that the recording may hold. What comes after is counted, not kept.

    Raises:
        InputError: the model has no layer that can be followed, or none of a name that was given.
    """
    return Recording(model, layers, edits or {}, keep, limit)
