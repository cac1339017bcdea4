"""Sums by group, and the chances of a sum over many groups, of which many are alike."""

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

from pipeline.model.pairs import Numbers, Places


def by_group(values: Numbers, sizes: Places) -> Numbers:
    """Return the sums of the rows of each group; groups stand one after another and are not empty."""
    return np.asarray(np.add.reduceat(values, np.cumsum(sizes) - sizes, axis=0)) if len(sizes) else values


def summed(groups: Iterable[tuple[int, ...]], spread: Callable[..., Numbers]) -> Numbers:
    """Return the chances of 0, 1, 2 ... in all groups together; what is told of a group gives its own chances by `spread`."""
    made = np.ones(1)
    for group, times in sorted(Counter(groups).items()):
        made = np.convolve(made, _power(spread(*group), times))
    return made


def _power(chances: Numbers, times: int) -> Numbers:
    half = _power(chances, times // 2) if times > 1 else np.ones(1)
    doubled = np.convolve(half, half)
    return np.convolve(doubled, chances) if times % 2 else doubled
