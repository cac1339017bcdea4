"""How much notes of one organisation resemble each other for a while, over all themes together, and what that takes from every test.

An organisation goes through phases: what occupies it in one month does so in the next. Notes of a phase are no independent witnesses. One theme has too
few notes to show how strong phases are; all themes of a report together do. As in surveys by clusters, tests are weakened by the design effect (Kish 1965).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PHASE = 3  # months that a phase lasts
LEAST_THEMES = 5  # from fewer nothing is pooled

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Phases:
    """When and where each document was written, and how alike two of one phase are.

    Parameters
    ----------
    home, month : ndarray of int
        Organisation and month of each document. Nobody knows when phases begin: two documents of one organisation are of the same one with a chance that
        falls from 1 in the same month to 0 three months apart.
    alike : float
        Intraclass correlation of documents of one phase, 0 to 1.
    """

    home: Places
    month: Places
    alike: float = 0.0

    def part(self, inside: NDArray[np.bool_]) -> "Phases":
        """Return the phases of some documents."""
        return Phases(self.home[inside], self.month[inside], self.alike)

    def effect(self, scores: Sequence[int], strata: Sequence[str]) -> float:
        """Return by how much likeness swells the variance of a sum of scores, centred within strata: 1 or more."""
        if not self.alike or not len(scores):
            return 1.0
        _, stratum = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)
        moved = centred(np.asarray(scores, dtype=np.float64), stratum)
        squares = float((moved**2).sum())
        if not squares:
            return 1.0
        cells = _Cells.of(self)
        sums = cells.sums(moved)
        return max(1.0, 1.0 + self.alike * (float(sums @ cells.spread(sums)) - squares) / squares)


def phases(carried: Floats, home: Places, month: Places) -> Phases:
    """Find how alike the documents of one phase of one organisation are.

    Parameters
    ----------
    carried : ndarray, shape (themes, documents)
        1 where a document carries a theme, else 0.
    home, month : ndarray of int, shape (documents,)
        Organisation, by number from 0, and month of each document.

    Returns
    -------
    Phases
        Documents are alike as far as their residuals from the organisation's share and a common trend go together, pooled over themes; what the residuals of
        independent documents would do is allowed for (traces of the design). Not below 0.
    """
    found = Phases(home, month)
    moved = centred(month.astype(np.float64), home)
    length = float(np.sqrt((moved**2).sum()))
    telling = carried[(carried.any(axis=1)) & (~carried.all(axis=1))]
    free = len(month) - len(np.unique(home)) - 1
    if len(telling) < LEAST_THEMES or not length or free < 1:
        return found
    moved = moved / length
    apart = np.stack([centred(row, home) for row in telling])
    apart = apart - np.outer(apart @ moved, moved)
    cells = _Cells.of(found)
    sums = np.stack([cells.sums(row) for row in apart])
    squares = float((apart**2).sum())
    ratio = (float((sums * cells.spread(sums)).sum()) - squares) / squares
    first, second = _traces(cells, home, moved)
    divisor = second + ratio * first
    alike = (ratio * free + first) / divisor if divisor > 0 else 0.0
    return Phases(home, month, min(1.0, max(0.0, alike)))


@dataclass(frozen=True)
class _Cells:
    """The months of each organisation that have documents; `near` pairs those less than a phase apart, with the chance that they are of one."""

    cell: Places
    home: Places
    near: tuple[tuple[Places, Places, Floats], ...]

    @staticmethod
    def of(held: Phases) -> "_Cells":
        kinds, cell = np.unique(np.column_stack([held.home, held.month]), axis=0, return_inverse=True)

        def pairs() -> Iterator[tuple[Places, Places, Floats]]:
            for step in range(1, PHASE):
                apart = kinds[step:, 1] - kinds[:-step, 1]
                one = np.flatnonzero((kinds[step:, 0] == kinds[:-step, 0]) & (apart < PHASE))
                yield one, one + step, 1 - apart[one] / PHASE

        return _Cells(cell.reshape(-1), kinds[:, 0], tuple(pairs()))

    def sums(self, values: Floats) -> Floats:
        """Add up values by month of an organisation."""
        return np.asarray(np.bincount(self.cell, weights=values, minlength=len(self.home)), dtype=np.float64)

    def spread(self, sums: Floats, power: int = 1) -> Floats:
        """Add to each month its neighbours, by the chance (to a power) that they are of one phase."""
        made = sums.copy()
        for one, other, chance in self.near:
            made[..., one] += chance**power * sums[..., other]
            made[..., other] += chance**power * sums[..., one]
        return made


def _traces(cells: _Cells, home: Places, moved: Floats) -> tuple[float, float]:
    """Return the traces of H B and of M B M B: H projects on organisations and trend, M = 1 - H, B holds the chances of pairs to be of one phase."""
    sizes, slopes = cells.sums(np.ones(len(home))), cells.sums(moved)
    beside, along = cells.spread(sizes), cells.spread(slopes)
    _, own = np.unique(cells.home, return_inverse=True)
    many = np.bincount(own, weights=sizes)
    level = np.bincount(own, weights=sizes * beside) / many
    cross = np.bincount(own, weights=slopes * beside) / np.sqrt(many)
    trend = float(slopes @ along)
    rank = len(many) + 1
    first = float(level.sum()) + trend - rank
    twice = float((np.bincount(own, weights=sizes * beside**2) / many).sum() + (sizes * along**2).sum())
    pairs = float(sizes @ cells.spread(sizes, power=2)) - len(home)
    both = float(((level - 1) ** 2).sum() + 2 * (cross**2).sum() + (trend - 1) ** 2)
    return first, pairs - 2 * (twice - 2 * (float(level.sum()) + trend) + rank) + both


def centred(scores: Floats, stratum: Places) -> Floats:
    """Return scores less the mean of their stratum."""
    return np.asarray(scores - (np.bincount(stratum, weights=scores) / np.maximum(np.bincount(stratum), 1))[stratum])
