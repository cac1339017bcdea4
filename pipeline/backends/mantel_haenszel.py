"""Odds ratios over many two-by-two tables at once (Mantel and Haenszel 1959), in numpy."""

from dataclasses import dataclass

import numpy as np

from pipeline.model.pairs import Numbers


@dataclass(frozen=True)
class Pooled:
    """What many tables say together, for each of several pairs.

    Parameters
    ----------
    odds_ratio : ndarray
        Mantel-Haenszel; infinite or NaN where the tables lie at an end.
    error : ndarray
        Standard error of its logarithm (Robins, Breslow and Greenland 1986); NaN where the odds ratio is 0, infinite or NaN.
    met, expected, variance : ndarray
        Units with both: found, and their mean and variance given the margins of every table.
    """

    odds_ratio: Numbers
    error: Numbers
    met: Numbers
    expected: Numbers
    variance: Numbers

    def p_value(self) -> Numbers:
        """Return the two-sided p-values of the Mantel-Haenszel test, without continuity correction."""
        from scipy.stats import norm

        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(2 * norm.sf(np.abs(self.met - self.expected) / np.sqrt(self.variance)))


def pool(both: Numbers, first: Numbers, second: Numbers, sizes: Numbers) -> Pooled:
    """Pool tables.

    Parameters
    ----------
    both : ndarray, (tables, pairs)
        Units with both things of a pair.
    first, second : ndarray, (tables, pairs) or (tables, 1)
        Units with the one, and with the other.
    sizes : ndarray, (tables, 1)
        Units; at least 1.

    Returns
    -------
    Pooled
        A number per pair in every field.
    """
    only_first, only_second = first - both, second - both
    neither = sizes - first - second + both
    agreeing, crossing = both * neither / sizes, only_first * only_second / sizes
    alike = (both + neither) / sizes
    up, down = agreeing.sum(axis=0), crossing.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(
            (alike * agreeing).sum(axis=0) / (2 * up**2)
            + (alike * crossing + (1 - alike) * agreeing).sum(axis=0) / (2 * up * down)
            + ((1 - alike) * crossing).sum(axis=0) / (2 * down**2)
        )
        variance = first * (sizes - first) * second * (sizes - second) / (sizes**2 * np.maximum(sizes - 1, 1))
        return Pooled(
            odds_ratio=up / down,
            error=np.where((up > 0) & (down > 0), error, np.nan),
            met=both.sum(axis=0),
            expected=(first * second / sizes).sum(axis=0),
            variance=variance.sum(axis=0),
        )
