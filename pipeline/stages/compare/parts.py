"""What a comparison is made from, and what it says. A is the first run, B the second."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.model.association import Associate, Association
from pipeline.model.both import Both
from pipeline.model.codebook import Codebook
from pipeline.stages.compare.books import Books

ADDED, REMOVED, CHANGED, UNCHANGED = SOURCES = ("added", "removed", "changed", "unchanged")
NEW, ROSE, FELL, GONE, MORE, FEWER, LITTLE = STATUSES = ("new", "rose", "fell", "gone", "more", "fewer", "little")
GAINED, LOST = "gained", "lost"


@dataclass(frozen=True)
class Side:
    """One run: its tables, and the codebook that it was coded with."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    themes: pd.DataFrame
    theme_documents: pd.DataFrame
    topics: pd.DataFrame
    book: Codebook


@dataclass(frozen=True)
class Between:
    """How two runs stand to each other.

    Parameters
    ----------
    one_corpus : bool
        Whether the same path is the same document; else only the same content is.
    one_line : bool
        Whether both go back to a common run, so that a topic of one may be a topic of the other.
    topic_changes : DataFrame or None
        What became of A's topics in B, where B goes on from A without a run between.
    """

    one_corpus: bool
    one_line: bool
    topic_changes: pd.DataFrame | None = None


@dataclass(frozen=True)
class Statistics:
    """The statistics of a comparison, as plain callables (see `pipeline.backends.statistics` and `conditional`)."""

    wilson: Callable[[int, int, float], tuple[float, float]]
    associate: Associate
    adjust: Callable[[Sequence[float]], list[float]]


@dataclass(frozen=True)
class Note:
    """A document that counts in A, in B or in both.

    Parameters
    ----------
    before, after : str
        Its document_id in A and in B; empty where it does not count.
    source : str
        'added' (counts in B only), 'removed' (in A only), 'changed' (in both, with another sha256) or 'unchanged'.
    title, date, organisation : str
        As in B, for a removed one as in A; empty when unknown.
    stratum : str
        Its organisation in A, for an added one in B.
    """

    before: str
    after: str
    source: str
    title: str
    date: str
    organisation: str
    stratum: str


@dataclass(frozen=True)
class Mover:
    """A document that carries a theme in one of the runs only, with its segments that carry it."""

    note: Note
    change: str
    segments_before: int
    segments_after: int


@dataclass(frozen=True)
class Share:
    """Documents that carry a theme, of how many, and the share with its Wilson interval; None without documents."""

    documents: int
    total: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Part:
    """What documents of one source did to a share.

    Parameters
    ----------
    source : str
        One of `SOURCES`.
    documents : int
        How many there are.
    gained, lost : int
        How many carry the theme in B only, and in A only.
    difference : float or None
        What that makes of the difference of the shares, -1 to 1; the four sum to it.
    """

    source: str
    documents: int
    gained: int
    lost: int
    difference: float | None


@dataclass(frozen=True)
class Change:
    """One theme in both runs.

    Parameters
    ----------
    theme_id, kind, label
        As in table `themes`.
    status : str
        One of `STATUSES`; see docs/methods.md.
    before, after : Share
        In A and in B.
    difference : float or None
        Share in B less share in A.
    parts : tuple of Part
        Where it comes from, in the order of `SOURCES`.
    association : Association or None
        Documents added beside those of A, within organisations; those that nobody changed as B reads them.
    q_value : float or None
        Its p-value after Benjamini-Hochberg over the themes that can be judged.
    untested : str
        Why there is no q-value: 'nothing added', 'other meaning' (the codebook says something else), 'one run' (the topic is in one run only), 'too few' (no result could tell); else empty.
    relation, other : str
        Of a topic that is in one run only: 'split' and the topic it came from, or 'merged' and the one it went into; else empty.
    movers : tuple of Mover
        The documents that made the difference, those with the most segments first.
    """

    theme_id: str
    kind: str
    label: Both
    status: str
    before: Share
    after: Share
    difference: float | None
    parts: tuple[Part, ...]
    association: Association | None
    q_value: float | None
    untested: str
    relation: str
    other: str
    movers: tuple[Mover, ...]


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    Parameters
    ----------
    notes : tuple of Note
        All documents that count, by source, date and id.
    themes : tuple of Change
        New ones, those that rose, fell and are gone, and the others by size of their change.
    books : Books
        Which codes of both codebooks can be compared.
    topics_left_out : tuple of int
        Topics of A and of B that are not compared, for the runs do not go back to a common one.
    """

    notes: tuple[Note, ...]
    themes: tuple[Change, ...]
    books: Books
    topics_left_out: tuple[int, int]
