"""Made-up values of identifiers for benchmarks/identifiers.py; checksums are computed, nothing belongs to anybody."""

import re
from collections.abc import Callable
from random import Random

REGIONS = ["110105", "310104", "320508", "330106", "420106", "510107", "370102", "500103"]
MOBILE_STARTS = ["131", "135", "138", "139", "150", "152", "166", "173", "177", "182", "186", "189", "191", "198"]
HANZI = str.maketrans("0123456789", "〇一二三四五六七八九")
SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def digits(random: Random, count: int) -> str:
    """Return random digits that do not begin with a zero."""
    return str(random.randrange(10 ** (count - 1), 10**count))


def letters(random: Random, count: int) -> str:
    """Return random capitals."""
    return "".join(random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(count))


def token(random: Random, count: int) -> str:
    """Return a random piece of a link, with a digit in it."""
    signs = [random.choice("abcdefghkmnpqrstuvwxyzABCDEFGHKMNP23456789") for _ in range(count - 1)]
    signs.insert(random.randrange(1, count), random.choice("0123456789"))
    return "".join(signs)


def hexadecimal(random: Random, count: int) -> str:
    """Return random hexadecimal digits."""
    return "".join(random.choice("0123456789abcdef") for _ in range(count))


def number_in_hanzi(number: int) -> str:
    """Return a number below 100 in Chinese: 二十三."""
    tens, ones = divmod(number, 10)
    signs = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else signs[tens] + "十"
    return head + (signs[ones] if ones or not head else "")


def check_sign(seventeen: str) -> str:
    """Return the last sign of an identity card (GB 11643: weights 2**(17-i) mod 11)."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(seventeen))
    return "10X98765432"[total % 11]


def luhn_digit(body: str) -> str:
    """Return the digit that makes a card number valid (ISO/IEC 7812, Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def _born(random: Random) -> str:
    return f"{random.randint(1931, 2012)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def identity(random: Random) -> str:
    """Return an identity card of 18 signs."""
    body = random.choice(REGIONS) + _born(random) + f"{random.randrange(1000):03}"
    return body + check_sign(body)


def identity_wrong(random: Random) -> str:
    """Return an identity card whose last sign is wrong."""
    right = identity(random)
    return right[:-1] + ("7" if right[-1] != "7" else "2")


def identity_short(random: Random) -> str:
    """Return an identity card in which one digit was forgotten."""
    right, place = identity(random), random.randrange(6, 16)
    return right[:place] + right[place + 1 :]


def identity_long(random: Random) -> str:
    """Return an identity card in which one digit was written twice."""
    right, place = identity(random), random.randrange(6, 16)
    return right[:place] + right[place] + right[place:]


def identity15(random: Random) -> str:
    """Return an old identity card of 15 digits."""
    return random.choice(REGIONS) + _born(random)[2:] + digits(random, 3)


def bank(random: Random, count: int) -> str:
    """Return a valid bank card number."""
    body = "62" + digits(random, count - 3)
    return body + luhn_digit(body)


def bank_wrong(random: Random, count: int) -> str:
    """Return a card number with a wrong check digit."""
    right = bank(random, count)
    return right[:-1] + str((int(right[-1]) + 3) % 10)


VALUES: dict[str, Callable[[Random], str]] = {
    "mobile": lambda random: random.choice(MOBILE_STARTS) + f"{random.randrange(10**8):08}",
    "local8": lambda random: str(random.randint(2, 8)) + digits(random, 7),
    "local7": lambda random: str(random.randint(2, 8)) + digits(random, 6),
    "identity": identity,
    "identity_wrong": identity_wrong,
    "identity_short": identity_short,
    "identity_long": identity_long,
    "identity15": identity15,
    "letter": lambda random: letters(random, 1),
    "passport_letter": lambda random: random.choice("ABCDEFGHJKLM"),
    "plate_letter": lambda random: random.choice("ABCDEFGHJ"),
    "plate5": lambda random: (
        "".join(random.choice(PLATE_LETTERS + "0123456789" * 3) for _ in range(4)) + digits(random, 1)
    ),
    "year": lambda random: str(random.randint(1931, 2012)),
    "short_year": lambda random: str(random.randint(35, 99)),
    "year_now": lambda random: str(random.randint(2015, 2024)),
    "month": lambda random: f"{random.randint(1, 12):02}",
    "day": lambda random: f"{random.randint(1, 28):02}",
    "door": lambda random: f"{random.randint(1, 18)}0{random.randint(1, 6)}",
}
COUNTED: dict[str, Callable[[Random, int], str]] = {
    "digits": digits,
    "letters": letters,
    "token": token,
    "hex": hexadecimal,
    "bank": bank,
}
WRITINGS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "wide": lambda value: value.translate(WIDE),
    "wide3": lambda value: value[:3].translate(WIDE) + "－" + value[3:].translate(WIDE),
    "hanzi": lambda value: value.translate(HANZI),
    "spoken": lambda value: value.translate(SPOKEN),
    "drop0": lambda value: value.removeprefix("0"),
    "number": lambda value: number_in_hanzi(int(value)),
}


def made(name: str, random: Random) -> str:
    """Return one value by its name: 'mobile', 'digits6', 'bank16_wrong', '1-30'."""
    if name in VALUES:
        return VALUES[name](random)
    if bounds := re.fullmatch(r"(\d+)-(\d+)", name):
        return str(random.randint(int(bounds[1]), int(bounds[2])))
    counted = re.fullmatch(r"([a-z]+?)(\d+)(_wrong)?", name)
    if counted is None:
        raise KeyError(name)
    count = int(counted[2])
    return bank_wrong(random, count) if counted[3] else COUNTED[counted[1]](random, count)


def written(value: str, how: str) -> str:
    """Return a value in another writing: a name of WRITINGS, or a mask whose # take the signs in turn."""
    if how in WRITINGS:
        return WRITINGS[how](value)
    signs = iter(value)
    shown = "".join(next(signs, "") if sign == "#" else sign for sign in how)
    return shown + "".join(signs)
