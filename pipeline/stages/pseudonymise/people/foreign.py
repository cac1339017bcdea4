"""Places that may be names of people from elsewhere, written in Chinese characters: Western, Turkic, Tibetan, Mongolian, Japanese."""

import re
from collections.abc import Iterator

import numpy as np

from pipeline.stages.pseudonymise.people.characters import FOREIGN
from pipeline.stages.pseudonymise.people.japanese import JAPANESE
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, RARE, Page, foreign_odds
from pipeline.stages.pseudonymise.people.words import FOLLOWING, INTRODUCING, NEVER

Place = tuple[int, int]
JOINED = re.compile(r"[一-鿿]{1,8}(?:(?:[·•・‧∙．-]|(?<!—)—(?!—))[一-鿿]{1,8})+")
TURKIC = frozenset("买提艾合麦热古丽江汗孜帕别克仁措扎西次吉卓玛旺不都则木尔洛桑嘎朝鲁晋美音才让多")
"""Beside the characters of Western names, those of Uyghur, Kazakh, Tibetan and Mongolian ones."""
LONGEST = 9
LEAST_ODDS = 1.2  # mean log odds of the characters of a run below which it is no name
MOST_DOTS = 6  # a longer chain is a table or a list, not a name
MOST_ENDS = 5  # places where a name may begin, and may end, that are tried
FAR = -3.0


def _table() -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    table = np.full(0x10000, FAR, dtype=np.float32)
    for character, odds in FOREIGN.items():
        table[ord(character)] = odds
    for character in TURKIC:
        table[ord(character)] = max(table[ord(character)], 1.0)
    return table


ODDS = _table()


def sound(character: str) -> float:
    """Return how typical a character is of names from elsewhere, Turkic and Tibetan ones included."""
    return float(ODDS[min(ord(character), 0xFFFF)])


def runs(page: Page) -> Iterator[Place]:
    """Yield stretches of three characters or more such as foreign names are written with, from word to word.

    Parameters
    ----------
    page : Page
        Some texts.

    Yields
    ------
    start, end : int
        The longest of each stretch first; shorter ones where they begin or end with it.
    """
    codes = np.frombuffer(page.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    odds = ODDS[np.where(codes < 0x10000, codes, 0)]
    likely = np.concatenate(([False], odds >= 0, [False]))
    edges = np.flatnonzero(likely[1:] != likely[:-1])
    total = np.concatenate(([0.0], np.cumsum(odds, dtype=np.float64)))
    begins, ends = edges[::2], edges[1::2]
    enough = (ends - begins >= 3) & (total[ends] - total[begins] > LEAST_ODDS * 0.75 * (ends - begins))
    for begin, end in zip(begins[enough].tolist(), ends[enough].tolist(), strict=True):
        places = [place for place in range(begin, end + 1) if page.is_start[place] or place in (begin, end)]
        for first in places[:MOST_ENDS]:
            for last in reversed(places):
                if 3 <= last - first <= LONGEST and total[last] - total[first] > LEAST_ODDS * (last - first):
                    yield first, last


def joined(page: Page) -> Iterator[Place]:
    """Yield what a dot or a dash holds together (约翰·史密斯), cut out of the text around it in several ways."""
    for match in JOINED.finditer(page.text):
        dots = [place for place in range(*match.span()) if not "一" <= page.text[place] <= "鿿"]
        yield from _chains(
            page, [match.start() - 1, *dots[:MOST_DOTS], match.end() if len(dots) <= MOST_DOTS else dots[MOST_DOTS]]
        )


def _chains(page: Page, marks: list[int]) -> Iterator[Place]:
    """Yield what holds together over one dot or more; between two dots one name may end and another begin (保尔·萨特和让·雷诺)."""
    for left in range(1, len(marks) - 1):
        for right in range(left, len(marks) - 1):
            for first in _beginnings(page, marks[left - 1] + 1, marks[left]):
                for last in _endings(page, marks[right], marks[right + 1]):
                    yield first, last


def _beginnings(page: Page, low: int, dot: int) -> list[int]:
    """Say where the part before the first dot may begin: at its words, from the dot leftwards, or behind a word of one character glued to it."""
    number = page.word_at(dot - 1)
    found: list[int] = []
    while len(found) < MOST_ENDS:
        start = max(low, page.starts[number])
        found.append(start)
        if page.text[start] in INTRODUCING and start + 1 < dot:
            found.append(start + 1)
        number -= 1
        if start == low or _ordinary(page, number):
            break
    return found


def _endings(page: Page, dot: int, high: int) -> list[int]:
    """Say where the part behind the last dot may end: at its words, and where the characters of such names end."""
    run = dot + 2
    while run < high and sound(page.text[run]) >= 0:
        run += 1
    found = {run}
    for place in range(dot + 2, high + 1):
        if page.is_start[place]:
            if page.text[place - 1] not in FOLLOWING or sound(page.text[place - 1]) >= 0:
                found.add(place)
            if _ordinary(page, page.word_at(place)):
                break
    return sorted(found)


def _ordinary(page: Page, number: int) -> bool:
    """Say whether a word of the dictionary, of two characters or more, is no person, or a word of one character is no part of one."""
    word = page.words[number] if 0 <= number < len(page.words) else "\n"
    if len(word) == 1:
        return word in INTRODUCING or word in FOLLOWING or word in "者名" or not "一" <= word <= "鿿"
    frequency, tag = page.lexicon.get(word, (0, ""))
    return frequency > RARE and tag not in PERSON_TAGS and foreign_odds(word) < LEAST_ODDS


def japanese(text: str, start: int) -> Iterator[Place]:
    """Yield a Japanese surname that begins here, alone and with one to three characters of a given name (小泽一郎)."""
    if text[start : start + 2] not in JAPANESE:
        return
    end = start + 2
    yield start, end
    while end < start + 5 and "一" <= text[end] <= "鿿" and (text[end] not in NEVER or text[end] == "太"):
        end += 1
        yield start, end
