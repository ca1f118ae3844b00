"""The one exception for what a visitor or a caller can mend."""


class InputError(ValueError):
    """Something handed to lstmviz cannot be used.

    The message names the thing, its value, the limit it broke and the way out,
    so that it can be shown as it stands (as text, never as Markdown).
    """
