"""The folded text of many segments laid end to end, with what matching must know of every place in it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa

from pipeline.model.points import ALL_POINTS, LAST_ASCII, code_points, looked_up, points_of, text_of
from pipeline.model.scripts import CHINESE, LATIN, SPACES
from pipeline.model.sentences import inner_ends
from pipeline.stages.coding.fold import Folding
from pipeline.stages.coding.spans import Numbers, places_of

END = "\0"  # stands behind every segment; no pattern can match it
# at most eight classes, so that a place takes one byte
LATIN_SIGN, CHINESE_SIGN, SPACE, HYPHEN, CLAUSE_STOP, CLOSING = (1 << bit for bit in range(6))


def _signs() -> Numbers:
    """Return per code point the classes that it belongs to; texts are folded, so full-width signs need no entry."""
    table = np.zeros(ALL_POINTS, dtype=np.uint8)
    classes = {
        LATIN_SIGN: points_of(LATIN),
        CHINESE_SIGN: points_of(CHINESE),
        SPACE: points_of(SPACES),
        HYPHEN: [ord("-")],
        CLAUSE_STOP: [ord(sign) for sign in "。!?;,、:"],
        CLOSING: [ord(sign) for sign in "\"'”’)"],
    }
    for sign, points in classes.items():
        table[points] |= sign
    return table


SIGNS = _signs()
FEW = 8  # blanks in a row that are looked through one by one


class Text:
    """Segments laid end to end.

    Parameters
    ----------
    texts : sequence of str
        The segments, as written.
    folding : Folding
        Folds them.
    """

    def __init__(self, texts: Sequence[str], folding: Folding) -> None:
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self.begins = np.cumsum(lengths + 1) - (lengths + 1)
        self._written = END.join((*texts, ""))
        self._points = folding.points(code_points(self._written))
        self.length = len(self._points)
        self.signs = looked_up(SIGNS, self._points)
        self.edges = np.zeros(self.length + 1, dtype=bool)

    @cached_property
    def folded(self) -> str:
        """The folded characters."""
        return text_of(self._points)

    def has(self, sign: int) -> Numbers:
        """Return for every place whether its character is of a class."""
        return np.asarray((self.signs & sign) != 0)

    @cached_property
    def latin(self) -> Numbers:
        """Where letters and digits of words in Latin script stand; an apostrophe between two of them belongs to the word."""
        letters = self.has(LATIN_SIGN)
        closing = np.flatnonzero(self.has(CLOSING))
        inner = closing[self._points[closing] == ord("'")]
        inner = inner[inner > 0]
        found = letters.copy()
        found[inner[letters[inner - 1] & letters[inner + 1]]] = True  # END follows the last one
        return found

    def occurrences(self, characters: Mapping[str, int]) -> tuple[Numbers, Numbers]:
        """Find single characters, given with a number each; returns numbers and places, by place."""
        if not characters:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
        numbers = np.full(ALL_POINTS, -1, dtype=np.int32)
        numbers[[ord(character) for character in characters]] = list(characters.values())
        held = numbers[self._points]
        places = np.flatnonzero(held >= 0)
        return held[places], places

    @cached_property
    def word_spans(self) -> tuple[Numbers, Numbers]:
        """Begins and ends of the words in Latin script."""
        latin = self.latin
        changes = places_of(latin[1:] != latin[:-1])  # the last character is END, never a letter
        changes += 1  # in place: fresh memory for a number per word takes longer than the sum
        if self.length and latin[0]:
            changes = np.concatenate([[0], changes])
        return changes[::2], changes[1::2]

    @cached_property
    def words(self) -> tuple[list[str], Numbers]:
        """The distinct words in Latin script, and for every word span the number of its word."""
        begins, ends = self.word_spans
        letters, edges = self._letters(), np.concatenate([[0], np.cumsum(ends - begins)])
        wide = np.flatnonzero(letters > LAST_ASCII)
        if len(wide):  # two bytes each in UTF-8: Latin letters end far below U+0800
            edges += wide.searchsorted(edges)
            held = text_of(letters).encode()
        else:
            held = letters.astype(np.uint8).tobytes()
        # Arrow numbers words several times as fast as a dictionary, and needs no str of each
        buffers = pa.py_buffer(edges.astype(np.int32)), pa.py_buffer(held)
        found = pa.StringArray.from_buffers(len(begins), *buffers).dictionary_encode()
        return found.dictionary.to_pylist(), found.indices.to_numpy()

    def _letters(self) -> Numbers:
        """Return the characters of all words in Latin script, one word behind the other."""
        return np.asarray(self._points[np.flatnonzero(self.latin)])  # several times as fast as by the mask

    def cut(self, starts: Numbers, ends: Numbers) -> None:
        """Learn where the tokens of the text stand: Chinese words count as segmented, all their ends are edges."""
        chinese = (self.signs[starts] & CHINESE_SIGN) != 0
        starts, ends = starts[chinese], ends[chinese]
        self.edges[starts] = True
        self.edges[ends] = True
        latin = self.word_spans[0]
        self._word_starts = np.sort(np.concatenate([starts, latin]), kind="stable")  # two sorted runs: one pass

    def word_limit(self, places: Numbers, words: int) -> Numbers:
        """Return the last places before which so many words begin, from some places on, and no more."""
        number = self._word_starts.searchsorted(places) + words
        held = number < len(self._word_starts)
        limit = np.full(len(places), self.length)
        limit[held] = self._word_starts[number[held]]
        return limit

    def words_between(self, low: Numbers, high: Numbers) -> Numbers:
        """Count the words that begin between places."""
        return self._word_starts.searchsorted(high) - self._word_starts.searchsorted(low)

    @cached_property
    def segments(self) -> "Scopes":
        """The segments."""
        return Scopes(np.append(self.begins[1:], self.length) - 1)

    @cached_property
    def sentences(self) -> "Scopes":
        """The sentences, each with the white space behind it; they are found in the text as written, for capitals count."""
        # a line end inside a segment is an editor's: the writer's own part segments
        inner = np.asarray(inner_ends(self._written.replace("\n", " ")), dtype=np.int64) - 1
        return Scopes(np.sort(np.concatenate([inner, self.segments.stops]), kind="stable"))

    @cached_property
    def clauses(self) -> "Scopes":
        """The clauses: up to the end of the sentence, a comma, a colon, or a stop that ends no sentence (in quotes, an English semicolon)."""
        stops = np.concatenate([self.sentences.stops, np.flatnonzero(self.has(CLAUSE_STOP))])
        return Scopes(np.sort(stops, kind="stable"))

    def behind(self, places: Numbers, signs: int) -> Numbers:
        """Return for every place the first one from there on whose character is of none of some classes."""
        places = places.copy()
        for _ in range(FEW):
            held = places_of(self.signs[places] & signs)
            if not len(held):
                return places
            places[held] += 1
        wanted = np.flatnonzero(~self.has(signs))  # long runs are rare, and must not take long
        return np.asarray(wanted[wanted.searchsorted(places)])

    def segment_of(self, places: Numbers) -> Numbers:
        """Return the numbers of the segments in which places lie."""
        return self.begins.searchsorted(places, side="right") - 1


class Scopes:
    """Stretches of the text that end with a stop each; whether two places lie in the same one, and where it ends."""

    def __init__(self, stops: Numbers) -> None:
        self.stops = stops

    def number(self, places: Numbers) -> Numbers:
        """Return the numbers of the stretches in which places lie."""
        return self.stops.searchsorted(places)

    def end(self, places: Numbers) -> Numbers:
        """Return the stops that end the stretches in which places lie."""
        return self.stops[np.minimum(self.number(places), len(self.stops) - 1)]

    def begin(self, numbers: Numbers) -> Numbers:
        """Return where the stretches of some numbers begin."""
        return np.where(numbers > 0, self.stops[np.maximum(numbers - 1, 0)] + 1, 0)

    def together(self, low: Numbers, high: Numbers) -> Numbers:
        """Tell whether no stop lies between places."""
        return np.asarray(self.number(low) == self.number(high))
