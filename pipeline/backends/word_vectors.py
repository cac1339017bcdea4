"""Points for passages and words, from the corpus itself, by scikit-learn: what occurs together lies together.

A word's vector is its row of a factored matrix of positive pointwise mutual information within ten words (Levy and Goldberg 2014), a passage's the mean of
its words' by TF-IDF. For short texts this keeps far more of what they are about than latent semantic analysis of whole documents: benchmarks/README.md.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from pipeline.model.topic_fit import CHINESE, Numbers, Passages, Vectors, length_one, side, sides, two_languages

DIMENSIONS = 100
WINDOW = 10  # words
STEP = 5  # windows begin at every fifth word, so that each pair is seen once or twice
MOST = 0.5  # a word in a larger share of the passages tells nothing apart
SMOOTHING = 0.75  # exponent of a context's frequency (Levy, Goldberg and Dagan 2015): rare contexts do not dominate
SHARPNESS = 4  # exponent of the likeness by which they draw
NEIGHBOURS = 3  # passages of the other language that a passage is drawn to


def tells_apart(words: Sequence[Sequence[str]]) -> bool:
    """Say whether any word is neither too rare nor in more than half of the passages: without one there are no topics."""
    counts = Counter(word for passage in words for word in set(passage))
    return any(least(len(words)) <= count <= MOST * len(words) for count in counts.values())


def least(passages: int) -> int:
    """Return in how many passages a word must occur."""
    return 2 if passages < 2000 else 3 if passages < 10_000 else 5


def tf_idf(words: Sequence[Sequence[str]], translated: Collection[str] = ()) -> tuple[Any, tuple[str, ...]]:
    """Return the TF-IDF matrix (scipy.sparse, passages by vocabulary) and the vocabulary.

    A word must occur in a few passages; one that has a translation need not, for that occurs in others.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    counts = Counter(word for passage in words for word in set(passage))
    few, most = least(len(words)), MOST * len(words)
    kept = sorted(word for word, count in counts.items() if (count >= few or word in translated) and count <= most)
    counter = TfidfVectorizer(analyzer=list, vocabulary=kept, sublinear_tf=True)
    return counter.fit_transform(words), tuple(kept)


