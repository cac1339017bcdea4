"""How likely each unit carries each thing by its length alone: a long paragraph, or a long document, carries more of everything."""

import numpy as np

from pipeline.backends.sums import by_group
from pipeline.model.pairs import Marks, Numbers, Places

ROUNDS = 40  # of Newton's method
FARTHEST = 2.0  # log odds by which a unit may move in one of them
LIKELY = np.asarray([1.0, 0.0])  # slopes to begin from: a unit twice as long has about twice the odds
CLOSE = 1e-6


def likely(marks: Marks, sizes: Places, lengths: Places) -> Numbers:
    """Return the chance that each unit (rows) carries each thing (columns), by how many units of its group do and by its length.

    Parameters
    ----------
    marks : ndarray of bool, (units, things)
        Group after group.
    sizes : ndarray of int
        Units of each group, at least 1.
    lengths : ndarray of int
        Of each unit.

    Notes
    -----
    Logistic regression of each thing on the logarithm of the length and its square with an intercept per group, which makes chances add up to the carriers of every
    group. The slopes are drawn to `LIKELY` with the weight of about one observation, so that few carriers do not give them wild values.
    """
    if not len(marks):
        return np.zeros(marks.shape)
    counts = by_group(marks.astype(float), sizes)
    made = np.repeat(counts / sizes[:, None], sizes, axis=0)
    told = (counts > 0) & (counts < sizes[:, None])
    size = np.log(np.maximum(lengths, 1.0)) - np.log(np.maximum(lengths, 1.0)).mean()
    powers = np.stack([size, size**2], axis=1)
    for thing in np.flatnonzero(told.any(axis=0)).tolist():
        rows = np.repeat(told[:, thing], sizes)
        made[rows, thing] = _fit(marks[rows, thing].astype(float), sizes[told[:, thing]], powers[rows])
    return made


def _fit(carried: Numbers, sizes: Places, powers: Numbers) -> Numbers:
    """Fit one thing by Newton's method, the groups' intercepts eliminated; `powers` of the logarithm of the length are the columns."""
    shares = by_group(carried, sizes) / sizes
    levels, slopes = np.log(shares / (1 - shares)), LIKELY.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(np.repeat(levels, sizes) + powers @ slopes, -30, 30)))
        weight = np.maximum(chance * (1 - chance), 1e-9)
        weights = by_group(weight, sizes)
        centre = by_group(weight[:, None] * powers, sizes) / weights[:, None]
        off = by_group(carried - chance, sizes) / weights
        left = powers - np.repeat(centre, sizes, axis=0)
        information = left.T @ (weight[:, None] * left) + np.eye(len(slopes))
        step = np.linalg.solve(information, left.T @ (carried - chance) - (slopes - LIKELY))
        raised = off - centre @ step
        moved = float(np.abs(np.repeat(raised, sizes) + powers @ step).max())
        taken = min(1.0, FARTHEST / max(moved, CLOSE))
        slopes, levels = slopes + taken * step, levels + taken * raised
        if moved < CLOSE:
            break
    return np.asarray(chance)
