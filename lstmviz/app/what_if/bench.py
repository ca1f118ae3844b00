"""What the browser has to know to change a run by itself: how each change is made, and those that are.

The browser's side is draw/stepper/bench.js.
"""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from lstmviz.app.what_if.change_list import MOST_CHANGES, MOST_VARIANTS, Changes, Listed, write_variants
from lstmviz.app.what_if.changes import KINDS, kinds_of
from lstmviz.draw.scene import Bench
from lstmviz.nets.cells import of_mode
from lstmviz.nets.sequence import SequenceNet


def bench(
    net: SequenceNet, tokens: tuple[str, ...], variants: tuple[Changes, ...], refused: Collection[Listed]
) -> Bench:
    """Forms by kind, and the changes of each variant; those that were refused cannot be made here."""
    forms = {kind: KINDS[kind].form(kind, net, tokens) for kind in kinds_of(of_mode(net.recurrent.mode))}
    listed = [[_listed(one, len(tokens), one in refused) for one in changes] for changes in variants]
    most = {"changes": MOST_CHANGES, "variants": MOST_VARIANTS}
    return Bench(
        changeable={"forms": {kind: asdict(form) for kind, form in forms.items()}, "most": most},
        changed={"variants": listed, "word": write_variants(variants)},
    )


def _listed(listed: Listed, steps: int, refused: bool) -> dict[str, Any]:
    """A change as the browser lists it: the values of its fields, what it says, and its word in the link."""
    change = listed.change
    values = vars(change) | ({"first": 1, "last": steps} if vars(change).get("first", 1) is None else {})
    kind, *_ = words = change.words()
    return {
        "kind": kind,
        "on": listed.on,
        "values": values,
        "says": change.says(),
        "word": ",".join(words),
        "refused": refused,
    }
