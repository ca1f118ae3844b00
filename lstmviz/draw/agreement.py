"""The badge that says what the numbers of a panel were checked against."""


def agreement_badge(agreement: float | None) -> str:
    """How far what is shown is from what the module itself gave: the largest |Δ|, from a `Trace`."""
    if agreement is None:
        return "no run of PyTorch's to check against"
    return f"checked against PyTorch: max |Δ| = {agreement:.0e}"
