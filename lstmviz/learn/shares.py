"""How sure a share is that was counted on few tries."""

from math import sqrt
from statistics import NormalDist


def wilson(successes: int, tries: int, confidence: float = 0.95) -> tuple[float, float]:
    """The interval in which a probability lies that showed itself in so many of so many tries (Wilson 1927).

    Unlike the share ± its standard error it stays within 0 to 1, and is no point where all succeeded.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = successes / tries, z * z / tries
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / tries + weight / (4 * tries)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def most(successes: int, tries: int) -> bool | None:
    """Whether more than half of all succeed; None where the 95 % interval of their share holds a half."""
    low, high = wilson(successes, tries)
    return True if low > 0.5 else False if high < 0.5 else None
