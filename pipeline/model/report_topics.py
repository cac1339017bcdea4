"""What a report says about topics."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.both import Both


@dataclass(frozen=True)
class TopicCode:
    """One code beside a topic: the share of the topic's segments that carry it, 0 to 1, and how near the two lie, -1 to 1."""

    name: Both
    share: float
    likeness: float


@dataclass(frozen=True)
class ReportTopic:
    """One topic with its terms, its history, and how far the codebook already covers it.

    Parameters
    ----------
    terms : tuple of (str, float)
        Terms with weights, 0 to 1.
    covered : float
        Share of its segments that carry any code, 0 to 1.
    codes : tuple of TopicCode
        Those most frequent in its segments, and those nearest to it; the likest first.
    relation : str
        'same' when one code is in most of its coded segments, 'side' when it lies near a code that few of them carry, else ''.
    nearest : Both, optional
        The code that `relation` speaks of; else the one most frequent in its segments.
    uncovered : bool
        Whether it hangs together (NPMI) and hardly any of its segments carries a code: a theme that the codebook did not think of.
    change : str
        kept, new or split; empty when there is no earlier run.
    source : str
        Label of the topic that it was split from.
    one_sided : str
        'zh' or 'en' when nearly all its passages are in one language although the corpus has two; else ''.
    """

    topic_id: str
    label: Both
    segments: int
    coherence_npmi: float | None
    terms: tuple[tuple[str, float], ...]
    covered: float
    codes: tuple[TopicCode, ...]
    relation: str
    nearest: Both | None
    uncovered: bool
    change: str = ""
    source: Both | None = None
    one_sided: str = ""


@dataclass(frozen=True)
class TopicNumber:
    """One number of topics that was tried; see table `topic_numbers`."""

    count: int
    agreement: float
    chance: float
    coherence: float
    score: float
    chosen: bool


@dataclass(frozen=True)
class LeftTopic:
    """A topic of an earlier run that is not in this one; `into` is what it became part of."""

    topic_id: str
    label: Both
    into: Both | None


@dataclass(frozen=True)
class KeyTerms:
    """The terms that mark one group of documents: dimension, value, and terms with the number of the group's documents that hold them."""

    dimension: str
    value: str
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class TopicStory:
    """What there is to say about the topics together.

    Parameters
    ----------
    numbers : tuple of TopicNumber
        The curve by which their number was chosen; empty when it was set.
    left : tuple of LeftTopic
        Topics that are no longer there.
    changes : mapping of str to int
        kept, new, split, merged, gone to how many; empty when there is no earlier run.
    predecessor : str
        The run that they go on from.
    one_sided : int
        How many hold one language only although the corpus has two.
    bilingual : bool
        Whether it has.
    key_terms : tuple of KeyTerms
        Where there are no topics.
    """

    numbers: tuple[TopicNumber, ...] = ()
    left: tuple[LeftTopic, ...] = ()
    changes: Mapping[str, int] | None = None
    predecessor: str = ""
    one_sided: int = 0
    bilingual: bool = False
    key_terms: tuple[KeyTerms, ...] = ()
