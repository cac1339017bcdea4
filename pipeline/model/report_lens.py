"""What a report says about practice problems."""

from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.report_parts import Odds, Quotation


@dataclass(frozen=True)
class Help:
    """An outcome that followed the problem in other organisations.

    Parameters
    ----------
    organisations : int
        How many others.
    odds : Odds
        After the problem, beside other notes of the same organisation.
    q_value : float, optional
        None where the notes could not tell.
    between : tuple of (Both, int)
        What was written between the problem and the outcome, with the number of other organisations.
    """

    outcome: Both
    organisations: int
    odds: Odds
    q_value: float | None
    between: tuple[tuple[Both, int], ...]
    quotation: Quotation


@dataclass(frozen=True)
class Problem:
    """One practice problem of an organisation or worker; fields as in table `lens_problems`, None where a number is not told.

    `suppressed` are the numbers that are too small to be told; `quotation` is the last one that asserts it.
    """

    who: str
    code: Both
    status: str
    since: str
    last_date: str
    ended: str
    came_back: int | None
    could_follow: int | None
    planned: int | None
    followed: int | None
    taken_up: str
    suppressed: frozenset[str]
    quotation: Quotation
    helps: tuple[Help, ...]


@dataclass(frozen=True)
class Lens:
    """What there is to say about practice problems.

    Parameters
    ----------
    problems : tuple of Both
        Names of the codes that count as problems.
    organisations, workers : tuple of Problem
        By name; the open ones first within a name.
    few_organisations, few_workers : tuple of str
        Those with too few notes for figures.
    listed : bool
        Whether any organisation or worker has enough.
    undated : int
        Documents of an organisation that bear no date and are left out.
    least : int
        Numbers below it are not told.
    quiet_after : int
        Notes without it after which a problem is quiet.
    """

    problems: tuple[Both, ...] = ()
    organisations: tuple[Problem, ...] = ()
    workers: tuple[Problem, ...] = ()
    few_organisations: tuple[str, ...] = ()
    few_workers: tuple[str, ...] = ()
    listed: bool = False
    undated: int = 0
    least: int = 0
    quiet_after: int = 0

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Everything that the section quotes."""
        held = (*self.organisations, *self.workers)
        return tuple(
            one for problem in held for one in (problem.quotation, *(help.quotation for help in problem.helps))
        )
