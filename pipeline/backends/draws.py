"""What meets more often than by chance in documents of one organisation, whichever of them carry what: exact, conditional on how many do."""

from functools import lru_cache

import numpy as np

from pipeline.backends.conditional import FARTHEST, leaned, tilted
from pipeline.backends.lengths import likely
from pipeline.backends.sums import by_group, summed
from pipeline.model.association import Association
from pipeline.model.pairs import Numbers, Together, Units


def gather(units: Units, confidence: float) -> Together:
    """Tell how things meet in units of one group.

    Parameters
    ----------
    units : Units
        Documents, by organisation.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    Together
        Given how many units of every group carry each thing, the number of meetings is judged against all ways in which they could be spread (Fisher's exact test over
        groups), leaned to the mean that lengths alone give: conditional maximum likelihood, mid-p interval, two-sided mid-p. Nothing is inflated.
    """
    marks, sizes = units.marks, units.sizes
    things = marks.shape[1]
    counts = by_group(marks.astype(np.int64), sizes)
    chance = likely(marks, sizes, units.lengths)
    expected, both = chance.T @ chance, (marks.astype(float).T @ marks).astype(np.int64)
    made = {name: np.full((things, things), np.nan) for name in Together.__dataclass_fields__}
    made["expected"] = expected
    for one in range(things):
        for other in range(one + 1, things):
            able = (counts[:, one] > 0) & (counts[:, other] > 0)
            cells = zip(sizes[able].tolist(), counts[able, one].tolist(), counts[able, other].tolist(), strict=True)
            told = _judge(summed(cells, _spread), int(both[one, other]), float(expected[one, other]), confidence)
            for name in ("odds_ratio", "low", "high", "p_value", "attainable") if told else ():
                made[name][one, other] = getattr(told, name)
    return Together(**made)


def _judge(chances: Numbers, both: int, expected: float, confidence: float) -> Association | None:
    return tilted(leaned(chances, expected), both, FARTHEST, confidence) if np.count_nonzero(chances) > 1 else None


@lru_cache(maxsize=100_000)
def _spread(total: int, first: int, second: int) -> Numbers:
    """Return the chances of 0, 1, 2 ... units with both, given those with each."""
    from scipy.special import gammaln

    met = np.arange(min(first, second) + 1)
    possible = met >= first + second - total
    cells = (met, first - met, second - met, np.where(possible, total - first - second + met, 0))
    ways = -sum(gammaln(cell + 1.0) for cell in cells)
    made = np.where(possible, np.exp(ways - ways[possible].max()), 0.0)
    return np.asarray(made / made.sum())
