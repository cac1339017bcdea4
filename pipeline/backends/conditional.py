"""Exact conditional logistic regression on one score, within strata (Cox 1970; Mehta and Patel 1995), on numpy and scipy.

scipy and statsmodels have no exact test for a score within strata; the tests of this file compare it with theirs where they have one (a single table, large samples).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from pipeline.model.association import Association, Judge

EXACT = 50_000_000  # steps at most of counting all ways; beyond it normal approximations
FARTHEST = 40.0  # log odds over one standard deviation of the scores beyond which a ratio counts as unbounded
HALVINGS = 36
ROUNDS = 50  # of Newton's method

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class _Units:
    """The units by stratum: where each belongs, its score from 0 within its stratum, and how far scores spread within strata."""

    stratum: Places
    score: Places
    sizes: Places
    spread: float


def associate(scores: Sequence[int], strata: Sequence[str], confidence: float) -> Judge:
    """Prepare to judge how things go with a score.

    Parameters
    ----------
    scores : sequence of int
        Of each unit, such as its month, or 1 for those of a group and 0 for the others.
    strata : sequence of str
        Of each unit: only units of one stratum are compared.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    callable
        Which units carry something, to an Association; None where no stratum has carriers and others with different scores.

    Notes
    -----
    Given how many units of each stratum carry it, the sum of the carriers' scores is judged against all ways in which they could be spread. Levels of strata
    therefore do not matter, however many there are. Two-sided p-values are twice the smaller mid-p (Lancaster 1961), intervals its inversion.
    Too large samples (`EXACT`) are judged by the normal approximation of the same sum, and by logistic regression with an intercept per stratum.
    """
    units = _units(scores, strata)
    steps = np.bincount(units.stratum, weights=units.score, minlength=len(units.sizes)) + 1
    exact = float((units.sizes.astype(float) ** 2 * steps).sum()) <= EXACT
    ways = [_ways(units.score[units.stratum == one]) for one in range(len(units.sizes))] if exact else []

    def judge(carried: Sequence[bool]) -> Association | None:
        held = np.asarray(carried, dtype=bool)
        counts = np.bincount(units.stratum[held], minlength=len(units.sizes))
        total = int(units.score[held].sum())
        if exact:
            return _exact([rows[count] for rows, count in zip(ways, counts, strict=True)], total, units, confidence)
        return _approximate(held, counts, units, confidence)

    return judge


def _units(scores: Sequence[int], strata: Sequence[str]) -> _Units:
    names, stratum = np.unique(np.asarray(strata, dtype=object).astype(str), return_inverse=True)
    score = np.asarray(scores, dtype=np.int64)
    least = np.full(len(names), np.iinfo(np.int64).max)
    np.minimum.at(least, stratum, score)
    score = score - least[stratum] if len(score) else score
    sizes = np.bincount(stratum, minlength=len(names))
    means = np.bincount(stratum, weights=score, minlength=len(names)) / np.maximum(sizes, 1)
    spread = float(np.sqrt(((score - means[stratum]) ** 2).mean())) if len(score) else 0.0
    return _Units(stratum, score, sizes, spread)


def _ways(scores: Places) -> Numbers:
    """Return, for each number of carriers (rows), the share of all ways to choose them that gives each sum of scores (columns)."""
    from scipy.special import comb

    ways = np.zeros((len(scores) + 1, int(scores.sum()) + 1))
    ways[0, 0] = 1.0
    taken = reached = 0
    for score in scores.tolist():
        ways[1 : taken + 2, score : reached + score + 1] += ways[: taken + 1, : reached + 1].copy()
        taken, reached = taken + 1, reached + score
    return np.asarray(ways / comb(len(scores), np.arange(len(scores) + 1))[:, None])


def _exact(spreads: list[Numbers], total: int, units: _Units, confidence: float) -> Association | None:
    chances = np.ones(1)
    for spread in spreads:
        held = np.flatnonzero(spread)
        chances = np.convolve(chances, spread[: held[-1] + 1])
    return tilted(chances, total, FARTHEST / units.spread, confidence) if units.spread else None


def tilted(chances: Numbers, total: int, farthest: float, confidence: float) -> Association | None:
    """Judge a sum by its chances where nothing goes together; each unit of it multiplies them by the odds ratio.

    Parameters
    ----------
    chances : ndarray of float
        Of the sums 0, 1, 2 ...
    total : int
        The sum that was found.
    farthest : float
        Log odds ratio beyond which it counts as unbounded.
    confidence : float
        Level of the interval, 0 to 1.

    Returns
    -------
    Association or None
        None where only one sum was possible.
    """
    sums = np.flatnonzero(chances)
    if len(sums) < 2:
        return None
    chances = chances[sums] / chances[sums].sum()
    place = int(np.searchsorted(sums, total))
    p_value, attainable = middle_p(chances, place)
    estimate, low, high = _ends(sums, np.log(chances), place, farthest, (1 - confidence) / 2)
    return Association(estimate, low, high, p_value, attainable)


def middle_p(chances: Numbers, place: int) -> tuple[float, float]:
    """Return the two-sided mid-p of what stands at a place of an ordered distribution, and the least p that it could have given."""
    tail = min(chances[:place].sum(), chances[place + 1 :].sum()) + chances[place] / 2
    return float(min(1.0, 2 * tail)), float(min(chances[0], chances[-1]))


def leaned(chances: Numbers, mean: float) -> Numbers:
    """Return the chances of the sums 0, 1, 2 ..., leaned (exponentially tilted) until they have this mean; as they are where they cannot."""
    sums = np.flatnonzero(chances)
    if not sums[0] < mean < sums[-1]:
        return chances
    logs, low, high = np.log(chances[sums]), -FARTHEST, FARTHEST
    weights = chances[sums]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        raised = logs + middle * sums
        weights = np.exp(raised - raised.max())
        weights /= weights.sum()
        low, high = (middle, high) if weights @ sums < mean else (low, middle)
    made = np.zeros_like(chances)
    made[sums] = weights
    return made


def _ends(sums: Places, logs: Numbers, place: int, farthest: float, tail: float) -> tuple[float, float, float]:
    """Return the conditional maximum likelihood estimate and both ends, by halving: each rises with the log odds ratio."""
    low, high = np.full(3, -farthest), np.full(3, farthest)
    aims = np.asarray([sums[place], tail, 1 - tail])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        tilted = logs + np.outer(middle, sums)
        weights = np.exp(tilted - tilted.max(axis=1, keepdims=True))
        weights /= weights.sum(axis=1, keepdims=True)
        upper = weights[:, place + 1 :].sum(axis=1) + weights[:, place] / 2
        reached = np.asarray([weights[0] @ sums, upper[1], upper[2]])
        low, high = np.where(reached < aims, middle, low), np.where(reached < aims, high, middle)
    found = (low + high) / 2
    ratios = np.exp(np.clip(found, -700, 700))
    estimate, lower, upper_end = (float(ratio) for ratio in ratios)
    if place == 0:
        estimate, lower = 0.0, 0.0
    if place == len(sums) - 1:
        estimate, upper_end = inf, inf
    return estimate, lower, upper_end


def _approximate(
    held: np.ndarray[Any, np.dtype[np.bool_]], counts: Places, units: _Units, confidence: float
) -> Association | None:
    from scipy.stats import norm

    sizes, several = units.sizes, np.maximum(units.sizes - 1, 1)
    means = np.bincount(units.stratum, weights=units.score, minlength=len(sizes)) / sizes
    squares = np.bincount(units.stratum, weights=(units.score - means[units.stratum]) ** 2, minlength=len(sizes))
    variance = float((counts * (sizes - counts) / sizes * squares / several).sum())
    if variance == 0:
        return None
    moved = float(units.score[held].sum() - (counts * means).sum())
    slope, error = _logistic(held, counts, units)
    half = float(norm.isf((1 - confidence) / 2)) * error
    ends = [float(np.exp(np.clip(end, -700, 700))) for end in (slope, slope - half, slope + half)]
    if abs(slope) >= FARTHEST / units.spread:
        ends = [inf, ends[1], inf] if slope > 0 else [0.0, 0.0, ends[2]]
    return Association(ends[0], ends[1], ends[2], float(2 * norm.sf(abs(moved) / np.sqrt(variance))), attainable=0.0)


def _logistic(held: np.ndarray[Any, np.dtype[np.bool_]], counts: Places, units: _Units) -> tuple[float, float]:
    """Return the slope of a logistic regression with an intercept per stratum, and its standard error (Newton's method, intercepts eliminated)."""
    told = (counts > 0) & (counts < units.sizes)
    kept = told[units.stratum]
    _, stratum = np.unique(units.stratum[kept], return_inverse=True)
    score, carried = units.score[kept].astype(float), held[kept].astype(float)
    shares = np.bincount(stratum, weights=carried) / np.bincount(stratum)
    levels, slope, error = np.log(shares / (1 - shares)), 0.0, inf
    for _ in range(ROUNDS):
        expected = 1 / (1 + np.exp(-np.clip(levels[stratum] + slope * score, -700, 700)))
        weight = np.maximum(expected * (1 - expected), 1e-12)
        total = np.bincount(stratum, weights=weight)
        centre = np.bincount(stratum, weights=weight * score) / total
        off = np.bincount(stratum, weights=carried - expected) / total
        information = float((weight * (score - centre[stratum]) ** 2).sum())
        step = float(((carried - expected) * (score - centre[stratum])).sum()) / information
        farthest = FARTHEST / units.spread
        levels, slope = levels + np.clip(off - centre * step, -5, 5), float(np.clip(slope + step, -farthest, farthest))
        error = information**-0.5
        if abs(step) < 1e-9 * max(1.0, abs(slope)) or abs(slope) == farthest:
            break
    return slope, error
