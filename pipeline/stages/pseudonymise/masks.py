"""Mask what was found: the same person has the same alias in all texts of a corpus."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.mentions import Mention
from pipeline.model.scripts import CHINESE
from pipeline.stages.pseudonymise.identifiers import identifiers

PERSON = "person"
ALIASES: Mapping[str, Both] = {
    PERSON: Both("人物", "Person"),
    "phone": Both("电话", "phone"),
    "identity_card": Both("身份证", "identity card"),
    "passport": Both("护照", "passport"),
    "bank_card": Both("银行卡", "bank card"),
    "wechat": Both("微信", "WeChat"),
    "qq": Both("QQ", "QQ"),
    "email": Both("邮箱", "e-mail"),
    "url": Both("网址", "web address"),
    "plate": Both("车牌", "licence plate"),
    "address": Both("地址", "address"),
    "birth": Both("出生日期", "date of birth"),
    "number": Both("编号", "number"),
}
"""What stands in the text in place of each kind."""

_CHINESE = re.compile(f"[{CHINESE}]")
_NICKNAME = "老小阿大"  # 老李 is a name of its own: which 李 it is, only a person can tell
AROUND = 20  # characters on each side that tell the language of an alias

People = Callable[[Sequence[str]], Sequence[Sequence[Mention]]]


@dataclass(frozen=True)
class Masked:
    """Texts without what identifies people.

    Parameters
    ----------
    texts : tuple of str
        In their order.
    counts : mapping of str to int
        Kind to the number of places masked.
    persons : int
        Different aliases of persons.
    doubtful : int
        Places masked on evidence that a person should look at.
    """

    texts: tuple[str, ...]
    counts: Mapping[str, int]
    persons: int
    doubtful: int


SURE = 0.5  # certainty below which a mask is doubtful


def mask(texts: Sequence[str], people: People) -> Masked:
    """Replace what identifies people by aliases.

    Parameters
    ----------
    texts : sequence of str
        All texts of a corpus; a person's number is the order in which it is first named in them.
    people : callable
        Texts to the places where people are named, per text in order.

    Returns
    -------
    Masked
        [人物07] or [Person 07] in place of a name, a title behind it stays; [电话], [phone] and the like in place of the rest. An identifier
        with a form of its own wins over a name that overlaps it.

    Notes
    -----
    This is no anonymisation: who somebody is can still be read from what is told about them, and recognisers miss names.
    """
    found = [_together(identifiers(text), named) for text, named in zip(texts, people(texts), strict=True)]
    keys = _keys(texts, found)
    numbers: dict[str, int] = {}
    for row in keys:
        for key in row:
            if key:
                numbers.setdefault(key, len(numbers) + 1)
    masked = tuple(
        _replaced(text, mentions, [numbers.get(key, 0) for key in row])
        for text, mentions, row in zip(texts, found, keys, strict=True)
    )
    every = [mention for mentions in found for mention in mentions]
    counts = Counter(mention.kind for mention in every)
    return Masked(masked, dict(counts), len(numbers), sum(mention.certainty < SURE for mention in every))


def _together(sure: Sequence[Mention], named: Sequence[Mention]) -> list[Mention]:
    kept = [one for one in named if all(one.end <= other.start or other.end <= one.start for other in sure)]
    return sorted([*sure, *kept])


def _keys(texts: Sequence[str], found: Sequence[Sequence[Mention]]) -> list[list[str]]:
    """Return per mention what stands for the person in all texts; '' for mentions of other kinds.

    王阿姨 is 王秀兰 where she is the only 王 whose full name stands in the same text, 秀兰 where she is the only 秀兰 of the corpus.
    """
    names = [
        [text[one.start : one.end] if one.kind == PERSON else "" for one in mentions]
        for text, mentions in zip(texts, found, strict=True)
    ]
    by_given: dict[str, set[str]] = defaultdict(set)
    for name in {_plain(name) for row in names for name in row if _is_full(_plain(name))}:
        by_given[name[1:]].add(name)
        by_given[name[2:]].add(name)  # 欧阳静怡 has a surname of two characters
    keys = []
    for text, mentions, row in zip(texts, found, names, strict=True):
        full = {_plain(name) for name in row if _is_full(_plain(name))}
        keys.append([_key(text, one, name, full, by_given) for one, name in zip(mentions, row, strict=True)])
    return keys


def _key(text: str, mention: Mention, name: str, full: set[str], by_given: Mapping[str, set[str]]) -> str:
    if not name:
        return ""
    plain = _plain(name)
    if not _CHINESE.search(plain):
        longer = [each for each in full if plain in each.split()]
        return longer[0] if len(longer) == 1 else plain
    if plain in full:
        return plain
    if len(plain) == 1:
        alike = [each for each in full if each.startswith(plain)]
        return alike[0] if len(alike) == 1 else plain + text[mention.end : mention.end + 2]
    alike = sorted(by_given.get(plain, ()))
    return alike[0] if len(alike) == 1 else plain


def _plain(name: str) -> str:
    return "".join(name.split()) if _CHINESE.search(name) else " ".join(name.lower().split())


def _is_full(name: str) -> bool:
    if _CHINESE.search(name):
        return len(name) >= 3 and name[0] not in _NICKNAME and "某" not in name
    return " " in name


def _replaced(text: str, mentions: Sequence[Mention], numbers: Sequence[int]) -> str:
    parts, at = [], 0
    for mention, number in zip(mentions, numbers, strict=True):
        name = ALIASES[mention.kind]
        near = text[max(0, mention.start - AROUND) : mention.end + AROUND]
        in_chinese = _CHINESE.search(near) is not None
        if mention.kind == PERSON:
            alias = f"[{name.zh}{number:02}]" if in_chinese else f"[{name.en} {number:02}]"
        else:
            alias = f"[{name.zh if in_chinese else name.en}]"
        parts += [text[at : mention.start], alias]
        at = mention.end
    return "".join([*parts, text[at:]])
