"""What each quantity is for, in a few words: written under its name, and at the top of its card."""

_GLOSSES: dict[str, str] = {
    "forget_gate": "1 keeps, 0 drops",
    "input_gate": "1 lets in",
    "candidate": "what to write",
    "cell": "the memory",
    "output_gate": "1 lets out",
    "hidden": "what is told",
    "reset_gate": "0 hides the past",
    "update_gate": "1 keeps, 0 renews",
    "ledger": "by each write",
}
_OF_CELL: dict[tuple[str, str], str] = {  # where a cell means something else by the same name
    ("gru", "hidden"): "the memory",
    ("rnn", "hidden"): "all its memory",
    ("relu rnn", "hidden"): "all its memory",
}


def gloss(cell: str, quantity: str) -> str:
    """At most 18 letters on what a quantity of a cell does; nothing where none is known."""
    return _OF_CELL.get((cell, quantity)) or _GLOSSES.get(quantity, "")
