"""How something goes with a score, within groups: what the tests hand to the stages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan


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

    @property
    def columns(self) -> dict[str, float | None]:
        """As the columns of a table: see `pipeline.model.schema.odds_with_interval`; NaN is an empty cell."""
        held = {"odds_ratio": self.odds_ratio, "odds_low": self.low, "odds_high": self.high, "p_value": self.p_value}
        return {name: None if isnan(value) else float(value) for name, value in held.items()}


NO_COLUMNS: Mapping[str, float | None] = dict.fromkeys(("odds_ratio", "odds_low", "odds_high", "p_value"))
"""The same columns where there is nothing to tell."""


def q_values(
    tested: Sequence[Association | None], significance: float, adjust: Callable[[Sequence[float]], list[float]]
) -> list[float | None]:
    """Correct p-values over all tests that could have told something; the others get None and take no part (Tarone 1990).

    Parameters
    ----------
    tested : sequence of Association or None
        What the tests said; None where there was nothing to test.
    significance : float
        A test whose `attainable` is above it could not have told anything.
    adjust : callable
        p-values to q-values.
    """
    telling = [one if one and one.attainable <= significance else None for one in tested]
    corrected = iter(adjust([one.p_value for one in telling if one]))
    return [next(corrected) if one else None for one in telling]


Judge = Callable[[Sequence[bool]], Association | None]
"""Which units carry something, to how that goes with their scores; None where no stratum can tell."""

Associate = Callable[[Sequence[int], Sequence[str], float], Judge]
"""Scores, strata and the level of the intervals, to what judges many things on the same units."""
