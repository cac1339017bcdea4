"""Organisations and places by name: masked only when the settings ask for it."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.aliases import ORGANISATION, PLACE
from pipeline.model.mentions import Mention, apart
from pipeline.stages.pseudonymise.people.reading import Cut, Lexicon

CERTAINTY = 0.6  # of what only its last word gives away
MOST_WORDS = 6  # before the word that says what it is
_PART_OF_A_NAME = frozenset({"n", "ns", "nt", "nz", "nr", "nrt", "j", "vn", "an", "x", "b", "l", "i", "ng"})
_LINKS = frozenset("与和及的之是在到去来")
_CHINESE = re.compile("[一-鿿]+")
_ORGANISATIONS = (
    "中心 协会 学会 基金会 促进会 联合会 商会 居委会 村委会 办事处 街道办 公司 集团 医院 学校 大学 学院 小学 中学 幼儿园 工作站 服务站 服务队 志愿队 工作室 社工站 研究院 派出所 "
    "银行 合作社 俱乐部 养老院 敬老院 福利院 卫生院"
).split()
_PLACES = "社区 街道 小区 新村 花园 家园 公园 广场 村 镇 乡 县 区 市 省 路 街 巷".split()
_ENGLISH = re.compile(
    r"\b(?:[A-Z][a-z'’]+ (?:of |and |& )?){1,4}(?P<what>Centre|Center|Association|Foundation|Committee|Hospital|School|College|University|Company|Society|Trust"
    r"|Street|Road|Avenue|Lane|District|Village|Estate|Square|Park)\b"
)
_ENGLISH_PLACES = frozenset("Street Road Avenue Lane District Village Estate Square Park".split())


def institutions(texts: Sequence[str], *, cut: Cut, lexicon: Lexicon, known: Sequence[str] = ()) -> list[list[Mention]]:
    """Find organisations and places by name.

    Parameters
    ----------
    texts : sequence of str
        All texts of a corpus.
    cut : callable
        Chinese text to its words, which joined give the text.
    lexicon : mapping
        A word to its frequency and part of speech in a general dictionary.
    known : sequence of str
        Names of organisations, as the documents' metadata give them.

    Returns
    -------
    list of list of Mention
        Per text, in order and without overlap: what is known, what ends in a word such as 服务中心 or 社区 behind a name of its own, and the
        dictionary's place names.
    """
    names = sorted({name for name in known if len(name) > 1}, key=len, reverse=True)
    listed = re.compile("|".join(map(re.escape, names))) if names else None
    found = []
    for text in texts:
        claims = (
            [Mention(*one.span(), ORGANISATION, 1.0, ("metadata",)) for one in listed.finditer(text)] if listed else []
        )
        claims += _english(text)
        for run in _CHINESE.finditer(text):
            claims += _chinese(run[0], run.start(), cut, lexicon)
        found.append(apart(claims))
    return found


def _english(text: str) -> Iterator[Mention]:
    for one in _ENGLISH.finditer(text):
        kind = PLACE if one["what"] in _ENGLISH_PLACES else ORGANISATION
        yield Mention(*one.span(), kind, CERTAINTY, ("ends in",))


def _chinese(run: str, begin: int, cut: Cut, lexicon: Lexicon) -> Iterator[Mention]:
    words = cut(run)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    for number, word in enumerate(words):
        start, end = begin + starts[number], begin + starts[number + 1]
        ending = _ending(word)
        if ending:
            first = _first(words, number, lexicon)
            if first < number or len(word) > len(ending[0]) + 1:
                yield Mention(begin + starts[first], end, ending[1], CERTAINTY, ("ends in",))
        elif lexicon.get(word, (0, ""))[1] == "ns" and len(word) > 1:
            yield Mention(start, end, PLACE, CERTAINTY, ("dictionary",))


def _ending(word: str) -> tuple[str, str] | None:
    """Return what a word ends in, with the kind of what it names."""
    for endings, kind in ((_ORGANISATIONS, ORGANISATION), (_PLACES, PLACE)):
        for ending in endings:
            if word.endswith(ending):
                return ending, kind
    return None


def _first(words: Sequence[str], last: int, lexicon: Lexicon) -> int:
    """Return where the name begins that ends with a word; the same word when nothing before it is part of a name."""
    first = last
    while first > 0 and last - first < MOST_WORDS:
        word = words[first - 1]
        if word in _LINKS or lexicon.get(word, (0, "x"))[1] not in _PART_OF_A_NAME:
            break
        first -= 1
    return first
