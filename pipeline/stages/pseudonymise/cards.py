"""Identity cards and bank cards: long digits, in one piece or in groups, judged by checksum, shape and cue."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import cue, stands_before

_GROUPS = re.compile(r"(?<![0-9A-Za-z.])[0-9]+(?:[ -][0-9]+)*(?: ?[Xx](?![A-Za-z0-9]))?(?![0-9A-Za-z])")
_PIECE = re.compile(r"[0-9]+|[Xx]")
_MOST_GROUPS, _SHORTEST, _LONGEST = 7, 12, 21
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
_IDENTITY_CUE = cue(
    r"身份证(?:件|明)?|身份号|公民身份|证件|居民证|(?<![A-Za-z])(?:ID|[Ii]dentity|[Ii]dentification)(?: [Cc]ard)?|居住证"
)
_BANK_CUE = cue(
    r"银行卡?|(?<!社保)(?<!医保)卡|卡号|账号|账户|账|存折|一卡通|一本通|[工农建中招交]行|邮储|农商行|信用社|(?<![A-Za-z])(?:[Aa]ccount|(?<!ID )(?<!dentity )[Cc]ard)|打到|打款至|转到|转账至|汇到|汇款"
)
_STARRED = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{2,9}[*xX]{4,14}[0-9]{0,4}[0-9Xx](?![0-9A-Za-z])")
_HONG_KONG = re.compile(r"(?<![0-9A-Za-z])[A-Z]{1,2}[0-9]{6}\([0-9A]\)")
_PERMIT = re.compile(
    r"(?:回乡证|通行证|台胞证|居住证|香港身份证|澳门身份证|台湾身份证|军官证|身份证)(?:号码?|[ :\(]|是|为){0,4}([A-Z]{0,2}[0-9]{7,10}(?:\([0-9A]\))?)(?![0-9A-Za-z])"
)


def cards(text: str) -> Iterator[Mention]:
    """Yield identity cards and bank cards.

    An identity card of 18 signs needs a province and a date that can be, of 15 likewise; the checksum makes it surer, a cue makes good for
    shape. A bank card has 16 to 19 digits and a right check digit (Luhn), or a cue.
    """
    for hit in _GROUPS.finditer(text):
        if hit.end() - hit.start() >= _SHORTEST:
            yield from _sequences(text, hit)
    for hit in _STARRED.finditer(text):
        yield Mention(hit.start(), hit.end(), "identity_card", 0.7, ("starred",))
    for hit in _HONG_KONG.finditer(text):
        yield Mention(hit.start(), hit.end(), "identity_card", 0.9, ("hong_kong_shape",))
    for hit in _PERMIT.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "identity_card", 0.85, ("permit_cue",))


def _sequences(text: str, hit: re.Match[str]) -> Iterator[Mention]:
    """Judge every sequence of neighbouring groups of the right length."""
    pieces = [(piece.start() + hit.start(), piece.end() + hit.start()) for piece in _PIECE.finditer(hit[0])]
    for first, (start, _) in enumerate(pieces):
        signs = ""
        for begin, end in pieces[first : first + _MOST_GROUPS]:
            signs += text[begin:end].upper()
            if len(signs) > _LONGEST:
                break
            if len(signs) >= _SHORTEST:
                yield from _judged(text, start, end, signs)


def _judged(text: str, start: int, end: int, signs: str) -> Iterator[Mention]:
    certainty, reason = _as_identity(text, start, signs)
    if certainty:
        yield Mention(start, end, "identity_card", certainty, (reason,))
    certainty, reason = _as_bank(text, start, end, signs)
    if certainty:
        yield Mention(start, end, "bank_card", certainty, (reason,))


def _as_identity(text: str, start: int, signs: str) -> tuple[float, str]:
    here = signs[:2] in _PROVINCES
    dated = here and (_is_date(signs[6:14]) if len(signs) != 15 else _is_date("19" + signs[6:12]))
    if len(signs) == 18 and dated:
        return (0.99, "checksum") if _check_sign(signs[:17]) == signs[17] else (0.9, "shape")
    if 14 <= len(signs) <= 20 and stands_before(_IDENTITY_CUE, text, start):
        return 0.93, "identity_cue"
    if len(signs) == 15 and dated:
        return 0.8, "old_shape"
    return (0.6, "nearly_shape") if len(signs) in (17, 19) and dated and _is_likely(signs[6:10]) else (0.0, "")


def _as_bank(text: str, start: int, end: int, signs: str) -> tuple[float, str]:
    if "X" in signs:
        return 0.0, ""
    right = 16 <= len(signs) <= 19 and signs[0] in "34569" and _luhn(signs) == 0
    if stands_before(_BANK_CUE, text, start):
        return (0.97, "checksum_and_cue") if right else (0.92, "bank_cue")
    if right and _card_groups(text[start:end]):
        return 0.85, "checksum"
    return (
        (0.7, "union_pay_groups")
        if len(signs) in (16, 19) and re.match(r"62[0-9]{2}[ -]", text[start:end])
        else (0.0, "")
    )


def _card_groups(written: str) -> bool:
    """Whether digits are parted as on a card: not at all, in fours, or six and the rest."""
    groups = [len(group) for group in re.split("[ -]", written)]
    return len(groups) <= 2 or set(groups[:-1]) == {4}


def _is_date(signs: str) -> bool:
    """Whether eight digits are a day between 1900 and 2029."""
    return bool(re.fullmatch(r"(?:19[0-9]{2}|20[0-2][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", signs))


def _is_likely(year: str) -> bool:
    return "1920" <= year <= "2029"


def _check_sign(body: str) -> str:
    """Return the last sign of an identity card (GB 11643-1999)."""
    if not body.isdigit():
        return ""
    return "10X98765432"[sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11]


def _luhn(signs: str) -> int:
    """Return the remainder of a card number, 0 when it is right (ISO/IEC 7812-1, Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(signs)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10