def windows(words: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Any:
    """Return which words of the vocabulary each window of ten words holds (scipy.sparse, ones, windows by vocabulary)."""
    from scipy.sparse import csr_matrix

    place = {word: number for number, word in enumerate(vocabulary)}
    lengths = np.asarray([len(passage) for passage in words], dtype=np.int64)
    ids = np.fromiter((place.get(word, -1) for passage in words for word in passage), dtype=np.int64)
    counts = np.maximum(1, -(-lengths // STEP) - (WINDOW // STEP - 1))
    first = np.cumsum(counts) - counts
    position = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    last = np.repeat(counts, lengths) - 1
    base = np.repeat(first, lengths)
    latest = position // STEP
    rows = np.concatenate([base + np.minimum(latest, last), base + np.clip(latest - 1, 0, last)])
    columns = np.tile(ids, 2)
    known = columns >= 0
    held = csr_matrix(
        (np.ones(int(known.sum())), (rows[known], columns[known])), shape=(int(counts.sum()), len(vocabulary))
    )
    held.sum_duplicates()
    held.data[:] = 1.0
    return held


def vectors(passages: Passages, seed: int) -> Vectors:
    """Place passages and words.

    Parameters
    ----------
    passages : Passages
        With anchors, and words of two languages, a word counts for its translations too, each language is centred on its own mean,
        and each passage is drawn to those of the other language nearest to it.
    seed : int
        Of the randomised singular value decomposition.

    Returns
    -------
    Vectors
        Of no dimension where no word tells passages apart.
    """
    from threadpoolctl import threadpool_limits

    if not tells_apart(passages.words):
        return Vectors(None, (), np.zeros((len(passages.words), 0)), np.zeros((0, 0)))
    chinese = sides(passages)
    bilingual = bool(passages.anchors) and two_languages(chinese)
    anchored = {word for anchor in passages.anchors for word in anchor[:2]} if bilingual else ()
    matrix, vocabulary = tf_idf(passages.words, anchored)
    held = windows(passages.words, vocabulary)
    counted = matrix
    if bilingual:
        spread = _translations(passages, vocabulary)
        held, counted = held @ spread, matrix @ spread
    with threadpool_limits(
        1
    ):  # sums in another order differ in the last bit, and the same corpus must give the same bytes
        words = _factored(_information(held.T @ held), seed)
        means = np.asarray(_unit(counted) @ words)
        if bilingual:
            means, words = _centred(means, chinese, words, vocabulary)
            means = _drawn_together(length_one(means), chinese)
    return Vectors(matrix, vocabulary, length_one(means), length_one(words))


def _information(together: Any) -> Any:
    """Return positive pointwise mutual information of words and contexts."""
    from scipy.sparse import csr_matrix

    cells = together.tocoo()
    apart = cells.row != cells.col
    rows, columns, counts = cells.row[apart], cells.col[apart], cells.data[apart]
    total = counts.sum()
    if not total:
        return csr_matrix(together.shape)
    word = np.bincount(rows, counts, minlength=together.shape[0]) / total
    context = np.bincount(columns, counts, minlength=together.shape[0]) ** SMOOTHING
    context /= context.sum()
    information = np.log(counts / total / (word[rows] * context[columns]))
    positive = information > 0
    return csr_matrix((information[positive], (rows[positive], columns[positive])), shape=together.shape)


def _factored(matrix: Any, seed: int) -> Numbers:
    from sklearn.utils.extmath import randomized_svd

    left, strengths, _ = randomized_svd(matrix, max(1, min(DIMENSIONS, matrix.shape[0] - 1)), random_state=seed)
    return length_one(left * np.sqrt(strengths))


def _translations(passages: Passages, vocabulary: tuple[str, ...]) -> Any:
    """Return the matrix by which a word counts for itself, and as much again for its translations together."""
    from scipy.sparse import csr_matrix, identity

    place = {word: number for number, word in enumerate(vocabulary)}
    known = [
        (place[chinese], place[other], sure)
        for chinese, other, sure in passages.anchors
        if chinese in place and other in place
    ]
    size = len(vocabulary)
    if not known:
        return identity(size, format="csr")
    rows, columns, sure = (np.asarray(part) for part in zip(*known, strict=True))
    one_way = csr_matrix((sure, (rows, columns)), shape=(size, size))
    pairs = one_way + one_way.T
    sums = np.asarray(pairs.sum(axis=1)).ravel()
    return identity(size, format="csr") + csr_matrix(pairs.multiply(1 / np.maximum(sums, 1e-12)[:, None]))


def _centred(means: Numbers, chinese: Any, words: Numbers, vocabulary: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """Take each language's mean away: what is left says what a text is about, not which language it is in."""
    means, words = means.copy(), words.copy()
    on_side = np.asarray([side(word) == CHINESE for word in vocabulary], dtype=bool)
    placed = means.any(axis=1)  # one without a known word stays a row of zeros
    for passages_of, words_of in ((chinese & placed, on_side), (~chinese & placed, ~on_side)):
        if not passages_of.any():
            continue
        middle = means[passages_of].mean(axis=0)
        means[passages_of] -= middle
        words[words_of] -= middle
    return means, words


def _drawn_together(points: Numbers, chinese: Any) -> Numbers:
    """Add to each passage the mean of its nearest ones in the other language, by how near they are."""
    drawn = points.copy()
    for here, there in ((chinese, ~chinese), (~chinese, chinese)):
        near, others = np.flatnonzero(here), points[there]
        many = min(NEIGHBOURS, len(others))
        for begin in range(0, len(near), 2000):  # so many rows at a time keep the table of similarities small
            some = near[begin : begin + 2000]
            similar = points[some] @ others.T
            best = np.argpartition(-similar, many - 1, axis=1)[:, :many]
            weights = np.maximum(np.take_along_axis(similar, best, axis=1), 0.0) ** SHARPNESS
            weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
            drawn[some] = points[some] + np.einsum("ij,ijk->ik", weights, others[best])
    return drawn


def _unit(matrix: Any) -> Any:
    from sklearn.preprocessing import normalize

    return normalize(matrix)
