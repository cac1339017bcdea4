"""How something goes with a score, within groups: what the tests hand to the stages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Association:
    """How the odds of carrying something change with a score, within strata.

    Parameters
    ----------
    odds_ratio : float
        Per unit of the score; conditional maximum likelihood. 0 or infinite where the data lie at an end.
    low, high : float
        Its mid-p interval; 0 or infinite where it has no end.
    p_value : float
        Two-sided mid-p of no association.
    attainable : float
        The least p-value that the data could have given with as many carriers in every stratum: above the level of significance nothing can be told.
    """

    odds_ratio: float
    low: float
    high: float
    p_value: float
    attainable: float


Judge = Callable[[Sequence[bool]], Association | None]
"""Which units carry something, to how that goes with their scores; None where no stratum can tell."""

Associate = Callable[[Sequence[int], Sequence[str], float], Judge]
"""Scores, strata and the level of the intervals, to what judges many things on the same units."""
