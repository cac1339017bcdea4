"""What topic models start from and give back, whichever library makes them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.model import scripts

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

MOST_TERMS = 50  # that a topic lists; settings ask for fewer
_CHINESE = re.compile(f"[{scripts.CHINESE}]")
CHINESE, OTHER = "zh", "en"  # the two sides that passages and terms are on: Chinese characters, or another script

Anchor = tuple[str, str, float]
"""A Chinese word, one of another language that says the same, and how sure that is (0 to 1)."""


@dataclass(frozen=True)
class Passages:
    """What topics are looked for in.

    Parameters
    ----------
    words : sequence of sequence of str
        Words of each passage in reading order, stop words left out.
    texts : sequence of str
        The passages as written, for models that read text; may be empty for those that do not.
    anchors : sequence of Anchor
        Words that mean the same in two languages.
    listable : frozenset of str
        The words that may name a topic; empty: all.
    """

    words: Sequence[Sequence[str]]
    texts: Sequence[str] = ()
    anchors: Sequence[Anchor] = ()
    listable: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Vectors:
    """Passages and words as points: what stands close together speaks of the same.

    Parameters
    ----------
    matrix : scipy.sparse matrix, shape (passages, vocabulary)
        TF-IDF of the words.
    vocabulary : tuple of str
        The words, in the order of the columns of `matrix`.
    passages : ndarray, shape (passages, dimensions)
        Rows of length 1; zeros for a passage without a known word.
    words : ndarray, shape (vocabulary, dimensions)
        Likewise.
    """

    matrix: Any
    vocabulary: tuple[str, ...]
    passages: Numbers
    words: Numbers


@dataclass(frozen=True)
class Start:
    """Where a model begins.

    Parameters
    ----------
    topics : ndarray of int, shape (passages,)
        The topic that each passage begins in, from 0; -1 where there is none.
    count : int
        Topics to begin with; more than the greatest number in `topics`.
    held : bool
        True: those are the topics of an earlier run, and a passage stays unless another topic is clearly nearer. False: a first guess.
    """

    topics: Places
    count: int
    held: bool


@dataclass(frozen=True)
class TopicFit:
    """Topics of a corpus.

    Parameters
    ----------
    weights : ndarray, shape (passages, topics)
        How much of each topic a passage holds; a row sums to at most 1, and what is left to 1 is what no topic explains. With a held start the first columns
        are its topics.
    terms : tuple of tuple of (str, float)
        Per topic at most `MOST_TERMS` terms, the best first, with positive weights.
    """

    weights: Numbers
    terms: tuple[tuple[tuple[str, float], ...], ...]


@dataclass(frozen=True)
class Stability:
    """What came out for one number of topics.

    Parameters
    ----------
    count : int
        The number of topics.
    agreement : float
        Mean adjusted Rand index (Hubert and Arabie 1985) of all passages' topics, found in one half and in the other.
    chance : float
        The same for points of the same spread without any groups.
    error : float
        Standard error of their difference.
    """

    count: int
    agreement: float
    chance: float
    error: float


Fit = Callable[[int, Start | None], TopicFit]
"""Number of topics (0: the model decides, where it can), and where to begin, to the topics."""

Vectorise = Callable[[Passages, int], Vectors]
"""Passages and a seed to points."""

Model = Callable[[Passages, Vectors, int], Fit]
"""Passages, their points and a seed to a function that fits topics; what does not depend on their number is done once."""


def ranked(weights: Numbers, vocabulary: Sequence[str], most: int = MOST_TERMS) -> tuple[tuple[str, float], ...]:
    """Return the terms of one topic with positive weight, the heaviest first; equal ones in the order of the vocabulary."""
    return tuple((vocabulary[place], float(weights[place])) for place in heaviest(weights, most))


def heaviest(weights: Numbers, most: int) -> list[int]:
    """Return the places of positive weights, the heaviest first; equal ones in their order."""
    order = np.lexsort((np.arange(len(weights)), -weights.round(9)))[:most]
    return [int(place) for place in order if weights[place] > 0]


def length_one(rows: Numbers) -> Numbers:
    """Bring rows to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 1e-12, lengths, 1.0), dtype=np.float64)


def listable(passages: Passages, vocabulary: Sequence[str]) -> NDArray[np.bool_]:
    """Tell for each word of a vocabulary whether it may name a topic."""
    return np.asarray([not passages.listable or word in passages.listable for word in vocabulary], dtype=bool)


def side(word: str) -> str:
    """Return the side a word is on: CHINESE if it holds a Chinese character."""
    return CHINESE if _CHINESE.search(word) else OTHER


def sides(passages: Passages) -> NDArray[np.bool_]:
    """Tell for each passage whether most of its words are Chinese."""
    known: dict[str, bool] = {}
    for word in {word for words in passages.words for word in words}:
        known[word] = side(word) == CHINESE
    return np.asarray([2 * sum(known[word] for word in words) > len(words) for words in passages.words], dtype=bool)


def two_languages(chinese: NDArray[np.bool_]) -> bool:
    """Tell whether a corpus holds enough passages of both sides for topics to fall apart by language."""
    fewer = min(int(chinese.sum()), int((~chinese).sum()))
    return fewer >= max(LEAST_OTHER, LEAST_OTHER_SHARE * len(chinese))


LEAST_OTHER = 10  # passages of the rarer language ...
LEAST_OTHER_SHARE = 0.02  # ... and their share, from which a corpus counts as bilingual
