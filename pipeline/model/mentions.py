"""Mentions of what can identify a person, as recognisers find them in a frozen text."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Mention:
    """One place in a text that names or identifies somebody.

    Parameters
    ----------
    start, end : int
        Code points in the text, end exclusive.
    kind : str
        'person', 'phone', 'identity_card', 'passport', 'bank_card', 'wechat', 'qq', 'email', 'url', 'plate', 'address', 'birth'.
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
