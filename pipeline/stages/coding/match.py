"""Match compiled patterns in a text by joining spans, for all segments at once."""

from collections.abc import Callable, Iterable
from itertools import chain

import numpy as np

from pipeline.stages.coding.compile import Parts, Plan, Step, Stretch
from pipeline.stages.coding.spans import NO_SPANS, NONE, Numbers, Spans, pairs, places_of, spans, union, with_gap
from pipeline.stages.coding.text import CHINESE_SIGN, HYPHEN, LATIN_SIGN, SPACE, Scopes, Text

Finder = Callable[[str], Iterable[tuple[int, int, int]]]
SHORT = 2  # characters
MOST_PAIRS = 500_000  # joined at once
TWO_BYTES = 0xFFFF
FEWER = 4  # a stretch that is so many times rarer decides where the others are looked for


class Matcher:
    """A text with what the automaton found in it.

    Parameters
    ----------
    text : Text
        With its tokens known.
    parts : Parts
        Of the compiled codebook.
    find : callable
        The automaton of the literals that are longer than one character, in the order of `parts.longer`.
    """

    def __init__(self, text: Text, parts: Parts, find: Finder) -> None:
        self.text = text
        self._parts = parts
        self._literals = self._find_literals(find)
        self._words = self._find_words()
        self._atoms: dict[int, Spans] = {}
        self._stretches: dict[int, Spans] = {}
        self._counts: dict[int, int] = {}
        self._atom_counts: dict[int, int] = {}

    def spans(self, plans: Iterable[Plan], scopes: Scopes) -> Spans:
        """Return the distinct passages in which any of several plans matches, its gaps inside one of the scopes."""
        return union([self._plan(plan, scopes) for plan in plans])

    def join(self, left: Spans, right: Spans, gap: int, scopes: Scopes) -> Spans:
        """Join spans to those that follow within so many words in the same scope."""
        if not len(left) or not len(right):
            return NO_SPANS
        low = right.start.searchsorted(left.end, side="left")
        scope = scopes.end(left.end)
        # most have none behind them in their scope, and need no look at the words
        near = places_of((low < len(right)) & (right.start[np.minimum(low, len(right) - 1)] <= scope))
        left, low = left.take(near), low[near]
        limit = np.minimum(self.text.word_limit(left.end, gap), scope[near])
        high = np.maximum(right.start.searchsorted(limit, side="right"), low)
        before = (high - low).cumsum()
        if not len(before) or not before[-1]:
            return NO_SPANS
        # a text that repeats a pattern's words over and over has many pairs: a share of them at a time
        edges = before.searchsorted(np.arange(MOST_PAIRS, before[-1], MOST_PAIRS))
        shares = zip([0, *edges.tolist()], [*edges.tolist(), len(left)], strict=True)
        return union([_joined(left, right, low, high, slice(*share)) for share in shares])

    def _plan(self, plan: Plan, scopes: Scopes) -> Spans:
        """Match a plan: the rarest of its stretches decides in which segments the others are looked for."""
        counts = [self._most(number) for number in plan.stretches]
        if not all(counts):
            return NO_SPANS
        rarest = counts.index(min(counts))
        held = self._stretch(plan.stretches[rarest])
        if not len(held) or len(plan.stretches) == 1:
            return held
        found = [
            held if place == rarest else self._stretch_beside(number, held, count)
            for place, (number, count) in enumerate(zip(plan.stretches, counts, strict=True))
        ]
        joined = found[0]
        for right, gap in zip(found[1:], plan.gaps[1:], strict=True):
            if not len(joined):
                return NO_SPANS
            joined = self.join(joined, right, gap, scopes)
        return joined

    def _most(self, number: int) -> int:
        """Return how often a stretch can occur at most."""
        if number not in self._counts:
            self._counts[number] = self._most_of(self._parts.stretches[number].steps)
        return self._counts[number]

    def _most_of(self, steps: tuple[Step, ...]) -> int:
        counts = [(step.optional, self._most_of_atom(step.atom)) for step in steps]
        return min((count for optional, count in counts if not optional), default=sum(count for _, count in counts))

    def _most_of_atom(self, number: int) -> int:
        if number not in self._atom_counts:
            atom = self._parts.atoms[number]
            counts = [len(self._literals[literal]) for literal in (*atom.literals, *atom.whole)]
            counts += [len(self._words[word]) for word in atom.words]
            self._atom_counts[number] = sum(counts) + sum(map(self._most_of, atom.stretches))
        return self._atom_counts[number]

    def _stretch(self, number: int) -> Spans:
        if number not in self._stretches:
            stretch = self._parts.stretches[number]
            self._stretches[number] = self._standing(self._steps(stretch.steps), stretch)
        return self._stretches[number]

    def _stretch_beside(self, number: int, rare: Spans, count: int) -> Spans:
        """Return a stretch's spans, or those in the segments of much rarer ones: a join looks at every span that it is given."""
        if count < FEWER * len(rare):
            return self._stretch(number)
        if number in self._stretches:
            return _beside(self._stretches[number], rare, self.text.segments)
        stretch = self._parts.stretches[number]
        return self._standing(self._steps(stretch.steps, rare), stretch)

    def _standing(self, found: Spans, stretch: Stretch) -> Spans:
        """Leave out what is only one or two Chinese characters and cuts a word in two."""
        if stretch.part or not len(found):
            return found
        short = places_of(found.end - found.start <= SHORT)
        if not len(short):
            return found
        start, end, text = found.start[short], found.end[short], self.text
        chinese = (text.signs[start] & text.signs[end - 1] & CHINESE_SIGN) != 0  # of two characters these are all
        cut = short[chinese & ~(text.edges[start] & text.edges[end])]
        if not len(cut):
            return found
        kept = np.ones(len(found), dtype=bool)
        kept[cut] = False
        return found.take(kept)

    def _steps(self, steps: tuple[Step, ...], beside: Spans | None = None) -> Spans:
        """Join atoms that stand next to each other, everywhere or in the segments of other spans."""
        if not self._most_of(steps):
            return NO_SPANS
        atoms = [self._atom(step.atom) for step in steps]
        if len(atoms) == 1:
            return atoms[0] if beside is None else _beside(atoms[0], beside, self.text.segments)
        if beside is not None:
            atoms = [_beside(atom, beside, self.text.segments) for atom in atoms]
        needed = [place for place, step in enumerate(steps) if not step.optional]
        rarest = min(needed, key=lambda place: len(atoms[place]), default=0)
        # what follows the rarest is looked up from it, and may be as common as it likes
        atoms[:rarest] = [_beside(atom, atoms[rarest], self.text.segments) for atom in atoms[:rarest]]
        states = NO_SPANS
        begun_empty = True  # whether nothing may have been matched so far
        for step, atom in zip(steps, atoms, strict=True):
            reached = self._adjoin(states, atom)
            if begun_empty:
                reached = union([reached, atom])
            states = union([reached, states]) if step.optional else reached
            begun_empty &= step.optional
            if not len(states) and not begun_empty:
                return NO_SPANS
        return states

    def _adjoin(self, left: Spans, right: Spans) -> Spans:
        if not len(left) or not len(right):
            return NO_SPANS
        text = self.text
        spaced = text.behind(left.end, SPACE)
        places = [_starting(right.start, spaced)]
        rows = places_of((text.signs[spaced] & HYPHEN) != 0)
        rows = rows[(text.signs[left.end[rows] - 1] & LATIN_SIGN) != 0]
        if len(rows):
            first, second = _starting(right.start, text.behind(spaced[rows], SPACE | HYPHEN))
            kept = (text.signs[right.start[second]] & LATIN_SIGN) != 0
            places.append((rows[first[kept]], second[kept]))
        first, second = (np.concatenate(part) for part in zip(*places, strict=True))
        return spans(left.start[first], right.end[second])

    def _atom(self, number: int) -> Spans:
        if number not in self._atoms:
            atom = self._parts.atoms[number]
            found = [self._literals[literal] for literal in atom.literals]
            found += [self._whole(self._literals[literal]) for literal in atom.whole]
            found += [self._words[word] for word in atom.words]
            found += [self._steps(steps) for steps in atom.stretches]
            self._atoms[number] = union(found)
        return self._atoms[number]

    def _whole(self, found: Spans) -> Spans:
        """Keep what begins and ends where Chinese words do."""
        chinese = (self.text.signs[found.start] & CHINESE_SIGN) != 0
        closing = (self.text.signs[found.end - 1] & CHINESE_SIGN) != 0
        edges = self.text.edges
        return found.take((edges[found.start] | ~chinese) & (edges[found.end] | ~closing))

    def _find_literals(self, find: Finder) -> "_Found":
        """Return the spans of every literal that occurs; one that begins or ends in Latin script must be whole words."""
        flat = np.fromiter(chain.from_iterable(find(self.text.folded)), dtype=np.int32).reshape(-1, 3)
        number, start, end = flat[self._are_whole_words(flat[:, 1], flat[:, 2])].T
        number = np.asarray(self._parts.longer, dtype=np.int32)[number]
        single, place = self.text.occurrences(self._parts.characters)
        number, start, end = (np.concatenate(part) for part in ((number, single), (start, place), (end, place + 1)))
        return _by_number(number, start, end)

    def _are_whole_words(self, start: Numbers, end: Numbers) -> Numbers:
        latin, letters = self.text.latin, self.text.has(LATIN_SIGN)
        begins = ~letters[start] | (start == 0) | ~latin[start - 1]
        closing = letters[end - 1] & latin[end]
        possessive = np.zeros(len(closing), dtype=bool)
        places = places_of(closing)
        possessive[places] = [self.text.folded[place : place + 2] == "'s" for place in end[places].tolist()]
        possessive &= ~latin[np.minimum(end + 2, self.text.length - 1)]
        return np.asarray(begins & (~closing | possessive))

    def _find_words(self) -> "_Found":
        """Return the spans of every word in Latin script that a pattern asks for; worker's is also worker."""
        begin, end = self.text.word_spans
        words, numbers = self.text.words
        place_of = dict(zip(words, range(len(words)), strict=True))
        as_written, bare = (np.full(len(words), -1, dtype=np.int32) for _ in range(2))
        for asked, word in enumerate(self._parts.words):
            for table, form in ((as_written, word), (bare, f"{word}'s")):
                if form in place_of:
                    table[place_of[form]] = asked
        number, start, stop = [], [], []
        for table, less in ((as_written, 0), (bare, 2)):
            places = places_of(table[numbers] >= 0) if table.max(initial=-1) >= 0 else NONE
            number.append(table[numbers[places]])
            start.append(begin[places])
            stop.append(end[places] - less)
        found, first, last = map(np.concatenate, (number, start, stop))
        if len(start[1]):
            order = np.argsort(first, kind="stable")  # two sorted runs: one pass
            found, first, last = found[order], first[order], last[order]
        return _by_number(found, first, last)


