"""How many topics: stable when half of the corpus is left out, and coherent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model.topic_fit import Model, Numbers, Passages, Stability, Vectors
from pipeline.stages.topics.coherence import npmi

CANDIDATES = (3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)
PASSAGES_PER_TOPIC = 40  # a number of topics is tried only when each could have so many passages ...
FEW, PASSAGES_OF_FEW = 6, 10  # ... but up to six when each could have ten
TRIAL = 1500  # passages at most on which numbers of topics are compared
COHERENCE_TERMS = 10
AS_GOOD = 0.15  # standard errors from the best within which a number counts as good as it
CERTAIN = 2.0  # standard errors by which another number must be better before the number of the earlier run is left


Compare = Callable[[Numbers, Sequence[int], int, Callable[[float], None]], Sequence[Stability]]
"""Points, numbers of topics, a seed and whom to tell the share that is done, to the stability of each number."""


@dataclass(frozen=True)
class Means:
    """What numbers of topics are tried with.

    Parameters
    ----------
    model : Model
        What finds the topics whose coherence counts.
    compare : Compare
        Finds groups in halves of the corpus (see `pipeline.backends.stability`).
    seed : int
        Of everything random.
    """

    model: Model
    compare: Compare
    seed: int


@dataclass(frozen=True)
class Trial:
    """One number of topics that was tried; `score` is (agreement - chance) x (1 + coherence)."""

    count: int
    agreement: float
    chance: float
    coherence: float
    score: float
    error: float


def trials(
    passages: Passages,
    vectors: Vectors,
    means: Means,
    *,
    also: int = 0,
    progress: Callable[[float], None] = lambda share: None,
) -> list[Trial]:
    """Try numbers of topics on evenly chosen passages.

    Parameters
    ----------
    passages, vectors : Passages, Vectors
        The corpus.
    means : Means
        Model, comparison and seed.
    also : int, optional
        A number to try beside the candidates: that of the earlier run.
    progress : callable, optional
        Told the share that is done.

    Returns
    -------
    list of Trial
        By rising number; coherence is the mean NPMI of the topics' first ten terms, weighted by the topics' sizes: one vast topic of
        everything else must not hide behind a few neat ones.
    """
    step = max(1, -(-len(passages.words) // TRIAL))
    some = replace(passages, words=passages.words[::step], texts=passages.texts[::step])
    points = replace(vectors, matrix=vectors.matrix[::step], passages=vectors.passages[::step])
    placed = points.passages[points.passages.any(axis=1)]
    most = max(len(passages.words) // PASSAGES_PER_TOPIC, min(FEW, len(passages.words) // PASSAGES_OF_FEW))
    counts = [count for count in CANDIDATES if count <= most and 2 * count <= len(placed)]
    counts = sorted({*(counts or CANDIDATES[:1]), *([also] if also >= 2 and 2 * also <= len(placed) else [])})
    fit = means.model(some, points, means.seed)
    found = []
    stable = means.compare(placed, counts, means.seed, lambda share: progress(0.8 * share))
    for number, one in enumerate(stable, 1):
        made = fit(one.count, None)
        terms = [[term for term, _ in listed[:COHERENCE_TERMS]] for listed in made.terms]
        measured = [-1.0 if value is None else value for value in npmi(terms, some.words)]
        mean = float(np.average(measured, weights=made.weights.sum(axis=0) + 1e-12)) if measured else -1.0
        score = (one.agreement - one.chance) * (1 + mean)
        found.append(Trial(one.count, one.agreement, one.chance, mean, score, one.error))
        progress(0.8 + 0.2 * number / len(stable))
    return found


def best(tried: Sequence[Trial], earlier: int = 0) -> int:
    """Choose the number of topics.

    That with the best score; of several as good (within .15 of its standard error) the largest: topics that are too fine can be merged by hand, those
    that are too broad cannot be parted. But that of an earlier run while it is within two standard errors.
    """
    top = max(tried, key=lambda trial: (trial.score, -trial.count))
    kept = next((trial for trial in tried if trial.count == earlier), None)
    if kept and kept.score >= top.score - CERTAIN * top.error:
        return earlier
    return max(trial.count for trial in tried if trial.score >= top.score - AS_GOOD * top.error)
