"""The one exception for what a visitor or a caller can mend."""

from lstmviz.languages import Translatable


class InputError(ValueError):
    """Something handed to lstmviz cannot be used.

    The message names the thing, its value, the limit it broke and the way out, so that it can be shown as it
    stands (as text, never as Markdown): `InputError("step is {step}; give 0 to {last}.", step=9, last=4)`.
    `str(error)` says it in the language of the run that asks; a value that is a text too is a `Translatable`.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.message = Translatable(text, **values)

    def __str__(self) -> str:
        return str(self.message)