def _joined(left: Spans, right: Spans, low: Numbers, high: Numbers, share: slice) -> Spans:
    first, second = pairs(low[share], high[share])
    return with_gap(left, right, first + share.start, second)


class _Found(dict[int, Spans]):
    """Spans by number; nothing for a number that was not found."""

    def __missing__(self, number: int) -> Spans:
        return NO_SPANS


def _by_number(number: Numbers, start: Numbers, end: Numbers) -> _Found:
    """Part spans that are sorted by start."""
    # numbers of two bytes are sorted in linear time
    order = np.argsort(number.astype(np.uint16) if number.max(initial=0) <= TWO_BYTES else number, kind="stable")
    number, start, end = number[order], start[order], end[order]
    found = _Found()
    edges = places_of(np.diff(number, prepend=-1)) if len(number) else NONE
    for low, high in zip(edges.tolist(), [*edges[1:].tolist(), len(number)], strict=False):
        found[int(number[low])] = Spans(start[low:high], end[low:high], np.zeros((high - low, 0), dtype=np.int64))
    return found


def _starting(starts: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """Pair every place with the spans that start there."""
    return pairs(starts.searchsorted(places, side="left"), starts.searchsorted(places, side="right"))


def _beside(found: Spans, rare: Spans, segments: Scopes) -> Spans:
    """Keep the spans in the segments of much rarer ones."""
    if len(found) < FEWER * len(rare) or not len(rare):
        return found
    numbers = segments.number(rare.start)
    numbers = numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])]
    ends = segments.stops[numbers]
    _, places = pairs(found.start.searchsorted(segments.begin(numbers)), found.start.searchsorted(ends))
    return found.take(places)
