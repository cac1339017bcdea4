"""A codebook: codes with their definitions, patterns and cues, as the coding stage reads them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from pipeline.model.both import Both
from pipeline.model.patterns import Sequence

LEVELS = ("individual", "interpersonal", "social participation", "outcome", "risk")
CUES = ("negation", "resolution", "hypothesis", "wish")
SCOPES = ("clause", "sentence")


@dataclass(frozen=True)
class Pattern:
    """One pattern: as written, and as read."""

    source: str
    sequences: tuple[Sequence, ...] = field(repr=False)


@dataclass(frozen=True)
class Cue:
    """Words that take back what stands beside them.

    Parameters
    ----------
    scope : str
        'clause' or 'sentence': how far the cue reaches at most.
    within : int
        How many units (Chinese characters, English words) may lie between cue and hit.
    before, after : tuple of Pattern
        Cues looked for before the hit, and after it.
    cancelled_by : tuple of Pattern
        A cue inside such a phrase is none: 不得不, not only.
    """

    scope: str
    within: int
    before: tuple[Pattern, ...] = ()
    after: tuple[Pattern, ...] = ()
    cancelled_by: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Code:
    """One code of a codebook.

    Parameters
    ----------
    id : str
        Short English name, lower case with underscores.
    level : str
        One of `LEVELS`.
    name, definition, include, exclude : Both
        For people, in both languages.
    examples : mapping of str to tuple of str
        Sentences per language that the code's own patterns catch.
    patterns : tuple of Pattern
        Any one makes the code fire.
    unless : tuple of Pattern
        In a sentence with one of these the code does not fire.
    reacts_to : tuple of str
        The cues of `CUES` that take a hit back.
    """

    id: str
    level: str
    name: Both
    definition: Both
    include: Both
    exclude: Both
    examples: Mapping[str, tuple[str, ...]]
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    reacts_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """All codes, the word sets they share, and the cues."""

    name: Both
    version: str
    codes: tuple[Code, ...]
    sets: Mapping[str, tuple[Pattern, ...]]
    cues: Mapping[str, Cue]

    def fingerprint(self) -> str:
        """Return the sha256 (hex) of what the codebook says; comments, quoting and layout do not count."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(said.encode()).hexdigest()
