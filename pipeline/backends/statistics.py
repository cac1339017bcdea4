"""Intervals, trend tests and corrections (scipy)."""

from collections.abc import Sequence
from functools import cache

import numpy as np


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


def trend(counts: Sequence[int], totals: Sequence[int], scores: Sequence[float]) -> tuple[float, float] | None:
    """Test a share for a linear trend (Cochran 1954, Armitage 1955).

    Parameters
    ----------
    counts, totals : sequence of int
        Per period how many of how many.
    scores : sequence of float
        When each period was, in months.

    Returns
    -------
    slope : float
        Weighted least squares, change of the share per month.
    p_value : float
        Two-sided, normal approximation.
    or None
        When there is nothing to test: one period only, or a share of 0 or 1 throughout.
    """
    from scipy.stats import norm

    k, n, t = (np.asarray(values, dtype=np.float64) for values in (counts, totals, scores))
    share = k.sum() / n.sum()
    centred = t - (n * t).sum() / n.sum()
    spread = (n * centred**2).sum()
    if spread == 0 or share in (0.0, 1.0):
        return None
    moved = (k * centred).sum()
    z = moved / np.sqrt(share * (1 - share) * spread)
    return float(moved / spread), float(2 * norm.sf(abs(z)))


def adjust(p_values: Sequence[float]) -> list[float]:
    """Return q-values for p-values (Benjamini and Hochberg 1995); none give none."""
    from scipy.stats import false_discovery_control

    return [float(q) for q in false_discovery_control(list(p_values))] if p_values else []
