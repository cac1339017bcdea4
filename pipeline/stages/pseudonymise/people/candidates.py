"""Every place in Chinese text that may be a name, before anything is decided."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from pipeline.stages.pseudonymise.people.characters import FIRST, FOREIGN, LAST, ONLY, SURNAME
from pipeline.stages.pseudonymise.people.foreign import japanese, joined, runs
from pipeline.stages.pseudonymise.people.reading import (
    FOREIGN_LIKE,
    NICKNAME,
    OTHER,
    PERSON_TAGS,
    UNKNOWN,
    Page,
    foreign_odds,
    given_odds,
)
from pipeline.stages.pseudonymise.people.surroundings import LIMITS, introduced
from pipeline.stages.pseudonymise.people.words import (
    COMPOUND_SURNAMES,
    FOLLOWING,
    LONG_TITLES,
    NEVER,
    NOT_NAMES,
    ONLY_WORDS,
    SHORT_TITLES,
    WORDS_TOO,
)

LEAST = 0.0  # log odds of surname and given name together below which nothing is looked at
GIVEN_LEAST = 2.5
FOREIGN_LEAST = 1.5
DOUBLE_LEAST = -1.5
INTRODUCED = 4.0  # log odds of standing behind a role or a label: 证明人：
FREQUENT_NAME = 100  # a word without a surname that is more frequent is hardly a person, whatever the dictionary's tag
SPACED = re.compile(
    r"(?<![一-鿿] )(?<![一-鿿])(?P<name>[一-鿿] {1,2}[一-鿿]{1,2})(?![一-鿿])(?! {1,2}[一-鿿](?![一-鿿]))"
)
IN_FORM = re.compile(r"名[：: \u3000]{1,3}(?P<name>[一-鿿][ \u3000]{1,2}[一-鿿]{1,2})(?![一-鿿])")  # 姓 名 樊 星 民 族
SURNAMED = re.compile(r"姓[一-鿿]|[一-鿿](?=姓)")  # 姓彭的师傅, 王姓摊主
PLAIN_SURNAME = 2.5  # log odds from which a surname may stand beside 姓 and 家
NO_HOME = frozenset("庄口界沟村湾营坡岭寨堡集港渡咀沱坪塘店屯浜角桥宅汇园长具电用乡")  # 张家口, 石家庄; 家长
KIN = frozenset("姨叔婶嫂姐哥爷婆妈伯氏")  # 王姨 is no name of two characters
ORDINALS = "大二三四五六七八九幺"
POINTED = tuple(
    "一两三四五六七八九十几些个本张头回行拨盏家块板堂阵先时边里样么种句件条位次天年份场段间栋排把只"
)  # what 那 points at


class Candidate(NamedTuple):
    """A place that may name somebody: what would be masked, and in which form the name stands.

    `form` is 'two', 'three' (surname with a given name of one, of two characters), 'compound', 'given', 'double' (亮亮), 'nickname' (老李),
    'long_title' (王 in 王阿姨), 'short_title' (王 in 王姐), 'family' (郭 in 郭家), 'surname' (彭 in 姓彭的), 'some' (王某), 'foreign', 'japanese',
    'dotted' (with a dot inside), 'dashed' or 'spaced' (王 秀兰).
    """

    start: int
    end: int
    form: str


def candidates(page: Page) -> Iterator[Candidate]:
    """Yield what may be names, in the order of the words they begin in, then what stands out by its signs."""
    for number in np.flatnonzero(page.kinds != OTHER).tolist():
        yield from _of_word(page, number)
    yield from _by_signs(page.text)
    for start, end in runs(page):
        yield Candidate(start, end, "foreign")
    for start, end in joined(page):
        yield Candidate(start, end, "dashed" if {"—", "-"} & set(page.text[start:end]) else "dotted")


def _by_signs(text: str) -> Iterator[Candidate]:
    """Yield names with a gap inside, and surnames beside 姓."""
    for match in chain(SPACED.finditer(text), IN_FORM.finditer(text)):
        if match["name"][0] in SURNAME:
            yield Candidate(*match.span("name"), "spaced")
    for match in SURNAMED.finditer(text):
        if SURNAME.get(text[match.end() - 1], -3.0) >= PLAIN_SURNAME:
            yield Candidate(match.end() - 1, match.end(), "surname")


def _of_word(page: Page, number: int) -> Iterator[Candidate]:
    """Yield the candidates that begin in one word."""
    word, start, kind = page.words[number], page.starts[number], int(page.kinds[number])
    frequency, tag = page.lexicon.get(word, (0, ""))
    if kind == NICKNAME:
        yield from _nicknames(page.text, start, word, bool(tag))
    elif kind == FOREIGN_LIKE:
        yield from _foreign(page.text, start, word)
        if frequency <= FREQUENT_NAME or tag != "nr":
            yield from _given(start, word)
    elif len(word) > 1 or word not in WORDS_TOO or not _common(page, number + 1):
        yield from _with_surname(page.text, start)
    if kind == UNKNOWN:
        yield from _inside_unknown(page.text, start, word)
    elif tag in PERSON_TAGS:
        yield from _person(start, word)
    for place in japanese(page.text, start):
        yield Candidate(*place, "japanese")


def _person(start: int, word: str) -> Iterator[Candidate]:
    """Yield a word that the dictionary takes for a person: a foreign one, or one whose characters tell nothing (果永毅, 冰心)."""
    if len(word) < 2 or word[1:] in LONG_TITLES or word in NOT_NAMES:
        return
    if len(word) > 2 and foreign_odds(word) > 0.5:
        yield Candidate(start, start + len(word), "foreign")
    if len(word) in (2, 3) and word[1] not in KIN:
        yield Candidate(start, start + len(word), "three" if len(word) == 3 else "two")


def _common(page: Page, number: int) -> bool:
    """Say whether the next word is a common one, before which a surname that is also a word is just a word."""
    word = page.words[number] if number < len(page.words) else ""
    frequency, tag = page.lexicon.get(word, (0, ""))
    return len(word) > 1 and frequency > 20 and tag not in PERSON_TAGS and word not in LONG_TITLES


def _is_counted(text: str, start: int) -> bool:
    """Say whether a surname counts or points here: 三张纸, 那本."""
    if text[start] == "张":
        return text[start - 1 : start] in (*"一二两三四五六七八九十几这那每半另多", *"0123456789") if start else False
    return text[start] == "那" and text[start + 1 : start + 2] in POINTED


def _with_surname(text: str, start: int) -> Iterator[Candidate]:
    """Yield what a surname that begins here may be the beginning of."""
    if text[start : start + 2] in COMPOUND_SURNAMES:
        yield from _compound(text, start)
    if text[start] not in SURNAME or _is_counted(text, start):
        return
    given = text[start + 1 : start + 3]
    if text[start : start + 2] in NOT_NAMES and given[0] not in KIN:
        if given not in LONG_TITLES:
            yield from _though_a_word(text, start, given)
        return
    if given[:1] not in ("", "某") and given not in LONG_TITLES and _begins_given(given):
        yield from _full(text, start, given)
    yield from _with_title(text, start, start + 1)


def _compound(text: str, start: int) -> Iterator[Candidate]:
    """Yield a surname of two characters with one and with two of a given name, or before a title."""
    for length in (3, 4):
        if _chinese(text[start + 2 : start + length], length - 2):
            yield Candidate(start, start + length, "compound")
    yield from _with_title(text, start, start + 2)


def _though_a_word(text: str, start: int, given: str) -> Iterator[Candidate]:
    """Yield a name that begins like a common word (高兴海), or is one where a sign stands on the other side (导演常青)."""
    if _closes(text, start, start + 2):
        yield Candidate(start, start + 2, "two")
    if len(given) == 2 and LAST.get(given[1], -3.0) > 1:
        yield Candidate(start, start + 3, "three")


def _begins_given(given: str) -> bool:
    """Say whether a given name may begin so: not as in 王姨, but as in 刘伯承."""
    if given[0] in "伯叔" and LAST.get(given[1:], -3.0) >= 0:
        return given[1:] not in FOLLOWING
    return given[0] not in KIN and given[0] not in NEVER


def _full(text: str, start: int, given: str) -> Iterator[Candidate]:
    """Yield a surname with one and with two characters of a given name, where they are at all likely."""
    if text[start] in WORDS_TOO and given in NOT_NAMES:
        return
    odds = SURNAME[text[start]] + (INTRODUCED if introduced(text, start) else 0.0)
    if (
        _chinese(given, 2)
        and given[1] not in NEVER
        and odds + FIRST.get(given[0], -3.0) + LAST.get(given[1], -3.0) > LEAST
    ):
        yield Candidate(start, start + 3, "three")
    if odds + ONLY.get(given[0], -3.0) > LEAST and _chinese(given[0], 1):
        yield Candidate(start, start + 2, "two")
    if given[0] == "老" and given[1:] and given[1] in ORDINALS:
        yield Candidate(start, start + 3, "nickname")


def _with_title(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield a surname before a title, before 某, or in front of a Western title (黄sir)."""
    after = text[end : end + 1]
    if after in "某×*" and after:
        close = end + 1
        while text[close : close + 1] == after:
            close += 1
        yield Candidate(start, close, "some")
    elif text[start] in ONLY_WORDS:
        return
    elif text[end : end + 2] in LONG_TITLES or text[end : end + 3].lower() == "sir":
        yield Candidate(start, end, "long_title")
    elif after == "家" and text[end + 1] not in NO_HOME and SURNAME.get(text[start], -3.0) >= PLAIN_SURNAME:
        yield Candidate(start, end, "family")
    elif after in SHORT_TITLES and after not in "sS":
        yield Candidate(start, end, "short_title")


