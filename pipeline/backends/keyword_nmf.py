"""Topics by NMF on a keyword matrix (KeyNMF; Kardos, Kostkan et al. 2024) with LSA vectors, by scikit-learn."""

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.model.topic_fit import Fit, Numbers, TopicFit

KEYWORDS = 25  # best words of a document, as in the paper
MOST = 0.5  # a word in a larger share of the documents tells nothing apart
DIMENSIONS = 100  # of the LSA vectors


def prepare(documents: Sequence[Sequence[str]], seed: int) -> Fit:
    """Weigh each document's words by the cosine of their vectors, once for all numbers of topics.

    Parameters
    ----------
    documents : sequence of sequence of str
        Words of each document, stop words left out.
    seed : int
        Of the randomised singular value decomposition.

    Returns
    -------
    callable
        Number of topics (at least 1) to a TopicFit. Terms are weighted by exclusivity: a term's share in a topic
        counts as much as its weight there.
    """
    from scipy.sparse import csr_matrix
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import threadpool_limits

    if not tell_apart(documents):
        return lambda count: TopicFit(np.zeros((len(documents), 0)), np.zeros((0, 0)), ())
    matrix, vocabulary, documents_lsa, words_lsa = vectors(documents, seed)
    keywords = csr_matrix(_keywords(matrix, documents_lsa, words_lsa))

    def fit(count: int) -> TopicFit:
        # one thread: sums in another order differ in the last bit, and the same corpus must give the same bytes
        with threadpool_limits(1), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the last decimals of the weights do not matter
            model = NMF(
                n_components=min(count, *keywords.shape), init="nndsvd", random_state=seed, max_iter=400, tol=1e-4
            )
            weights = model.fit_transform(keywords)
        parts = np.asarray(model.components_)
        share = parts / np.maximum(parts.sum(axis=0, keepdims=True), 1e-12)
        return TopicFit(_rows_to_one(np.asarray(weights)), parts * share, vocabulary)

    return fit


def tell_apart(documents: Sequence[Sequence[str]]) -> bool:
    """Tell whether any word is neither too rare nor in more than half of the documents: without one there are no topics."""
    counts = Counter(word for words in documents for word in set(words))
    return any(_least(documents) <= count <= MOST * len(documents) for count in counts.values())


def _least(documents: Sequence[Sequence[str]]) -> int:
    return 2 if len(documents) < 2000 else 5


def vectors(documents: Sequence[Sequence[str]], seed: int) -> tuple["object", tuple[str, ...], Numbers, Numbers]:
    """Return the TF-IDF matrix (sparse), its vocabulary, and LSA vectors of unit length of documents and words."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits

    counter = TfidfVectorizer(analyzer=list, min_df=_least(documents), max_df=MOST, sublinear_tf=True)
    matrix = counter.fit_transform(documents)
    with threadpool_limits(1):
        decomposition = TruncatedSVD(n_components=max(1, min(DIMENSIONS, min(matrix.shape) - 1)), random_state=seed)
        documents_lsa = decomposition.fit_transform(matrix)
    words_lsa = decomposition.components_.T * decomposition.singular_values_
    return matrix, tuple(counter.get_feature_names_out()), normalize(documents_lsa), normalize(words_lsa)


def _keywords(matrix: "object", documents_lsa: Numbers, words_lsa: Numbers) -> "object":
    """Keep each document's best words, weighted by the cosine of document and word."""
    kept = matrix.tocsr().astype(np.float64, copy=True)  # type: ignore[attr-defined]
    for row in range(kept.shape[0]):
        low, high = kept.indptr[row], kept.indptr[row + 1]
        cosines = np.maximum(words_lsa[kept.indices[low:high]] @ documents_lsa[row], 0.0)
        if len(cosines) > KEYWORDS:
            cosines[np.argsort(-cosines, kind="stable")[KEYWORDS:]] = 0.0
        kept.data[low:high] = cosines
    kept.eliminate_zeros()
    return kept


def _rows_to_one(weights: Numbers) -> Numbers:
    sums = weights.sum(axis=1, keepdims=True)
    return np.where(sums > 0, weights / np.where(sums > 0, sums, 1.0), 0.0)
