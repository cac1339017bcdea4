"""All texts laid end to end, cut into words, with what the dictionary knows of each."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.stages.pseudonymise.people.characters import FIRST, FOREIGN, LAST, SURNAME
from pipeline.stages.pseudonymise.people.japanese import JAPANESE
from pipeline.stages.pseudonymise.people.words import COMPOUND_SURNAMES

Cut = Callable[[str], list[str]]
Lexicon = Mapping[str, tuple[int, str]]
BATCH = 500_000  # characters cut at once
END = "\n"  # stands behind every text
PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})
OTHER, NAME_LIKE, UNKNOWN, NICKNAME, FOREIGN_LIKE = range(5)
COMMON_PAIR = 4000  # a word of two characters more frequent than that in the dictionary begins no name
COMMON_LONG = 60
COMMON_NICKNAME = 300
RARE, RARE_GIVEN, RARE_GIVEN_ODDS = 100, 20, 3.0
SURE_SURNAME = 2.5  # from these log odds on, a word of three characters may be a famous name, however frequent (周恩来)


@dataclass(frozen=True)
class Page:
    """Some texts laid end to end, each with a line end behind it.

    Parameters
    ----------
    text : str
        The texts.
    begins : list of int
        Where each text begins.
    first : int
        The place of the first of them in the corpus.
    words, starts : list
        The words, and where each begins.
    is_start : bytes
        Per character (and one more) 1 where a word begins.
    kinds : numpy array
        Per word what it may be part of (see `kind_of`).
    lexicon : mapping
        A word to its frequency and part of speech in a general dictionary.
    """

    text: str
    begins: list[int]
    first: int
    words: list[str]
    starts: list[int]
    is_start: bytes
    kinds: "np.ndarray[tuple[int], np.dtype[np.uint8]]"
    lexicon: Lexicon

    def word_at(self, place: int) -> int:
        """Return which word covers a place."""
        return bisect_right(self.starts, place) - 1

    def text_at(self, place: int) -> int:
        """Return which text of the page covers a place."""
        return bisect_right(self.begins, place) - 1


def kind_of(word: str, lexicon: Lexicon) -> int:
    """Say what a word may be part of, by its characters and the dictionary.

    Parameters
    ----------
    word : str
        One word as the segmenter cut it.
    lexicon : mapping
        The dictionary.

    Returns
    -------
    int
        NAME_LIKE: a name may begin here; UNKNOWN: or inside; NICKNAME: begins with 老, 小, 阿 or 大; FOREIGN_LIKE; OTHER.
    """
    known = lexicon.get(word)
    if word[0] in "老小阿大" and (
        known is None or known[1] in PERSON_TAGS or len(word) == 1 or _surname_pair(word, known[0])
    ):
        return NICKNAME
    surname = word[0] in SURNAME or word[:2] in COMPOUND_SURNAMES
    if len(word) == 1:
        return NAME_LIKE if surname else OTHER
    if known is None:
        return UNKNOWN if word[0] >= "一" else OTHER
    if known[1] in PERSON_TAGS:
        return NAME_LIKE if surname else FOREIGN_LIKE
    if surname and (known[0] <= (COMMON_PAIR if len(word) == 2 else COMMON_LONG) or _famous(word)):
        return NAME_LIKE
    japanese = word[:2] in JAPANESE or word[:3] in JAPANESE
    return FOREIGN_LIKE if japanese or (known[0] <= RARE and _sounds_like_name(word, known[0])) else OTHER


def _sounds_like_name(word: str, frequency: int) -> bool:
    """Say whether a rare word of the dictionary, whatever it takes it for, may be a foreign name (波尔), one doubled (蓉蓉) or a given name (春花)."""
    if len(word) == 2 and word[0] == word[1]:
        return LAST.get(word[0], -3.0) > 0
    if foreign_odds(word) > (2.0 if len(word) < 4 else 0.5):
        return True
    return len(word) == 2 and frequency <= RARE_GIVEN and given_odds(word) > RARE_GIVEN_ODDS


def _famous(word: str) -> bool:
    return len(word) == 3 and SURNAME.get(word[0], -3.0) >= SURE_SURNAME


def _surname_pair(word: str, frequency: int) -> bool:
    """Say whether a word is 老, 小, 阿 or 大 with a surname, and rare (老周 is in the dictionary)."""
    return len(word) == 2 and frequency <= COMMON_NICKNAME and SURNAME.get(word[1], -3.0) > 1


class _Kinds(dict[str, int]):
    """Each distinct word is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> int:
        self[word] = kind = kind_of(word, self.lexicon)
        return kind


def pages(texts: Sequence[str], cut: Cut, lexicon: Lexicon) -> Iterator[Page]:
    """Yield texts in pages of about half a million characters; a text is never parted."""
    kinds = _Kinds(lexicon)
    low = 0
    while low < len(texts):
        high, length = low, 0
        while high < len(texts) and (high == low or length + len(texts[high]) < BATCH):
            length += len(texts[high]) + 1
            high += 1
        yield _page(texts[low:high], low, cut, kinds)
        low = high


def _page(texts: Sequence[str], first: int, cut: Cut, kinds: _Kinds) -> Page:
    text = END.join(texts) + END
    words = cut(text)
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(lengths) - lengths
    is_start = np.zeros(len(text) + 1, dtype=np.uint8)
    is_start[starts] = 1
    is_start[-1] = 1
    begins = [0]
    for one in texts[:-1]:
        begins.append(begins[-1] + len(one) + 1)
    found = np.fromiter(map(kinds.__getitem__, words), dtype=np.uint8, count=len(words))
    return Page(text, begins, first, words, starts.tolist(), is_start.tobytes(), found, kinds.lexicon)


def given_odds(given: str) -> float:
    """Return how typical two characters are of a given name, by their places."""
    return FIRST.get(given[0], -3.0) + LAST.get(given[1], -3.0)


def foreign_odds(word: str) -> float:
    """Return how typical the characters of a word are of foreign names, on average."""
    return sum(FOREIGN.get(character, -3.0) for character in word) / len(word)
