"""What the topics stage takes, knows and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.model.settings import Topics
from pipeline.model.topic_fit import Model, Passages, Vectorise, Vectors
from pipeline.stages.topics.anchors import Languages
from pipeline.stages.topics.identity import Assign, Before, Decisions, Earlier
from pipeline.stages.topics.number import Compare, Trial
from pipeline.stages.topics.passages import Cut


@dataclass(frozen=True)
class Inputs:
    """The tables that topics are found in."""

    tokens: pd.DataFrame
    segments: pd.DataFrame
    documents: pd.DataFrame
    codings: pd.DataFrame


@dataclass(frozen=True)
class Found:
    """The tables of the topics, each under its name."""

    topics: pd.DataFrame
    topic_terms: pd.DataFrame
    segment_topics: pd.DataFrame
    topic_numbers: pd.DataFrame
    topic_changes: pd.DataFrame
    topic_codes: pd.DataFrame
    topic_passages: pd.DataFrame
    key_terms: pd.DataFrame


@dataclass(frozen=True)
class Tools:
    """The libraries that topics are found with, as plain callables (see `pipeline.model.topic_fit` and `pipeline.backends`)."""

    vectorise: Vectorise
    model: Model
    compare: Compare
    assign: Assign
    languages: Languages


@dataclass(frozen=True)
class Context:
    """What a run knows besides its tables: lemmas that say nothing, its own fingerprint, the earlier run, and people's decisions."""

    stop_words: frozenset[str]
    run: str
    before: Before | None = None
    decisions: Decisions = field(default_factory=Decisions)


@dataclass(frozen=True)
class Corpus:
    """What is looked at: passages with their words, points and segments."""

    passages: Passages
    vectors: Vectors
    cut: Cut
    texts: Mapping[str, tuple[str, str]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Segments of each passage."""
        return np.asarray([len(passage.ids) for passage in self.cut.passages], dtype=np.int64)


@dataclass(frozen=True)
class Run:
    """What the tables need to know of the run."""

    settings: Topics
    context: Context
    tools: Tools
    known: Earlier | None
    codes: Mapping[str, set[str]]
    tried: tuple[Trial, ...]
    chosen: int
    begun_as: tuple[str, ...] = ()
