"""Mentions of what can identify a person, as recognisers find them in a frozen text."""

from bisect import bisect, insort
from collections.abc import Iterable
from dataclasses import dataclass

SURE = 0.5  # certainty below which a mention is doubtful


@dataclass(frozen=True, order=True)
class Mention:
    """One place in a text that names or identifies somebody.

    Parameters
    ----------
    start, end : int
        Code points in the text, end exclusive.
    kind : str
        'person', 'phone', 'identity_card', 'passport', 'bank_card', 'wechat', 'qq', 'email', 'url', 'plate', 'address', 'birth', 'number' (of staff, pupils, patients, cases).
    certainty : float
        0 to 1: how sure the recogniser is, by its evidence; no probability.
    reasons : tuple of str
        Names of the rules that spoke for it, for the benchmark and the report; never text of the document.
    """

    start: int
    end: int
    kind: str
    certainty: float
    reasons: tuple[str, ...] = ()


def apart(claims: Iterable[Mention], taken: Iterable[Mention] = ()) -> list[Mention]:
    """Choose claims that overlap neither what is taken nor one another: the longest first, then the surest.

    Returns
    -------
    list of Mention
        In order.
    """
    held = sorted((one.start, one.end) for one in taken)
    kept = []
    for one in sorted(claims, key=lambda one: (one.start - one.end, -one.certainty, one)):
        place = bisect(held, (one.start, one.start))
        before, after = held[place - 1] if place else (0, 0), held[place] if place < len(held) else (one.end, one.end)
        if before[1] <= one.start and one.end <= after[0]:
            insort(held, (one.start, one.end))
            kept.append(one)
    return sorted(kept)


def joined(first: Iterable[Mention], second: Iterable[Mention]) -> list[Mention]:
    """Put mentions together, in order; where they overlap those of the first stay."""
    sure = list(first)
    return sorted([*sure, *apart(second, sure)])
