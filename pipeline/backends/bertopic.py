"""Topics by BERTopic (Grootendorst 2022), fed our words and vectors: UMAP and HDBSCAN, or its light form of PCA and k-means."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.model.topic_fit import Fit, Passages, Start, TopicFit, Vectors, listable, ranked

NEIGHBOURS = 15  # of UMAP, as BERTopic's default
COMPONENTS = 5  # likewise
LEAST = 10  # passages of a topic, as BERTopic's default; in a small corpus a fortieth of it ...
PARTS, FEW = 40, 5  # ... but five at least
SEED_WORDS = 10  # of a topic that is to be looked for
JOINT = "\ue000"  # in place of the space in a term of two words, so that BERTopic keeps it whole
LIGHT_NUMBER = 10  # topics of the light form when nobody says how many


def model(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare BERTopic as it is known: it finds the number of topics itself, and leaves passages out. It cannot go on from an earlier run."""
    return _fitting(passages, vectors, seed, light=False)


def light(passages: Passages, vectors: Vectors, seed: int) -> Fit:
    """Prepare its light form: principal components and k-means; no passage is left out."""
    return _fitting(passages, vectors, seed, light=True)


def _fitting(passages: Passages, vectors: Vectors, seed: int, *, light: bool) -> Fit:
    texts = [" ".join(word.replace(" ", JOINT) for word in words) for words in passages.words]
    # the slow part, which does not depend on the number of topics
    smaller = _reduction(vectors, seed, light=light).fit_transform(vectors.passages) if vectors.vocabulary else None

    def fit(count: int, start: Start | None = None) -> TopicFit:
        if not vectors.vocabulary:
            return TopicFit(np.zeros((len(texts), 0)), ())
        groups = _kmeans(len(texts), count, seed) if light else _hdbscan(max(FEW, min(LEAST, len(texts) // PARTS)))
        seeds = _seeds(vectors, start)
        # seed words move the points before they are reduced, so that what was done before does not help
        made = _model(vectors, groups, seeds, _reduction(vectors, seed, light=light) if seeds else _Ready(smaller))
        assigned, _ = made.fit_transform(texts, vectors.passages.copy())
        outliers = int(-1 in assigned)  # BERTopic counts them as a topic
        if count and len(set(assigned)) - outliers > count:
            made.reduce_topics(texts, nr_topics=count + outliers)
            assigned = made.topics_
        return _fit(made, assigned, passages)

    return fit


def _reduction(vectors: Vectors, seed: int, *, light: bool) -> Any:
    """Return what brings the passages into few dimensions."""
    if light:
        from sklearn.decomposition import PCA

        return PCA(max(1, min(COMPONENTS, *vectors.passages.shape)), random_state=seed)
    from umap import UMAP

    passages = len(vectors.passages)
    return UMAP(
        n_neighbors=min(NEIGHBOURS, passages - 1),
        n_components=COMPONENTS,
        min_dist=0.0,
        metric="cosine",
        random_state=seed,
        n_jobs=1,
        init="spectral" if passages > 2 * COMPONENTS else "random",  # the spectral one needs more passages than axes
    )


def _kmeans(passages: int, count: int, seed: int) -> Any:
    from sklearn.cluster import KMeans

    return KMeans(min(count or LIGHT_NUMBER, passages), n_init=3, random_state=seed)


def _hdbscan(least: int) -> Any:
    from hdbscan import HDBSCAN

    return HDBSCAN(min_cluster_size=least, metric="euclidean", cluster_selection_method="eom", prediction_data=False)


def _model(vectors: Vectors, groups: Any, seeds: list[list[str]] | None, reduction: Any) -> Any:
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        embedding_model=_embedder(vectors),
        umap_model=reduction,
        hdbscan_model=groups,
        vectorizer_model=CountVectorizer(analyzer=str.split),
        seed_topic_list=seeds,
        calculate_probabilities=False,
    )


class _Ready:
    """What BERTopic takes for a reduction of dimensions: points that have been reduced before."""

    def __init__(self, points: Any) -> None:
        self.points = points

    def fit(self, _points: Any, y: Any = None) -> "_Ready":
        """Do nothing."""
        return self

    def transform(self, _points: Any) -> Any:
        """Return the points."""
        return self.points


def _embedder(vectors: Vectors) -> Any:
    """Return what BERTopic places seed words with: the mean of their vectors."""
    from bertopic.backend import BaseEmbedder

    place = {word.replace(" ", JOINT): number for number, word in enumerate(vectors.vocabulary)}

    class Embedder(BaseEmbedder):  # type: ignore[misc]
        """Means of word vectors, in the form that BERTopic asks for."""

        def embed(self, documents: Sequence[str], verbose: bool = False) -> Any:
            rows = [[place[word] for word in text.split() if word in place] for text in documents]
            return np.asarray(
                [vectors.words[row].mean(axis=0) if row else np.zeros(vectors.words.shape[1]) for row in rows]
            )

    return Embedder()


def _seeds(vectors: Vectors, start: Start | None) -> list[list[str]] | None:
    """Return the commonest words of each topic to look for, by TF-IDF; none of an earlier run, which BERTopic cannot go on from."""
    if start is None or start.held:
        return None
    found = []
    for topic in range(start.count):
        sums = np.asarray(vectors.matrix[np.flatnonzero(start.topics == topic)].sum(axis=0)).ravel()
        found.append([term.replace(" ", JOINT) for term, _ in ranked(sums, vectors.vocabulary, SEED_WORDS)])
    return found


def _fit(made: Any, assigned: Sequence[int], passages: Passages) -> TopicFit:
    kept = sorted(set(assigned) - {-1})
    vocabulary = [word.replace(JOINT, " ") for word in made.vectorizer_model.get_feature_names_out()]
    named = listable(passages, vocabulary)
    rows = [row for row, topic in enumerate(sorted(set(assigned))) if topic != -1]
    terms = np.asarray(made.c_tf_idf_.todense())[rows] if kept else np.zeros((0, len(vocabulary)))
    weights = np.zeros((len(assigned), len(kept)))
    for row, topic in enumerate(assigned):
        if topic != -1:
            weights[row, kept.index(topic)] = 1.0
    return TopicFit(weights, tuple(ranked(np.maximum(row, 0.0) * named, vocabulary) for row in terms))
