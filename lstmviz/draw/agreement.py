"""The badge that says what the numbers of a panel were checked against."""

from lstmviz.languages import gettext as _


def agreement_badge(agreement: float | None) -> str:
    """How far the states are that these numbers make from those the module gave: |Δ|, of a `Trace`."""
    if agreement is None:
        return _("no run of PyTorch's to check against")
    return _("states against PyTorch’s: max |Δ| = {agreement}").format(agreement=f"{agreement:.0e}")
