"""What a topic model gives back, whichever library made it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class TopicFit:
    """Topics of a corpus.

    Parameters
    ----------
    weights : ndarray, shape (documents, topics)
        How much of each topic a document holds; rows sum to 1, or to 0 for an outlier.
    terms : ndarray, shape (topics, vocabulary)
        How much each term says about each topic; not negative.
    vocabulary : tuple of str
        The terms, in the order of the columns of `terms`.
    """

    weights: Numbers
    terms: Numbers
    vocabulary: tuple[str, ...]


Fit = Callable[[int], TopicFit]
"""Number of topics (0: the model decides, where it can) to the topics."""

Prepare = Callable[[Sequence[Sequence[str]], int], Fit]
"""Documents as lists of words, and a seed, to a function that fits topics; what does not depend on their number is done once."""
