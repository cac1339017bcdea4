"""What stands in a text in place of what identifies somebody."""

import re
from collections.abc import Mapping

from pipeline.model.both import Both

PERSON = "person"
ORGANISATION = "organisation"
PLACE = "place"
ALIASES: Mapping[str, Both] = {
    PERSON: Both("人物", "Person"),
    ORGANISATION: Both("机构", "Organisation"),
    PLACE: Both("地点", "Place"),
    "phone": Both("电话", "phone"),
    "identity_card": Both("身份证", "identity card"),
    "passport": Both("护照", "passport"),
    "bank_card": Both("银行卡", "bank card"),
    "wechat": Both("微信", "WeChat"),
    "qq": Both("QQ号", "QQ"),
    "email": Both("邮箱", "e-mail"),
    "url": Both("网址", "web address"),
    "plate": Both("车牌", "licence plate"),
    "address": Both("地址", "address"),
    "birth": Both("出生日期", "date of birth"),
    "number": Both("编号", "number"),
}
"""The name of each kind."""
NUMBERED = frozenset({PERSON, ORGANISATION, PLACE})
"""Kinds of which every one has a number of its own."""


def _any() -> str:
    names = []
    for kind, name in ALIASES.items():
        names += [rf"{name.zh}\d{{2,6}}", rf"{name.en} \d{{2,6}}"] if kind in NUMBERED else [name.zh, name.en]
    return rf"\[(?:{'|'.join(dict.fromkeys(names))})\]"


ANY_ALIAS = _any()
"""A regular expression of any alias, to be part of others."""
ALIAS = re.compile(ANY_ALIAS)
"""Finds aliases."""
_NUMBER = re.compile(
    rf"\[(?:{'|'.join(side for kind in sorted(NUMBERED) for side in (ALIASES[kind].zh, ALIASES[kind].en + ' '))})(\d{{2,6}})\]"
)


def alias(kind: str, number: int, *, chinese: bool) -> str:
    """Write an alias: [人物07] or [Person 07], [电话] or [phone]."""
    name = ALIASES[kind]
    if kind not in NUMBERED:
        return f"[{name.zh if chinese else name.en}]"
    return f"[{name.zh}{number:02}]" if chinese else f"[{name.en} {number:02}]"


def highest_number(text: str) -> int:
    """Return the highest number of an alias that a text holds already; 0 when there is none."""
    return max(map(int, _NUMBER.findall(text)), default=0)
