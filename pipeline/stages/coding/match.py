"""Match compiled patterns in one segment by joining spans; offsets are code points of the folded segment, end exclusive."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate

from pipeline.model.scripts import CHINESE, LATIN
from pipeline.stages.coding.compile import GAP, OPTIONAL, Atoms, Plan
from pipeline.stages.coding.fold import CLAUSE_STOP, SENTENCE_STOP, WORD

Span = tuple[int, int]
Match = tuple[int, int, tuple[Span, ...]]  # start, end, and the stretches in between that gaps skipped
NOT_BEGUN = -1
_LATIN = re.compile(f"[{LATIN}]")
_WORD_END = re.compile(
    f"(?![{LATIN}])(?!'[{LATIN}])|'s(?![{LATIN}])"
)  # worker's ends the word worker, don't does not end don
_WORD_BEFORE = re.compile(rf"[{LATIN}]'?\Z")  # neither roles in payroles nor t in don't is a word
_BETWEEN = re.compile(r"\s*")
_HYPHENS = re.compile(r"[\s-]+")
_CHINESE = re.compile(f"[{CHINESE}]+")
SHORT = 2  # characters


class Passage:
    """One folded segment with what the automaton found in it.

    Parameters
    ----------
    text : str
        The folded segment.
    found : iterable of (literal, start, end)
        All occurrences of the automaton's literals, overlapping ones included.
    atoms : Atoms
        Of the compiled codebook.
    cut : callable
        A Chinese text to its words; asked only when a short match must be judged.
    """

    def __init__(
        self, text: str, found: Iterable[tuple[int, int, int]], atoms: Atoms, cut: Callable[[str], list[str]]
    ) -> None:
        self.text = text
        self._atoms = atoms
        self._cut = cut
        self._literals: dict[int, list[Span]] = defaultdict(list)
        self.present: set[int] = set()
        for literal, start, end in found:
            if self._whole_word(start, end):
                self._literals[literal].append((start, end))
                self.present |= atoms.literal_atoms[literal]
        self._spans: dict[int, list[Span]] = {}

    @cached_property
    def _words(self) -> list[Span]:
        """The Chinese words, each run of Chinese cut by itself, as tokenise cuts it."""
        return [
            (run.start() + end - length, run.start() + end)
            for run in _CHINESE.finditer(self.text)
            for length, end in _lengths(self._cut(run.group()))
        ]

    @cached_property
    def _edges(self) -> set[int]:
        return {edge for word in self._words for edge in word}

    @cached_property
    def _units(self) -> list[int]:
        return sorted([start for start, _ in self._words] + [match.start() for match in WORD.finditer(self.text)])

    @cached_property
    def _sentence_stops(self) -> list[int]:
        return [match.start() for match in SENTENCE_STOP.finditer(self.text)]

    @cached_property
    def _clause_stops(self) -> list[int]:
        return sorted(self._sentence_stops + [match.start() for match in CLAUSE_STOP.finditer(self.text)])

    def units_between(self, start: int, end: int) -> int:
        """Count the words, Chinese and English alike, that begin between two offsets."""
        return bisect_left(self._units, end) - bisect_left(self._units, start)

    def together(self, start: int, end: int, scope: str) -> bool:
        """Tell whether no stop of a 'sentence' or 'clause' lies between two offsets."""
        stops = self._clause_stops if scope == "clause" else self._sentence_stops
        return bisect_left(stops, start) == bisect_left(stops, end)

    def sentence(self, position: int) -> int:
        """Return the number of the sentence, from 0, in which an offset lies."""
        return bisect_left(self._sentence_stops, position)

    def matches(self, plan: Plan) -> list[Match]:
        """Return every way in which a plan matches, sorted."""
        if not plan.required <= self.present:
            return []
        states: set[tuple[int, int, int, tuple[Span, ...]]] = {(NOT_BEGUN, 0, 0, ())}
        for step in plan.steps:
            if step.kind == GAP:
                states = {(start, end, max(gap, step.value), skipped) for start, end, gap, skipped in states}
                continue
            reached = {
                (
                    low if start == NOT_BEGUN else start,
                    high,
                    0,
                    (*skipped, (end, low)) if gap and start != NOT_BEGUN and end < low else skipped,
                )
                for start, end, gap, skipped in states
                for low, high in self._next(step.value, start, end, gap)
            }
            states = reached | states if step.kind == OPTIONAL else reached
            if not states:
                return []
        return sorted({(start, end, skipped) for start, end, _, skipped in states if start != NOT_BEGUN})

    def hits(self, plan: Plan) -> list[Match]:
        """Return the matches that stand: one of only one or two Chinese characters must not cut a longer word in two."""
        return [match for match in self.matches(plan) if self._stands(match[0], match[1])]

    def spans(self, plans: Iterable[Plan]) -> list[Span]:
        """Return the distinct spans at which any of several plans hits."""
        return sorted({(start, end) for plan in plans for start, end, _ in self.hits(plan)})

    def _stands(self, start: int, end: int) -> bool:
        if end - start > SHORT or not _CHINESE.fullmatch(self.text, start, end):
            return True
        return start in self._edges and end in self._edges

    def _next(self, atom: int, start: int, end: int, gap: int) -> list[Span]:
        spans = self._of(atom)
        if start == NOT_BEGUN:
            return spans
        found = []
        for span in spans[bisect_left(spans, (end, 0)) :]:
            if not self._reaches(end, span[0], gap):
                if self.units_between(end, span[0]) > gap:
                    break
                continue
            found.append(span)
        return found

    def _reaches(self, end: int, start: int, gap: int) -> bool:
        if start == end:
            return True
        if gap == 0:
            return _BETWEEN.fullmatch(self.text, end, start) is not None or self._hyphened(end, start)
        return self.units_between(end, start) <= gap and self.together(end, start, "sentence")

    def _hyphened(self, end: int, start: int) -> bool:
        words = _LATIN.match(self.text, end - 1) and _LATIN.match(self.text, start)
        return bool(words) and _HYPHENS.fullmatch(self.text, end, start) is not None

    def _of(self, atom: int) -> list[Span]:
        if atom not in self._spans:
            found = {span for leaf in self._atoms.leaves[atom] for span in self._literals.get(leaf, ())}
            found.update((start, end) for plan in self._atoms.plans[atom] for start, end, _ in self.matches(plan))
            self._spans[atom] = sorted(found)
        return self._spans[atom]

    def _whole_word(self, start: int, end: int) -> bool:
        text = self.text
        if _LATIN.match(text, start) and _WORD_BEFORE.search(text, max(0, start - 2), start):
            return False
        return not _LATIN.match(text, end - 1) or _WORD_END.match(text, end) is not None


def _lengths(words: list[str]) -> list[tuple[int, int]]:
    lengths = [len(word) for word in words]
    return list(zip(lengths, accumulate(lengths), strict=True))
