"""Intervals and corrections (scipy)."""

from collections.abc import Sequence
from functools import cache


@cache
def wilson(count: int, total: int, confidence: float) -> tuple[float, float]:
    """Return the Wilson interval of a share (Wilson 1927), without continuity correction.

    Parameters
    ----------
    count, total : int
        How many of how many; total at least 1.
    confidence : float
        0 to 1.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(7, 20, 0.95)]
    [0.1812, 0.5671]
    """
    from scipy.stats import binomtest

    interval = binomtest(count, total).proportion_ci(confidence, method="wilson")
    return float(interval.low), float(interval.high)


def tempered(p_value: float, factor: float) -> float:
    """Return the two-sided p-value of a standard normal deviate `factor` times as large as that of a p-value.

    Examples
    --------
    >>> round(tempered(0.05, 1 / 2**0.5), 4)
    0.1658
    """
    from scipy.stats import norm

    return float(2 * norm.sf(norm.isf(p_value / 2) * factor))


def adjust(p_values: Sequence[float]) -> list[float]:
    """Return q-values for p-values (Benjamini and Hochberg 1995); none give none."""
    from scipy.stats import false_discovery_control

    return [float(q) for q in false_discovery_control(list(p_values))] if p_values else []
