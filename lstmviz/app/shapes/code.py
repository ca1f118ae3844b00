"""The same layer in a visitor's own code; a test runs it."""

from lstmviz.app.shapes.layer import INPUTS
from lstmviz.app.shapes.view import ShapesView
from lstmviz.languages import gettext as _


def as_pytorch(view: ShapesView) -> str:
    """A program that makes the layer, runs it, and holds what the page says of it."""
    first, both = view.batch_first == "yes", view.directions == 2
    options = "".join(
        [
            f", num_layers={view.layers}" if view.layers > 1 else "",
            ", batch_first=True" if first else "",
            ", bidirectional=True" if both else "",
        ]
    )
    sizes = f"{view.batch}, {view.steps}" if first else f"{view.steps}, {view.batch}"
    last, begin = ("[:, -1", "[:, 0") if first else ("[-1", "[0")
    rest = "" if first else ", :"
    lines = [
        "import torch",
        "",
        f"H = {view.hidden}",
        f"lstm = torch.nn.LSTM({INPUTS}, H{options})",
        f"x = torch.randn({sizes}, {INPUTS})",
        "output, (h_n, c_n) = lstm(x)",
        "",
        f"assert output.shape == ({sizes}, {view.directions * view.hidden})",
        f"assert h_n.shape == c_n.shape == ({view.layers * view.directions}, {view.batch}, H)",
        f"torch.testing.assert_close(output{last}{rest}, :H], h_n[{-view.directions}])",
    ]
    if both:
        said = _("it read backwards")
        lines.append(f"torch.testing.assert_close(output{begin}{rest}, H:], h_n[-1])  # {said}")
    return "\n".join(lines)
