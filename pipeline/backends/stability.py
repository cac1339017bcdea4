"""How far a number of topics holds up when half of the corpus is left out, by scikit-learn."""

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.model.topic_fit import Numbers, Stability, length_one

SPLITS = 24  # pairs of halves
NULL_SPLITS = 16  # likewise, of points without groups


def stability(
    points: Numbers, counts: Sequence[int], seed: int, progress: Callable[[float], None] = lambda share: None
) -> list[Stability]:
    """Compare numbers of topics.

    Parameters
    ----------
    points : ndarray, shape (passages, dimensions)
        Of length 1.
    counts : sequence of int
        Numbers of topics, each at most half the passages.
    seed : int
        Of the halves.
    progress : callable, optional
        Told the share that is done, 0 to 1.

    Returns
    -------
    list of Stability
        In the order of `counts`.

    Notes
    -----
    Agreement of halves falls with the number of groups even where there are none, and few broad ones agree even in a cloud; what counts is how much better
    it is than in such a cloud (Lange et al. 2004; the cloud, as in the gap statistic of Tibshirani et al. 2001, has the data's spread along each of
    their principal axes, but these are permuted apart).
    """
    from sklearn import config_context
    from threadpoolctl import threadpool_limits

    random = np.random.default_rng(seed)
    found = []
    # a thousand small fits: looking each time whether points are finite takes longer than some of them
    with threadpool_limits(1), config_context(assume_finite=True, skip_parameter_validation=True):
        spread = _along_axes(points)
        for number, count in enumerate(counts, 1):
            agreed = [_halves_agree(points, count, random) for _ in range(SPLITS)]
            by_chance = [_halves_agree(_cloud(spread, random), count, random) for _ in range(NULL_SPLITS)]
            variance = np.var(agreed, ddof=1) / SPLITS + np.var(by_chance, ddof=1) / NULL_SPLITS
            found.append(Stability(count, float(np.mean(agreed)), float(np.mean(by_chance)), float(np.sqrt(variance))))
            progress(number / len(counts))
    return found


def _halves_agree(points: Numbers, count: int, random: np.random.Generator) -> float:
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    order = random.permutation(len(points))
    placed = []
    for half in (order[: len(points) // 2], order[len(points) // 2 :]):
        grouped = KMeans(min(count, len(half)), n_init=1, random_state=int(random.integers(2**31))).fit(points[half])
        placed.append((points @ length_one(grouped.cluster_centers_).T).argmax(axis=1))
    return float(adjusted_rand_score(*placed))


def _along_axes(points: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the points along their principal axes, the axes, and the middle."""
    middle = points.mean(axis=0)
    _, _, axes = np.linalg.svd(points - middle, full_matrices=False)
    return (points - middle) @ axes.T, axes, middle


def _cloud(spread: tuple[Numbers, Numbers, Numbers], random: np.random.Generator) -> Numbers:
    along, axes, middle = spread
    apart = np.column_stack([random.permutation(column) for column in along.T])
    return length_one(apart @ axes + middle)
