"""What a Keras model's config says of its recurrent layers: the activations, which no weight tells."""

import json
from collections.abc import Iterator
from typing import Any

from lstmviz.errors import InputError
from lstmviz.languages import gettext as _

LARGEST_CONFIG = 2**20  # bytes of JSON
DEEPEST = 30  # objects in objects

Config = dict[str, Any]


def configs(text: str | bytes) -> dict[str, Config]:
    """The config of each recurrent layer by its name; none for a name that two unlike layers have."""
    if len(text) > LARGEST_CONFIG:
        raise InputError(
            "the config has {size:,} bytes; the limit is {most:,}.", size=len(text), most=LARGEST_CONFIG
        )
    try:
        model = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("the config is not JSON; save the model again.") from None
    found: dict[str, list[Config]] = {}
    for config in _layer_configs(model, 0):
        found.setdefault(str(config.get("name")), []).append(config)
    return {name: alike[0] for name, alike in found.items() if all(one == alike[0] for one in alike)}


def settings(config: Config) -> dict[str, str | bool | None]:
    """The settings that decide what the layer computes; None for what the config does not say."""
    if "layer" in config:  # Bidirectional
        ways = [config["layer"], config.get("backward_layer") or config["layer"]]
        forward, backward = (settings(way.get("config") or {}) for way in ways)
        return {name: value if backward[name] == value else "mixed" for name, value in forward.items()}
    return {
        "activation": _function(config.get("activation")),
        "recurrent_activation": _function(config.get("recurrent_activation")),
        "reset_after": config["reset_after"] if isinstance(config.get("reset_after"), bool) else None,
    }


def note(config: Config) -> str:
    """What PyTorch's layer does otherwise, outside the recurrence."""
    if config.get("go_backwards") is True:
        return _("reads from the end: turn the sequence round")
    merged = config.get("merge_mode", "concat")
    if merged in ("concat", None):
        return ""
    return _("its directions were merged by {merged}; here they lie side by side").format(merged=merged)


def _function(value: object) -> str | None:
    """An activation's name; the whole config of one that has more than a name."""
    return value if isinstance(value, str) or value is None else json.dumps(value)[:80]


def _layer_configs(value: object, depth: int) -> Iterator[Config]:
    if depth > DEEPEST:
        return
    inner: Any = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else ()
    if isinstance(value, dict) and isinstance(config := value.get("config"), dict):
        one_layer = value.get("class_name") in (
            "LSTM",
            "GRU",
            "SimpleRNN",
            "LSTMCell",
            "GRUCell",
            "SimpleRNNCell",
        )
        both = value.get("class_name") == "Bidirectional" and isinstance(config.get("layer"), dict)
        if one_layer or both:
            yield config
            return
    for one in inner:
        yield from _layer_configs(one, depth + 1)
