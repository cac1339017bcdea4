"""Topics by BERTopic (UMAP, HDBSCAN, class-based TF-IDF), fed our words and vectors."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.backends.keyword_nmf import tell_apart, vectors
from pipeline.model.errors import SettingsError
from pipeline.model.topic_fit import Fit, Numbers, Prepare, TopicFit


def preparer(embeddings: str) -> Prepare:
    """Return BERTopic with vectors of a sentence-transformers model, or with the corpus's own LSA vectors.

    Parameters
    ----------
    embeddings : str
        Folder of a model; empty for LSA vectors.
    """
    return partial(_prepare, embeddings)


def _prepare(embeddings: str, documents: Sequence[Sequence[str]], seed: int) -> Fit:
    model_vectors = _embed(embeddings, documents) if embeddings else None
    if not tell_apart(documents):
        return lambda count: TopicFit(np.zeros((len(documents), 0)), np.zeros((0, 0)), ())
    points = vectors(documents, seed)[2] if model_vectors is None else model_vectors

    def fit(count: int) -> TopicFit:
        from bertopic import BERTopic
        from bertopic.backend import BaseEmbedder
        from hdbscan import HDBSCAN
        from sklearn.feature_extraction.text import CountVectorizer
        from umap import UMAP

        # an eightieth of the corpus: small corpora get clusters of five, large ones are not shattered
        least = max(5, len(documents) // 80)
        model = BERTopic(
            embedding_model=BaseEmbedder(),
            umap_model=UMAP(
                n_neighbors=min(15, len(documents) - 1),
                n_components=5,
                min_dist=0.0,
                metric="cosine",
                random_state=seed,
                n_jobs=1,
            ),
            hdbscan_model=HDBSCAN(
                min_cluster_size=least, metric="euclidean", cluster_selection_method="eom", prediction_data=False
            ),
            vectorizer_model=CountVectorizer(analyzer=str.split),
            calculate_probabilities=False,
        )
        texts = [" ".join(words) for words in documents]
        assigned, _ = model.fit_transform(texts, points)
        outliers = int(-1 in assigned)  # BERTopic counts them as a topic
        if count and len(set(assigned)) - outliers > count:
            model.reduce_topics(texts, nr_topics=count + outliers)
            assigned = model.topics_
        return _fit(model, assigned)

    return fit


def _fit(model: Any, assigned: Sequence[int]) -> TopicFit:
    kept = sorted(set(assigned) - {-1})
    vocabulary = tuple(model.vectorizer_model.get_feature_names_out())
    rows = [row for row, topic in enumerate(sorted(set(assigned))) if topic != -1]
    terms = np.asarray(model.c_tf_idf_.todense())[rows] if kept else np.zeros((0, len(vocabulary)))
    weights = np.zeros((len(assigned), len(kept)))
    for row, topic in enumerate(assigned):
        if topic != -1:
            weights[row, kept.index(topic)] = 1.0
    return TopicFit(weights, np.maximum(terms, 0.0), vocabulary)


def _embed(embeddings: str, documents: Sequence[Sequence[str]]) -> Numbers:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise SettingsError(
            "[topics] embeddings needs the package sentence-transformers; install it with: .venv/bin/pip install sentence-transformers, or leave embeddings empty.",
            "[topics] embeddings 需要 sentence-transformers，请先安装：.venv/bin/pip install sentence-transformers，或将 embeddings 留空。",
        ) from error
    if not Path(embeddings).is_dir():
        raise SettingsError(
            f"[topics] embeddings: there is no folder {embeddings!r}; models are never downloaded.",
            f"[topics] embeddings：没有文件夹 {embeddings!r}；程序不会联网下载模型。",
        )
    model = SentenceTransformer(embeddings, device="cpu", local_files_only=True)
    return np.asarray(model.encode([" ".join(words) for words in documents], show_progress_bar=False), dtype=np.float64)
