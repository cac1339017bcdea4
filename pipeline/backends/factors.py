"""Topics by factoring a matrix of passages and words, by scikit-learn: KeyNMF (Kardos, Kostkan et al. 2024), NMF on TF-IDF, latent Dirichlet allocation."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from pipeline.model.topic_fit import Fit, Numbers, Passages, Start, TopicFit, Vectors, listable, ranked

KEYWORDS = 25  # best words of a passage, as in the paper
ROUNDS = 400  # of NMF, at most
LDA_ROUNDS = 20
HEAD_START = 0.9  # share of a passage that its topic has at the beginning, where one is given

Factor = Callable[[Any, int, int, Start | None], tuple[Numbers, Numbers]]
"""A matrix, a number of topics, a seed and a start to the weights of passages and of words."""


def key_nmf(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare NMF on each passage's best words, weighed by the cosine of their vectors.

    Parameters
    ----------
    passages : Passages
        Their words.
    vectors : Vectors
        Their points; latent semantic analysis or an embedding model, as in the paper.
    seed : int
        Of the decomposition.

    Returns
    -------
    callable
        Number of topics to a TopicFit; a term's share in a topic counts as much as its weight there.
    """
    keywords = _keywords(vectors) if vectors.vocabulary else None
    return _fitting(passages, vectors, keywords, _nmf, seed, exclusive=True)


def nmf(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare non-negative matrix factorisation of the TF-IDF matrix (Lee and Seung 1999)."""
    return _fitting(passages, vectors, vectors.matrix, _nmf, seed)


def lda(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare latent Dirichlet allocation (Blei, Ng and Jordan 2003; variational, batch). It cannot go on from an earlier run."""
    from sklearn.feature_extraction.text import CountVectorizer

    if not vectors.vocabulary:
        return _fitting(passages, vectors, None, _lda, seed)
    counter = CountVectorizer(analyzer=list, vocabulary=vectors.vocabulary)
    return _fitting(passages, vectors, counter.transform(passages.words), _lda, seed)


def _fitting(
    passages: Passages, vectors: Vectors, matrix: Any, factor: Factor, seed: int, *, exclusive: bool = False
) -> Fit:
    from threadpoolctl import threadpool_limits

    named = listable(passages, vectors.vocabulary)

    def fit(count: int, start: Start | None = None) -> TopicFit:
        if matrix is None:
            return TopicFit(np.zeros((len(passages.words), 0)), ())
        # one thread: sums in another order differ in the last bit, and the same corpus must give the same bytes
        with threadpool_limits(1), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of convergence: the last decimals of the weights do not matter
            weights, parts = factor(matrix, max(1, min(count, *matrix.shape)), seed, start)
        if exclusive:
            parts = parts * (parts / np.maximum(parts.sum(axis=0, keepdims=True), 1e-12))
        terms = tuple(ranked(row * named, vectors.vocabulary) for row in parts)
        weights[np.asarray(matrix.sum(axis=1)).ravel() == 0] = 0.0
        return TopicFit(_rows_to_one(weights), terms)

    return fit


def _nmf(matrix: Any, count: int, seed: int, start: Start | None) -> tuple[Numbers, Numbers]:
    from sklearn.decomposition import NMF

    if start is None:
        model = NMF(n_components=count, init="nndsvd", random_state=seed, max_iter=ROUNDS, tol=1e-4)
        return np.asarray(model.fit_transform(matrix)), np.asarray(model.components_)
    count = max(count, start.count)
    weights = np.full((matrix.shape[0], count), (1 - HEAD_START) / count)
    rows = np.flatnonzero(start.topics >= 0)
    weights[rows, start.topics[rows]] += HEAD_START
    words = np.asarray(matrix.T @ weights).T / np.maximum(weights.sum(axis=0)[:, None], 1e-12) + 1e-9
    model = NMF(n_components=count, init="custom", random_state=seed, max_iter=ROUNDS, tol=1e-4)
    found = model.fit_transform(matrix, W=weights, H=words)
    return np.asarray(found), np.asarray(model.components_)


def _lda(matrix: Any, count: int, seed: int, start: Start | None) -> tuple[Numbers, Numbers]:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(count, random_state=seed, max_iter=LDA_ROUNDS)
    return np.asarray(model.fit_transform(matrix)), np.asarray(model.components_)


def _keywords(vectors: Vectors) -> Any:
    """Keep each passage's best words, weighted by the cosine of passage and word."""
    kept = vectors.matrix.tocsr().astype(np.float64, copy=True)
    for row in range(kept.shape[0]):
        low, high = kept.indptr[row], kept.indptr[row + 1]
        cosines = np.maximum(vectors.words[kept.indices[low:high]] @ vectors.passages[row], 0.0)
        if len(cosines) > KEYWORDS:
            cosines[np.argsort(-cosines, kind="stable")[KEYWORDS:]] = 0.0
        kept.data[low:high] = cosines
    kept.eliminate_zeros()
    return kept


def _rows_to_one(weights: Numbers) -> Numbers:
    sums = weights.sum(axis=1, keepdims=True)
    return np.where(sums > 0, weights / np.where(sums > 0, sums, 1.0), 0.0)
