"""What a report says about what is new."""

from dataclasses import dataclass

from pipeline.model.report_parts import Odds, Quotation


@dataclass(frozen=True)
class NovelTerm:
    """One word that marks the latest documents; `proven` tells whether it stands up to correction; other fields are those of table `novel_terms`."""

    term: str
    proven: bool
    documents: int
    total: int
    documents_before: int
    total_before: int
    organisations: int
    odds: Odds | None
    p_value: float | None
    q_value: float | None
    first_date: str
    quotation: Quotation


@dataclass(frozen=True)
class FarPassage:
    """A segment that no code is in and that topics hardly explain; `explained` is 0 to 1."""

    explained: float
    quotation: Quotation


@dataclass(frozen=True)
class CurvePoint:
    """How many different ones so many documents hold: in any order, with the interval, and by date (None beyond the dated ones)."""

    documents: int
    expected: float
    low: float
    high: float
    found: int | None


@dataclass(frozen=True)
class Saturation:
    """Whether more documents still bring new codes or topics.

    Parameters
    ----------
    kind : str
        'code' or 'topic'.
    documents, found, once : int
        Documents read, different ones in them, and those in one document only.
    possible : int
        Codes of the codebook; 0 for topics, of which there may be any number.
    estimated : int
        How many there are in all, at least (Chao2); of codes, no more than the codebook has.
    apart : int
        Further documents in which one new one is to be expected (Good-Turing); 0 when none is.
    last, brought, new : int
        Of the last so many documents by date, how many brought a new one, and how many new ones; `last` is 0 when too few are dated.
    since : str
        When the last new one came; empty when unknown.
    verdict : str
        'level', 'open', or 'few' when there are too few documents to tell.
    points : tuple of CurvePoint
        The curve, thinned where there are many documents.
    """

    kind: str
    documents: int
    found: int
    once: int
    possible: int
    estimated: int
    apart: int
    last: int
    brought: int
    new: int
    since: str
    verdict: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class Novelty:
    """What there is to say about what is new.

    Parameters
    ----------
    latest, before : int
        Dated documents in the latest part and before it; 0 when they are too few to be parted.
    since : str
        First date of the latest part.
    terms : tuple of NovelTerm
        All proven, or all hints.
    passages : tuple of FarPassage
        The farthest first.
    saturation : tuple of Saturation
        Of codes, then of topics.
    """

    latest: int = 0
    before: int = 0
    since: str = ""
    terms: tuple[NovelTerm, ...] = ()
    passages: tuple[FarPassage, ...] = ()
    saturation: tuple[Saturation, ...] = ()

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All passages quoted, terms' first."""
        return (*(one.quotation for one in self.terms), *(one.quotation for one in self.passages))
