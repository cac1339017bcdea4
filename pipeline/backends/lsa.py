"""Points for passages and words by latent semantic analysis (Deerwester et al. 1990), by scikit-learn."""

import numpy as np

from pipeline.backends.word_vectors import tells_apart, tf_idf
from pipeline.model.topic_fit import Passages, Vectors

DIMENSIONS = 100


def vectors(passages: Passages, seed: int) -> Vectors:
    """Place passages and words by a truncated singular value decomposition of the TF-IDF matrix; anchors are not used."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits

    if not tells_apart(passages.words):
        return Vectors(None, (), np.zeros((len(passages.words), 0)), np.zeros((0, 0)))
    matrix, vocabulary = tf_idf(passages.words)
    with threadpool_limits(1):
        if len(vocabulary) == 1:  # one word is one direction
            return Vectors(matrix, vocabulary, normalize(matrix.toarray()), np.ones((1, 1)))
        model = TruncatedSVD(n_components=max(1, min(DIMENSIONS, min(matrix.shape) - 1)), random_state=seed)
        placed = model.fit_transform(matrix)
    words = model.components_.T * model.singular_values_
    return Vectors(matrix, vocabulary, normalize(placed), normalize(words))