def _closes(text: str, start: int, end: int) -> bool:
    """Say whether a title or a sign follows, before which even a common word may be a name (文静，女), or a role stands before (导演常青)."""
    return (
        text[end : end + 2] in LONG_TITLES or text[end] in "，：" or (text[end] in LIMITS and introduced(text, start))
    )


def _inside_unknown(text: str, start: int, word: str) -> Iterator[Candidate]:
    """Yield names inside a word that the dictionary does not know: the segmenter guesses such words, often with a neighbour too many."""
    for place in range(1, len(word)):
        if word[place] in SURNAME:
            yield from _with_surname(text, start + place)
    yield from _given(start, word[:2])
    if len(word) == 3:
        yield from _given(start + 1, word[1:])
    yield from _foreign(text, start, word)


def _given(start: int, word: str) -> Iterator[Candidate]:
    if (
        len(word) != 2
        or word in NOT_NAMES
        or not NEVER.isdisjoint(word)
        or word[1] in "某"
        or (word[1] in KIN and word[0] in SURNAME)
    ):
        return
    if word[0] == word[1]:
        if LAST.get(word[0], -3.0) > DOUBLE_LEAST:
            yield Candidate(start, start + 2, "double")
    elif given_odds(word) > GIVEN_LEAST:
        yield Candidate(start, start + 2, "given")


