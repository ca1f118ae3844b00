"""The badge that says what the numbers of a panel were checked against."""

from lstmviz.languages import gettext as _


def agreement_badge(agreement: float | None) -> str:
    """How far what is shown is from what the module itself gave: the largest |Δ|, from a `Trace`."""
    if agreement is None:
        return _("no run of PyTorch's to check against")
    return _("checked against PyTorch: max |Δ| = {agreement}").format(agreement=f"{agreement:.0e}")
