"""How things go together pair by pair, and which follow each other: what the tests hand to the stages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.model.association import Association

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Units:
    """What could carry things: segments or windows by document, or documents by organisation.

    Parameters
    ----------
    marks : ndarray of bool, (units, things)
        Which carries which, group after group.
    sizes : ndarray of int
        Units of each group, at least 1.
    lengths : ndarray of int
        Characters of each unit.
    """

    marks: Marks
    sizes: Places
    lengths: Places


@dataclass(frozen=True)
class Together:
    """How often the things of each pair meet in one unit, and whether more often than by chance within their group.

    Every field is square, a thing per row and column; only what is above the diagonal counts. NaN where the data cannot tell.

    Parameters
    ----------
    expected : ndarray
        Units with both, had they nothing to do with each other but by the lengths of units and the carriers of each group.
    odds_ratio, low, high : ndarray
        Of the one in units with the other, beside what is expected, and its interval; the ends are NaN where it has none.
    inflation : ndarray
        How many times the variance of the number of meetings is what it were, did neighbouring units not resemble each other; NaN where that is not asked.
    p_value, attainable : ndarray
        Two-sided, and the least that the data could have given.
    """

    expected: Numbers
    odds_ratio: Numbers
    low: Numbers
    high: Numbers
    inflation: Numbers
    p_value: Numbers
    attainable: Numbers


Meet = Callable[[Units, float], Together]
"""Units and the level of the intervals, to how things go together."""

Follow = Callable[[Marks, Places, float], list[list[Association | None]]]
"""Which notes (rows, in the order of time, group after group) carry which things (columns), notes per group, and the level of the intervals, to how each thing (inner list) follows on each (outer list)."""
