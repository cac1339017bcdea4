"""What follows on what: the notes of a group in every order in which they could stand.

Whether the next note carries something more often after notes that carry something cannot be judged as if next notes were dealt out anew: in a short sequence the
next note of a carrier is less often a carrier by arithmetic alone (Miller and Sanjurjo 2018), and likewise for two things that share notes. Here the notes, each with
all that it carries, are put into every order; how many notes with the one are then directly followed by a note with the other has a distribution in closed form.
"""

from functools import lru_cache
from math import comb

import numpy as np

from pipeline.backends.conditional import FARTHEST, tilted
from pipeline.backends.sums import summed
from pipeline.model.association import Association
from pipeline.model.pairs import Marks, Numbers, Places


def follow(marks: Marks, sizes: Places, confidence: float) -> list[list[Association | None]]:
    """Tell whether things follow on each other, or on themselves, within groups.

    Parameters
    ----------
    marks : ndarray of bool, (notes, things)
        In the order of time, group after group.
    sizes : ndarray of int
        Notes of each group; their sum is the number of notes.
    confidence : float
        Level of the intervals, 0 to 1.

    Returns
    -------
    list of list of Association or None
        For each first thing (outer) and each next one (inner). The odds ratio weighs an order of a group's notes once more for every note with the first thing that is
        directly followed by one with the next; 1 where any order is as likely. Conditional maximum likelihood, mid-p interval and two-sided mid-p over all orders; None
        where every order gives the same count.
    """
    groups = [group.astype(np.int64) for group in np.split(marks, np.cumsum(sizes)[:-1])] if len(sizes) else []
    found = [(group[:-1].T @ group[1:], group.T @ group) for group in groups]
    things = marks.shape[1]

    def judge(first: int, then: int) -> Association | None:
        cells = [
            (len(group), int(held[first, first]), int(held[then, then]), int(held[first, then]))
            for group, (_, held) in zip(groups, found, strict=True)
            if held[first, first] and held[then, then]
        ]
        total = sum(int(followed[first, then]) for followed, _ in found)
        return tilted(summed(cells, _chances), total, FARTHEST, confidence)

    return [[judge(first, then) for then in range(things)] for first in range(things)]


@lru_cache(maxsize=100_000)
def _chances(notes: int, first: int, then: int, shared: int) -> Numbers:
    """Return the chances that 0, 1, 2 ... notes with the first thing are directly followed by one with the next, over all orders.

    Notes
    -----
    m given notes with the first thing (x of n) followed by given notes with the next (y of n), without going round in a ring, stand in (n - m)! of n! orders; there are
    C(x, m) y!/(y - m)! - w C(x - 1, m - 1) (y - 1)!/(y - m)! ways to give them, where w notes carry both. These binomial moments are those of a hypergeometric number,
    less w / n times those of another one shifted by one.
    """
    ways = [
        first * _draws(notes, then, first, count)
        + shared * (_draws(notes - 1, then - 1, first - 1, count) - _draws(notes - 1, then - 1, first - 1, count - 1))
        for count in range(min(first, then) + 1)
    ]
    total = first * comb(notes, first)
    return np.asarray([way / total for way in ways])


def _draws(total: int, good: int, drawn: int, count: int) -> int:
    """Return in how many ways so many of the drawn are good."""
    if not 0 <= count <= drawn:
        return 0
    return comb(good, count) * comb(total - good, drawn - count)
