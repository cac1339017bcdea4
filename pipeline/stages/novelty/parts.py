"""What the novelty stage takes and gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.model.association import Associate

Row = dict[str, Any]
Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Inputs:
    """The tables that novelty is read from."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    tokens: pd.DataFrame
    codings: pd.DataFrame
    segment_topics: pd.DataFrame
    theme_documents: pd.DataFrame


@dataclass(frozen=True)
class Statistics:
    """The tests that new terms are judged by, as plain callables (see `pipeline.backends`)."""

    associate: Associate
    adjust: Callable[[Sequence[float]], list[float]]


@dataclass(frozen=True)
class Found:
    """The tables of novelty, each under its name."""

    novel_terms: pd.DataFrame
    novel_segments: pd.DataFrame
    saturation: pd.DataFrame
    saturation_estimates: pd.DataFrame


@dataclass(frozen=True)
class Words:
    """All content words of a corpus in its order: which word, in which row of the segments, and where in the document."""

    terms: tuple[str, ...]
    word: Places
    segment: Places
    start: Places
    end: Places


@dataclass(frozen=True)
class Corpus:
    """What is looked at.

    Parameters
    ----------
    documents : tuple of Row
        Those that count: the dated ones by date, then the others.
    dated : int
        How many are dated.
    home : ndarray
        Place of each segment's document, -1 for one that does not count.
    words : Words
        Of the segments.
    holding : tuple of ndarray
        Word and place of a document that holds it, side by side, in order.
    """

    documents: tuple[Row, ...]
    dated: int
    home: Places
    words: Words
    holding: tuple[Places, Places]
