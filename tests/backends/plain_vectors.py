"""Made-up passages, and a plain second reckoning of their points in loops and by a full singular value decomposition."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

import numpy as np

from pipeline.backends.word_vectors import NEIGHBOURS, SHARPNESS
from pipeline.model.topic_fit import Anchor, Numbers, Passages

Corpus = list[list[str]]
CHINESE_THEMES = ("团队 分工 角色 责任 任务 清单".split(), "老人 送餐 健康 探访 陪伴 独居".split())
ENGLISH_THEMES = ("team share role duty task list".split(), "elder meal health visit company alone".split())
ANCHORS: list[Anchor] = [
    (chinese, english, 1.0)
    for ours, theirs in zip(CHINESE_THEMES, ENGLISH_THEMES, strict=True)
    for chinese, english in zip(ours, theirs, strict=True)
]


def drawn(words: Sequence[str], passages: int, seed: int, longest: int = 24) -> Corpus:
    """Draw passages of random words, the first the commonest."""
    random = np.random.default_rng(seed)
    chances = 1 / np.arange(3, 3 + len(words))
    lengths = random.integers(0, longest, passages)
    return [[str(word) for word in random.choice(words, many, p=chances / chances.sum())] for many in lengths]


def themed(themes: Sequence[Sequence[str]], many: int = 20, seed: int = 0) -> Corpus:
    """Make passages of five words, each of one theme, the themes by turns."""
    random = np.random.default_rng(seed)
    return [[str(word) for word in random.permutation(themes[place % len(themes)])[:5]] for place in range(many)]


def plain_windows(words: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> list[set[str]]:
    """Slide a window of ten words over every passage by five, until it holds the last word."""
    found = []
    for passage in words:
        begin = 0
        while True:
            found.append(set(passage[begin : begin + 10]) & set(vocabulary))
            if begin + 10 >= len(passage):
                break
            begin += 5
    return found


def plain_information(together: Numbers) -> Numbers:
    """Reckon log(p(w, c) / (p(w) p(c))) cell by cell, contexts to the power 0.75, what is negative 0; a word is no context of itself."""
    size = len(together)
    pairs = [(word, other) for word in range(size) for other in range(size) if word != other]
    total = sum(together[pair] for pair in pairs)
    often = [sum(together[word, other] for other in range(size) if other != word) for word in range(size)]
    smooth = [count**0.75 for count in often]
    found = np.zeros((size, size))
    for word, other in pairs:
        if together[word, other]:
            expected = often[word] / total * smooth[other] / sum(smooth)
            found[word, other] = max(0.0, log(together[word, other] / total / expected))
    return found


def length_one(rows: Numbers) -> Numbers:
    lengths = [sqrt(sum(row**2)) for row in rows]
    return np.array([row / length if length > 1e-12 else 0 * row for row, length in zip(rows, lengths, strict=True)])


def plain_spread(vocabulary: list[str], anchors: Sequence[Anchor]) -> Numbers:
    spread = np.eye(len(vocabulary))
    for first, second, sure in anchors:
        for one, other in ((first, second), (second, first)):
            rest = sum(weight for *pair, weight in anchors if one in pair)
            spread[vocabulary.index(one), vocabulary.index(other)] = sure / rest
    return spread


def plain_drawing(points: Numbers, chinese: Numbers) -> Numbers:
    """Add to each point the mean of the nearest ones of the other language, the nearer the more."""
    found = points.copy()
    for row, language in enumerate(chinese):
        near = sorted((points[row] @ points[place], place) for place in np.flatnonzero(chinese != language))[
            -NEIGHBOURS:
        ]
        shares = [max(0.0, cosine) ** SHARPNESS for cosine, _ in near]
        for share, (_, place) in zip(shares, near, strict=True):
            found[row] += share / max(sum(shares), 1e-12) * points[place]
    return found


def plain_vectors(passages: Passages) -> tuple[Numbers, Numbers]:
    """Do what `vectors` says it does, without a sparse matrix and with the whole decomposition."""
    many, often = len(passages.words), Counter(word for passage in passages.words for word in set(passage))
    tied = {word for *pair, _ in passages.anchors for word in pair}
    vocabulary = sorted(word for word, count in often.items() if (count >= 2 or word in tied) and count <= many / 2)
    matrix = np.zeros((many, len(vocabulary)))
    for row, passage in enumerate(passages.words):
        for column, word in enumerate(vocabulary):
            if word in passage:
                matrix[row, column] = (1 + log(passage.count(word))) * (log((1 + many) / (1 + often[word])) + 1)
    spread = plain_spread(vocabulary, passages.anchors)
    seen = plain_windows(passages.words, vocabulary)
    held = np.array([[float(word in window) for word in vocabulary] for window in seen]) @ spread
    left, strengths, _ = np.linalg.svd(plain_information(held.T @ held))
    kept = min(100 if tied else 50, len(vocabulary) - 1)
    of_words = length_one(left[:, :kept] * np.sqrt(strengths[:kept]))
    means = length_one(length_one(matrix) @ spread) @ of_words
    if passages.anchors:
        chinese = np.array([sum(word >= "㐀" for word in passage) > len(passage) / 2 for passage in passages.words])
        on_side = np.array([word >= "㐀" for word in vocabulary])
        for language in (True, False):
            middle = means[chinese == language].mean(axis=0)
            means[chinese == language] -= middle
            of_words[on_side == language] -= middle
        means = plain_drawing(length_one(means), chinese)
    return length_one(means), length_one(of_words)