def _foreign(text: str, start: int, word: str) -> Iterator[Candidate]:
    """Yield a word of such characters as foreign names are written with, alone and with what follows in such characters."""
    end = start + len(word)
    if word in NOT_NAMES or not NEVER.isdisjoint(word):
        return
    if word[0] in SURNAME and (word[1] in KIN or word[1] == "某" or word[1:] in LONG_TITLES):
        return
    if len(word) >= 2 and foreign_odds(word) > (FOREIGN_LEAST if len(word) < 4 else FOREIGN_LEAST / 3):
        yield Candidate(start, end, "foreign")
        longer = end
        while longer - start < 8 and FOREIGN.get(text[longer], -3.0) >= 1.0:
            longer += 1
        if longer > end:
            yield Candidate(start, longer, "foreign")


def _nicknames(text: str, start: int, word: str, known: bool) -> Iterator[Candidate]:
    """Yield 老李, 小陈, 阿明, with a third character 老孙头, 小叶子, 小李子, and a full name behind 小 (小王磊)."""
    if not known or len(word) == 1:
        yield from _with_surname(text, start + 1)
    rest = text[start + 1 : start + 3]
    if not rest or not _chinese(rest[0], 1) or text[start : start + 2] in NOT_NAMES or rest[0] in NEVER:
        return
    if word[0] in "小阿" or rest[0] in SURNAME:
        yield Candidate(start, start + 2, "nickname")
    if rest[1:] in ("头", "子") and rest[0] in SURNAME:
        yield Candidate(start, start + 3, "nickname")


def _chinese(characters: str, length: int) -> bool:
    return len(characters) == length and all("一" <= character <= "鿿" for character in characters)
