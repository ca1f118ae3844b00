"""What the browser has to know of a task to read a sequence that a visitor typed: see browser/typing.js."""

import json
from html import escape
from typing import Any

from lstmviz.languages import gettext as _
from lstmviz.learn.subject import Subject, SymbolSubject
from lstmviz.learn.tasks.adding import NUMBER, Adding
from lstmviz.limits import LONGEST_SEQUENCE

MOST_SYMBOLS = 100  # beyond which the table of what is read would outgrow a stop


def typing_of(subject: Subject) -> dict[str, Any] | None:
    """How a token is read; None of a subject whose tokens the browser cannot read."""
    reads: dict[str, Any]
    if isinstance(subject, Adding):
        reads = {"number": f"^{NUMBER.pattern}$"}
    elif isinstance(subject, SymbolSubject) and len(subject.alphabet) <= MOST_SYMBOLS:
        read = subject.encode(subject.alphabet)[:, 0].tolist()  # (symbols, I)
        reads = {"symbols": dict(zip(subject.alphabet, read, strict=True))}
    else:
        return None
    bad = _("Step {position} of the sequence is {shown}, which {task} cannot read. {typed}")
    return {
        "task": subject.name,
        "reads": reads,
        "most": LONGEST_SEQUENCE,
        "says": {
            "empty": _("The sequence is empty. Type at least one symbol."),
            "long": _("The sequence has {steps} steps; the limit is {most}. Shorten it."),
            "bad": bad.replace("{task}", _(subject.title)).replace("{typed}", _(subject.typed)),
        },
    }


def field(subject: Subject, sequence: str) -> str:
    """The field with its examples, as HTML; nothing where no sequence can be typed."""
    typing = typing_of(subject)
    if typing is None:
        return ""
    options = "".join(
        f'<option value="{escape(one.typed)}">{escape(_(one.name))}</option>' for one in subject.examples
    )
    label, menu, typed = escape(_(subject.typed)), escape(_("Examples")), escape(sequence)
    return (
        f'<form class="typing" data-typing="{escape(json.dumps(typing, ensure_ascii=False))}">'
        f'<input type="text" value="{typed}" aria-label="{label}" title="{label}" spellcheck="false">'
        f'<select aria-label="{menu}"><option value="{typed}">{menu}</option>{options}</select>'
        '<p role="alert"></p></form>'
    )
