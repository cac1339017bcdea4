"""What every part of a report may hold: quotations and odds ratios."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quotation:
    """A passage with what is needed to find it again; before + passage + after is the whole segment.

    `cue` is the kind of cue that takes it back (negation, resolution, hypothesis, wish); empty for evidence.
    """

    document_id: str
    segment_id: str
    title: str
    organisation: str
    date: str
    speaker: str
    before: str
    passage: str
    after: str
    rule: str
    cue: str


@dataclass(frozen=True)
class Odds:
    """How many times the odds of carrying something are, with the interval; 0 or infinite at an end."""

    ratio: float
    low: float
    high: float
