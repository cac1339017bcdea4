"""A codebook: codes with their definitions, patterns and cues, as the coding stage reads them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.model.both import Both
from pipeline.model.expressions import Expression, Terms, references_of
from pipeline.model.patterns import Choice, Piece, Sequence, SetName

LEVEL_NAMES: Mapping[str, Both] = {
    "individual": Both("个人层面", "individual"),
    "interpersonal": Both("人际层面", "interpersonal"),
    "social participation": Both("社会参与层面", "social participation"),
    "outcome": Both("成效", "outcome"),
    "risk": Both("风险", "risk"),
}
LEVELS = tuple(LEVEL_NAMES)
CUES = ("negation", "resolution", "hypothesis", "wish")
SCOPES = ("clause", "sentence")
SENTENCE, SEGMENT = "sentence", "segment"
CONDITIONS = ("kind", "stage", "organisation", "language", "author", "speaker")
ENOUGH = 1.0  # where the weights of a code's passages in a segment reach this, the segment carries the code

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
Place = tuple[int, int]
"""Line and column in a file, from 1; zeros when it comes from none."""


@dataclass(frozen=True)
class Pattern:
    """One pattern: as written, and as read.

    Parameters
    ----------
    source : str
        As written.
    expression : Expression
        As read.
    within : str or int
        How far its parts may lie apart: SENTENCE, SEGMENT, or anywhere in the segment within so many words.
    weight : float
        What a passage counts; see ENOUGH.
    where : Conditions
        Columns of documents, or the segment's speaker, and the values of which one must stand there.
    place : Place
        Where it stands in its file; no part of what the codebook says.
    """

    source: str
    expression: Expression = field(repr=False)
    within: str | int = SENTENCE
    weight: float = 1.0
    where: Conditions = ()
    place: Place = field(default=(0, 0), repr=False, compare=False)


Sets = Mapping[str, tuple[Pattern, ...]]


def options_of(piece: Piece, sets: Sets) -> tuple[Sequence, ...]:
    """Return the sequences of which one stands where a choice or a word set does; none for other pieces."""
    if isinstance(piece, Choice):
        return piece.options
    if isinstance(piece, SetName):
        items = (item.expression for item in sets[piece.name])
        return tuple(sequence for item in items if isinstance(item, Terms) for sequence in item.sequences)
    return ()


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
    until : tuple of Pattern
        A cue does not reach across such a word: 而是, but.
    """

    scope: str
    within: int
    before: tuple[Pattern, ...] = ()
    after: tuple[Pattern, ...] = ()
    cancelled_by: tuple[Pattern, ...] = ()
    until: tuple[Pattern, ...] = ()


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
        In a sentence (or segment, if the pattern says so) with one of these the code does not fire.
    reacts_to : tuple of str
        The cues of `CUES` that take a hit back.
    where : Conditions
        As for a pattern, for all of the code's patterns.
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
    where: Conditions = ()
    place: Place = field(default=(0, 0), repr=False, compare=False)


@dataclass(frozen=True)
class Codebook:
    """All codes, the word sets they share, and the cues."""

    name: Both
    version: str
    codes: tuple[Code, ...]
    sets: Mapping[str, tuple[Pattern, ...]]
    cues: Mapping[str, Cue]

    def in_order_of_reference(self) -> tuple[Code, ...]:
        """Return the codes, each behind those that it refers to; otherwise in the order of the file."""
        by_id = {code.id: code for code in self.codes}
        ordered: dict[str, Code] = {}

        def place(code: Code) -> None:
            for pattern in (*code.patterns, *code.unless):
                for inner in references_of(pattern.expression):
                    if inner not in ordered and inner != code.id:
                        place(by_id[inner])
            ordered.setdefault(code.id, code)

        for code in self.codes:
            place(code)
        return tuple(ordered.values())

    def fingerprint(self) -> str:
        """Return the sha256 (hex) of what the codebook says; comments, quoting and layout do not count."""
        said = json.dumps(_without_places(asdict(self)), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


def _without_places(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _without_places(value) for key, value in said.items() if key != "place"}
    return [_without_places(item) for item in said] if isinstance(said, list | tuple) else said
