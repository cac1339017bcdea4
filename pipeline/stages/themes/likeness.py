"""How much notes of one organisation resemble each other for a while, over all themes together, and what that takes from every test.

An organisation goes through phases: what occupies it in one month does so in the next. Notes of a phase are no independent witnesses. One theme has too
few notes to show how strong phases are; all themes of a report together do. As in surveys by clusters, tests are weakened by the design effect (Kish 1965).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PHASE = 3  # months that count as one phase
LEAST_THEMES = 5  # from fewer nothing is pooled

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Phases:
    """The phase of each document, by number, and how alike two documents of one phase are (intraclass correlation, 0 to 1)."""

    phase: Places
    alike: float

    def part(self, inside: NDArray[np.bool_]) -> "Phases":
        """Return the phases of some documents."""
        return Phases(self.phase[inside], self.alike)

    def effect(self, scores: Sequence[int], strata: Sequence[str]) -> float:
        """Return by how much likeness swells the variance of a sum of scores, centred within strata: 1 or more."""
        if not self.alike or not len(scores):
            return 1.0
        _, stratum = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)
        centred = _centred(np.asarray(scores, dtype=np.float64), stratum)
        squares = float((centred**2).sum())
        if not squares:
            return 1.0
        together = float((np.bincount(self.phase, weights=centred) ** 2).sum()) - squares
        return max(1.0, 1.0 + self.alike * together / squares)


def phases(carried: Floats, months: Places, organisations: Sequence[str]) -> Phases:
    """Find how alike the documents of one phase of one organisation are.

    Parameters
    ----------
    carried : ndarray, shape (themes, documents)
        1 where a document carries a theme, else 0.
    months : ndarray, shape (documents,)
        Of each document.
    organisations : sequence of str
        Likewise.

    Returns
    -------
    Phases
        A phase is three months of one organisation. Two of its documents are alike as far as their residuals from the organisation's share and a common
        trend go together, pooled over themes; what the residuals of independent documents would do is allowed for (traces of the design). Not below 0.
    """
    _, home = np.unique(np.asarray(organisations, dtype=object).astype(str), return_inverse=True)
    _, phase = np.unique(np.column_stack([home, months // PHASE]), axis=0, return_inverse=True)
    phase = phase.reshape(-1)
    moved = _centred(months.astype(np.float64), home)
    spread = float((moved**2).sum())
    telling = carried[(carried.any(axis=1)) & (~carried.all(axis=1))]
    rank = home.max(initial=-1) + 2
    if len(telling) < LEAST_THEMES or not spread or len(months) <= rank:
        return Phases(phase, 0.0)
    apart = telling - _means(telling, home)
    apart = apart - np.outer(apart @ moved / spread, moved)
    squares = (apart**2).sum(axis=1)
    sums = np.stack([np.bincount(phase, weights=row) for row in apart])
    together = (sums**2).sum(axis=1) - squares
    return Phases(
        phase, _alike(together, squares, len(months) - rank, _Design.of(phase, home, moved / np.sqrt(spread)))
    )


@dataclass(frozen=True)
class _Design:
    """Traces of the residual maker M and the matrix B of pairs in one phase: of H B, with H = I - M, and of M B M B."""

    first: float
    second: float

    @staticmethod
    def of(phase: Places, home: Places, moved: Floats) -> "_Design":
        sizes = np.bincount(phase).astype(np.float64)
        homes = np.bincount(home).astype(np.float64)
        own = np.zeros(len(sizes), dtype=np.int64)
        own[phase] = home
        slopes = np.bincount(phase, weights=moved)
        held = sizes**2 / homes[own] + slopes**2  # sums of H over the pairs of each phase
        rank = len(homes) + 1
        level = np.bincount(own, weights=sizes**2 / homes[own])
        cross = np.bincount(own, weights=sizes * slopes / np.sqrt(homes[own]))
        both = float(((level - 1) ** 2).sum() + 2 * (cross**2).sum() + ((slopes**2).sum() - 1) ** 2)
        pairs = float((sizes * (sizes - 1)).sum())
        return _Design(
            first=float(held.sum()) - rank, second=pairs - 2 * (float(((sizes - 2) * held).sum()) + rank) + both
        )


def _alike(together: Floats, squares: Floats, free: int, design: _Design) -> float:
    ratio = float(together.sum() / squares.sum())
    divisor = design.second + ratio * design.first
    return min(1.0, max(0.0, (ratio * free + design.first) / divisor)) if divisor > 0 else 0.0


def _means(rows: Floats, home: Places) -> Floats:
    members = np.zeros((len(home), int(home.max()) + 1))
    members[np.arange(len(home)), home] = 1
    return np.asarray(((rows @ members) / members.sum(axis=0))[:, home])


def _centred(scores: Floats, stratum: Places) -> Floats:
    return np.asarray(scores - (np.bincount(stratum, weights=scores) / np.bincount(stratum))[stratum])
