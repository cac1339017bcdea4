"""The folded text of many segments laid end to end, with what matching must know of every place in it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from pipeline.model.scripts import CHINESE, LATIN
from pipeline.stages.coding.fold import ALL_POINTS, Folding, code_points
from pipeline.stages.coding.spans import Numbers

END = "\0"  # stands behind every segment; no pattern can match it
LATIN_SIGN, CHINESE_SIGN, SPACE, HYPHEN, SENTENCE_STOP, CLAUSE_STOP, DOT, CLOSING, APOSTROPHE, LAST = (
    1 << bit for bit in range(10)
)


def _signs() -> Numbers:
    """Return per code point the classes that it belongs to; texts are folded, so full-width signs need no entry."""
    table = np.zeros(ALL_POINTS, dtype=np.uint16)
    classes = {
        LATIN_SIGN: _range_of(LATIN),
        CHINESE_SIGN: _range_of(CHINESE),
        SPACE: [point for point in range(0x3001) if chr(point).isspace()],
        HYPHEN: [ord("-")],
        SENTENCE_STOP: [ord(sign) for sign in "。!?;"],
        CLAUSE_STOP: [ord(sign) for sign in ",、:"],
        DOT: [ord(".")],
        CLOSING: [ord(sign) for sign in "\"'”’)"],
        APOSTROPHE: [ord("'")],
        LAST: [ord(END)],
    }
    for sign, points in classes.items():
        table[points] |= sign
    return table


def _range_of(characters: str) -> list[int]:
    """Return the code points of a regular expression's character class."""
    points: list[int] = []
    at = 0
    while at < len(characters):
        last = at + 2 if characters[at + 1 : at + 2] == "-" else at
        points += range(ord(characters[at]), ord(characters[last]) + 1)
        at = last + 1
    return points


SIGNS = _signs()


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
        self._points = folding.points(code_points("".join(text + END for text in texts)))
        self.length = len(self._points)
        self.signs = SIGNS[self._points]
        self.edges = np.zeros(self.length + 1, dtype=bool)

    @cached_property
    def folded(self) -> str:
        """The folded characters."""
        return self._points.tobytes().decode("utf-32-le", "surrogatepass")

    def has(self, sign: int) -> Numbers:
        """Return for every place whether its character is of a class."""
        return np.asarray((self.signs & sign) != 0)

    @cached_property
    def latin(self) -> Numbers:
        """Where letters and digits of words in Latin script stand; an apostrophe between two of them belongs to the word."""
        letters = self.has(LATIN_SIGN)
        inner = np.flatnonzero(self.has(APOSTROPHE)[1:-1]) + 1
        found = letters.copy()
        found[inner[letters[inner - 1] & letters[inner + 1]]] = True
        return found

    def occurrences(self, characters: Mapping[str, int]) -> tuple[Numbers, Numbers]:
        """Find single characters, given with a number each; returns numbers and places, by place."""
        numbers = np.full(ALL_POINTS, -1, dtype=np.int32)
        numbers[[ord(character) for character in characters]] = list(characters.values())
        held = numbers[self._points]
        places = np.flatnonzero(held >= 0)
        return held[places], places

    @cached_property
    def word_spans(self) -> tuple[Numbers, Numbers]:
        """Begins and ends of the words in Latin script."""
        changes = np.flatnonzero(np.diff(self.latin.view(np.int8), prepend=0, append=0))
        return changes[::2], changes[1::2]

    @cached_property
    def words(self) -> tuple[list[str], Numbers]:
        """The distinct words in Latin script, and for every word span the number of its word."""
        only = np.where(self.latin, self._points, np.uint32(ord(" ")))
        found = only.tobytes().decode("utf-32-le").split()
        numbers = {word: number for number, word in enumerate(dict.fromkeys(found))}
        return list(numbers), np.fromiter(map(numbers.__getitem__, found), dtype=np.int32, count=len(found))

    def cut(self, starts: Numbers, ends: Numbers) -> None:
        """Learn where the tokens of the text stand: Chinese words count as segmented, all their ends are edges."""
        inside = (starts < self.length) & ((self.signs[np.minimum(starts, self.length - 1)] & CHINESE_SIGN) != 0)
        starts, ends = starts[inside], ends[inside]
        self.edges[starts] = True
        self.edges[ends] = True
        begun = np.zeros(self.length, dtype=bool)
        begun[starts] = True
        begun[self.word_spans[0]] = True
        self._word_starts = np.flatnonzero(begun)
        self.words_before = _count_before(begun)

    @cached_property
    def word_starts(self) -> Numbers:
        """Begins of all words, Chinese and Latin, and the end of the text as often as a gap may ask beyond it."""
        return np.append(self._word_starts, np.full(1001, self.length))

    @cached_property
    def chinese_before(self) -> Numbers:
        """How many Chinese characters stand before every place."""
        return _count_before(self.has(CHINESE_SIGN))

    @cached_property
    def segments(self) -> "Scopes":
        """The segments."""
        return Scopes(self.has(LAST))

    @cached_property
    def sentences(self) -> "Scopes":
        """The sentences: up to 。！？； or a full stop at the end of a word."""
        following = np.append(self.signs[1:], LAST)
        dots = self.has(DOT) & ((following & (SPACE | CLOSING | LAST)) != 0)
        return Scopes(self.has(SENTENCE_STOP | LAST) | dots)

    @cached_property
    def clauses(self) -> "Scopes":
        """The clauses: up to the end of the sentence, a comma or a colon."""
        stops = self.has(CLAUSE_STOP)
        stops[self.sentences.stops] = True
        return Scopes(stops)

    @cached_property
    def after_space(self) -> Numbers:
        """For every place the first one from there on that holds no white space."""
        return _next(~self.has(SPACE), self.length)

    @cached_property
    def after_hyphen(self) -> Numbers:
        """For every place the first one from there on that holds neither white space nor a hyphen."""
        return _next(~self.has(SPACE | HYPHEN), self.length)

    def words_between(self, low: Numbers, high: Numbers) -> Numbers:
        """Count the words that begin between places."""
        return self.words_before[high] - self.words_before[low]

    def segment_of(self, places: Numbers) -> Numbers:
        """Return the numbers of the segments in which places lie."""
        return np.searchsorted(self.begins, places, side="right") - 1


class Scopes:
    """Stretches of the text that end with a stop each; whether two places lie in the same one, and where it ends."""

    def __init__(self, stop: Numbers) -> None:
        self.stops = np.flatnonzero(stop)
        self.number = _count_before(stop)

    def end(self, places: Numbers) -> Numbers:
        """Return the stops that end the stretches in which places lie."""
        return self.stops[np.minimum(self.number[places], len(self.stops) - 1)]

    def begin(self, numbers: Numbers) -> Numbers:
        """Return where the stretches of some numbers begin."""
        return np.where(numbers > 0, self.stops[np.maximum(numbers - 1, 0)] + 1, 0)

    def together(self, low: Numbers, high: Numbers) -> Numbers:
        """Tell whether no stop lies between places."""
        return np.asarray(self.number[low] == self.number[high])


def _count_before(held: Numbers) -> Numbers:
    counts = np.zeros(len(held) + 1, dtype=np.int32)
    np.cumsum(held, out=counts[1:], dtype=np.int32)
    return counts


def _next(wanted: Numbers, length: int) -> Numbers:
    places = np.where(wanted, np.arange(length, dtype=np.int32), length)
    return np.append(np.minimum.accumulate(places[::-1])[::-1], np.int32(length))
