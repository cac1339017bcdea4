"""Compile a codebook: every literal into one automaton, every English word resolved against the corpus's vocabulary.

A pattern without operators becomes plans: *stretches* of words that stand next to each other, parted by gaps. A stretch is made
of *atoms*: a literal, a word's forms, a word set or a bracketed choice. Sets and choices that hold gaps are written out, so that
an atom never does. Equal stretches of all patterns are one, and nothing is ever searched for twice.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from pipeline.model.codebook import Sets, options_of
from pipeline.model.expressions import Terms
from pipeline.model.patterns import PART, WHOLE, Gap, Literal, Piece, Sequence, SetName, Word
from pipeline.model.scripts import LATIN

LAST_LETTER = "\uffff"  # sorts behind every letter of a word
_LATIN_WORD = re.compile(f"[{LATIN}]+(?:'[{LATIN}]+)*")


class Step(NamedTuple):
    """One atom of a stretch, which must or may stand there."""

    atom: int
    optional: bool


class Stretch(NamedTuple):
    """Atoms next to each other; `part` when a short match may cut a word."""

    steps: tuple[Step, ...]
    part: bool


class Plan(NamedTuple):
    """Stretches by number, and the words that the gap before each may skip (the first one's says nothing)."""

    stretches: tuple[int, ...]
    gaps: tuple[int, ...]


class Atom(NamedTuple):
    """What may stand at one place: literals and words by number, whole ones, and stretches of several atoms."""

    literals: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    stretches: tuple[tuple[Step, ...], ...] = ()


@dataclass
class Parts:
    """What all patterns of a codebook are made of, each thing once."""

    literals: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def characters(self) -> dict[str, int]:
        """Return the literals of one character with their numbers: a table finds them faster than the automaton.

        They are one in sixteen of the literals of the bundled codebook and seven in ten of what is found of them.
        """
        return {literal: number for number, literal in enumerate(self.literals) if len(literal) == 1}

    @property
    def longer(self) -> list[int]:
        """Return the numbers of the other literals, in the order in which the automaton is to know them."""
        return [number for number, literal in enumerate(self.literals) if len(literal) > 1]


class Compiler:
    """Turns patterns into plans; one for a codebook and a vocabulary.

    Parameters
    ----------
    sets : mapping
        The codebook's word sets.
    vocabulary : set of str
        The distinct folded words of the corpus in Latin script.
    characters : set of str
        The distinct folded characters of the corpus: a literal with another one cannot match.
    fold : callable
        The folding of the text.
    lemma : callable
        Word to lemma.
    """

    def __init__(
        self,
        sets: Sets,
        vocabulary: Set[str],
        characters: Set[str],
        fold: Callable[[str], str],
        lemma: Callable[[str], str],
    ) -> None:
        self.parts = Parts()
        self._sets, self._fold, self._lemma = sets, fold, lemma
        self._characters = characters
        self._vocabulary = vocabulary | {word[:-2] for word in vocabulary if word.endswith("'s")}  # worker's is worker
        self._inflected: dict[str, list[str]] = defaultdict(list)
        self._sorted = sorted(self._vocabulary)
        self._has_letters = any(word.isalpha() for word in self._sorted)
        for word in self._sorted:
            if (base := lemma(word)) != word:
                self._inflected[base].append(word)
        self._numbers: dict[object, int] = {}
        self._gaps: dict[str | int, bool] = {}
        self._written: dict[str | int, list[tuple[Piece, ...]]] = {}
        self._atoms: dict[str | int, tuple[Atom, bool]] = {}

    def plans(self, terms: Terms) -> tuple[Plan, ...]:
        """Compile a pattern without operators; what cannot match in this vocabulary gives no plan."""
        ways = [way for sequence in terms.sequences for way in self._ways(sequence)]
        found = dict.fromkeys(plan for way in ways for plan in self._plans(way))
        return tuple(found)

    def _ways(self, sequence: Sequence) -> list[tuple[Piece, ...]]:
        """Write a sequence out until no piece holds a gap but the gaps themselves; a codebook that is read holds none with very many."""
        parts = [self._written_out(piece) if self._holds_gap(piece) else [(piece,)] for piece in sequence.pieces]
        return [tuple(piece for part in way for piece in part) for way in product(*parts)]

    def _written_out(self, piece: Piece) -> list[tuple[Piece, ...]]:
        if isinstance(piece, Gap):
            return [(piece,)]
        key = _key(piece)
        if key not in self._written:
            self._written[key] = [way for option in options_of(piece, self._sets) for way in self._ways(option)]
        return self._written[key]

    def _holds_gap(self, piece: Piece) -> bool:
        if isinstance(piece, Literal | Word):
            return False
        key = _key(piece)
        if key not in self._gaps:
            held = any(map(self._sequence_holds_gap, options_of(piece, self._sets)))
            self._gaps[key] = held or isinstance(piece, Gap)
        return self._gaps[key]

    def _sequence_holds_gap(self, sequence: Sequence) -> bool:
        return any(map(self._holds_gap, sequence.pieces))

    def _plans(self, way: tuple[Piece, ...]) -> Iterable[Plan]:
        """Cut a way at its gaps; a stretch that may be empty gives plans with and without it."""
        runs = _runs(way)
        options: list[list[int | None]] = []
        for _, pieces in runs:
            stretch, may_be_empty = self._stretch(pieces)
            if stretch is None and not may_be_empty:
                return
            options.append(([stretch] if stretch is not None else []) + ([None] if may_be_empty else []))
        for chosen in product(*options):
            gap = 0
            stretches, gaps = [], []
            for (before, _), number in zip(runs, chosen, strict=True):
                gap = max(gap, before)
                if number is not None:
                    stretches.append(number)
                    gaps.append(gap)
                    gap = 0
            if stretches:
                yield Plan(tuple(stretches), tuple(gaps))

    def _stretch(self, pieces: list[Piece]) -> tuple[int | None, bool]:
        """Return the number of a stretch, None when it cannot match in this vocabulary, and whether it may be empty."""
        steps = self._steps(pieces)
        empty = all(step.optional for step in steps) if steps is not None else False
        if steps is None or not steps:
            return None, empty
        part = any(isinstance(piece, Literal) and piece.edges == PART for piece in pieces)
        return self._numbered(Stretch(steps, part), self.parts.stretches), empty

    def _steps(self, pieces: Iterable[Piece]) -> tuple[Step, ...] | None:
        steps = []
        for piece in pieces:
            atom, may_be_empty = self._atom(piece)
            if atom != Atom():
                steps.append(Step(self._numbered(atom, self.parts.atoms), may_be_empty))
            elif not may_be_empty:
                return None
        return tuple(steps)

    def _atom(self, piece: Piece) -> tuple[Atom, bool]:
        """Return an atom and whether it may be left out."""
        key = _key(piece)
        if key not in self._atoms:
            self._atoms[key] = self._made(piece)
        return self._atoms[key]

    def _made(self, piece: Piece) -> tuple[Atom, bool]:
        if isinstance(piece, Literal):
            return self._literal(self._fold(piece.text), whole=piece.edges == WHOLE), False
        if isinstance(piece, Word):
            return self._forms(piece), False
        found: list[Atom] = []
        may_be_empty = False
        for option in options_of(piece, self._sets):
            if len(option.pieces) == 1:
                inner, empty = self._atom(option.pieces[0])
                found.append(inner)
                may_be_empty |= empty
                continue
            steps = self._steps(option.pieces)
            if steps is not None:
                may_be_empty |= all(step.optional for step in steps)
                found.append(Atom(stretches=(steps,) if steps else ()))
        return _joined(found), may_be_empty

    def _literal(self, text: str, *, whole: bool = False) -> Atom:
        if _LATIN_WORD.fullmatch(text):
            return Atom(words=(self._numbered(text, self.parts.words),)) if text in self._vocabulary else Atom()
        if not set(text) <= self._characters:
            return Atom()
        number = (self._numbered(text, self.parts.literals),)
        return Atom(whole=number) if whole else Atom(literals=number)

    def _forms(self, word: Word) -> Atom:
        text = self._fold(word.text)
        if word.exact:
            return self._literal(text)
        if not self._has_letters:
            return Atom()  # a note in Chinese: the lemmas' dictionary need not be loaded
        if "*" in text or "?" in text:
            forms = self._fitting(text)
        else:
            bases = {text, self._lemma(text)}
            held = (bases & self._vocabulary).union(*(self._inflected.get(base, ()) for base in bases))
            forms = sorted(held)
        return Atom(words=tuple(self._numbered(form, self.parts.words) for form in forms))

    def _fitting(self, glob: str) -> list[str]:
        """Return the words of the vocabulary, without 's, that fit a glob; only those with its first letters are looked at."""
        shape = re.compile(re.escape(glob).replace(r"\*", f"[{LATIN}']*").replace(r"\?", f"[{LATIN}]"))
        first = re.split(r"[*?]", glob, maxsplit=1)[0]
        low = bisect_left(self._sorted, first)
        high = bisect_left(self._sorted, first + LAST_LETTER)
        return [form for form in self._sorted[low:high] if shape.fullmatch(form) and not form.endswith("'s")]

    def _numbered(self, thing: object, things: list[Any]) -> int:
        key = (type(thing), thing, id(things))
        if key not in self._numbers:
            self._numbers[key] = len(things)
            things.append(thing)
        return self._numbers[key]


def _key(piece: Piece) -> str | int:
    """Return what a piece is known by: pieces live as long as the codebook, and hashing a tree takes longer than reading it."""
    return piece.name if isinstance(piece, SetName) else id(piece)


def _runs(way: tuple[Piece, ...]) -> list[tuple[int, list[Piece]]]:
    """Part pieces at the gaps; returns every stretch with the gap before it."""
    runs: list[tuple[int, list[Piece]]] = [(0, [])]
    for piece in way:
        if isinstance(piece, Gap):
            runs.append((piece.units, []))
        else:
            runs[-1][1].append(piece)
    return runs


def _joined(atoms: list[Atom]) -> Atom:
    return Atom(
        literals=tuple(dict.fromkeys(number for atom in atoms for number in atom.literals)),
        whole=tuple(dict.fromkeys(number for atom in atoms for number in atom.whole)),
        words=tuple(dict.fromkeys(number for atom in atoms for number in atom.words)),
        stretches=tuple(dict.fromkeys(stretch for atom in atoms for stretch in atom.stretches)),
    )
