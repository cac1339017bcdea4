"""What a report says about what goes with what."""

from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.report_parts import Odds, Quotation


@dataclass(frozen=True)
class LinkedPair:
    """Two codes in one sort of unit; fields are those of table `code_pairs`.

    Parameters
    ----------
    odds : Odds or None
        None also where it has no interval.
    times : float
        How many times the expected number the meetings are.
    told : bool
        Whether they meet more, or less, often than by chance.
    quotations : tuple of Quotation
        A passage of each, best in the same segment; none for what is not told or meets less often.
    """

    unit: str
    code_a: Both
    code_b: Both
    with_a: int
    with_b: int
    with_both: int
    units: int
    expected: float
    times: float
    documents: int
    organisations: int
    npmi: float | None
    odds: Odds | None
    q_value: float | None
    overlapping: int | None
    told: bool
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True)
class UnitLinks:
    """What was found in one sort of unit: how many pairs could be judged, those that meet more often than by chance and those that meet less often, the strongest first."""

    unit: str
    judged: int
    more: tuple[LinkedPair, ...]
    fewer: tuple[LinkedPair, ...]


@dataclass(frozen=True)
class Followed:
    """A code that follows on another, or comes back; fields are those of table `code_sequences`, quotations of a note and the next one."""

    first: Both
    then: Both
    after_carried: int
    after_total: int
    otherwise_carried: int
    otherwise_total: int
    odds: Odds | None
    q_value: float
    first_before: int | None
    first_after: int | None
    first_with: int | None
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True)
class SequenceLinks:
    """What was found among sequences of two codes, or of one and the same: how many could be judged, which follow more often and which less often."""

    judged: int
    more: tuple[Followed, ...]
    fewer: tuple[Followed, ...]


@dataclass(frozen=True)
class Links:
    """What there is to say about what goes with what.

    Parameters
    ----------
    codes : tuple of Both
        Names of the codes with an asserted passage, in the order of the codebook.
    pairs : tuple of LinkedPair
        All pairs of all units, in the order of the codebook.
    units : tuple of UnitLinks
        What was found, by segment, window and document.
    follows, returns : SequenceLinks
        Of two codes, and of one and the same.
    """

    codes: tuple[Both, ...] = ()
    pairs: tuple[LinkedPair, ...] = ()
    units: tuple[UnitLinks, ...] = ()
    follows: SequenceLinks = SequenceLinks(0, (), ())
    returns: SequenceLinks = SequenceLinks(0, (), ())

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All that is quoted, in the order of the page."""
        pairs = [pair.quotations for unit in self.units for pair in unit.more]
        followed = [one.quotations for kind in (self.follows, self.returns) for one in kind.more]
        return tuple(quotation for held in (*pairs, *followed) for quotation in held)
