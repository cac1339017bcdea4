"""The roster: names that are sure to be people's, and which of them are the same person's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.aliases import PERSON
from pipeline.model.errors import SettingsError
from pipeline.model.mentions import Mention, joined
from pipeline.stages.pseudonymise.people.words import KINSHIP, LONG_TITLES, SHORT_TITLES

SAME = "="  # 王秀兰 = 王阿姨 = 秀兰
COMMENT = "#"


@dataclass(frozen=True)
class Roster:
    """What a roster says.

    Parameters
    ----------
    names : tuple of str
        Names that are masked whole wherever they stand.
    titled : mapping of str to int
        Forms with a title (王阿姨) to the length of the title, which stays.
    same : mapping of str to str
        Every form to the first one of its line.
    """

    names: tuple[str, ...] = ()
    titled: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)


def read(text: str, name: str) -> Roster:
    """Read a roster: a person a line, forms of the name parted by =, remarks behind #.

    Raises
    ------
    SettingsError
        When a form stands in two lines: whose it is, nobody could tell.
    """
    names: list[str] = []
    titled: dict[str, int] = {}
    same: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        forms = [form.strip() for form in line.split(COMMENT)[0].split(SAME) if form.strip()]
        for form in forms:
            if form in same:
                raise SettingsError(
                    f"{name}, line {number}: {form!r} stands in an earlier line already; a form belongs to one person.",
                    f"{name} 第 {number} 行：{form!r} 前面已经写过，一种叫法只能属于一个人。",
                )
            same[form] = forms[0]
            length = title_of(form)
            if length:
                titled[form] = length
            else:
                names.append(form)
    return Roster(tuple(names), titled, same)


def title_of(form: str) -> int:
    """Return the length of the title that a form ends with; 0 when it has none: 阿姨 in 王阿姨, 姐 in 李姐."""
    for length in (3, 2):
        if len(form) > length and (form[-length:] in LONG_TITLES or form[-length:] in KINSHIP):
            return length
    return 1 if len(form) == 2 and form[-1] in SHORT_TITLES and form[0] not in "老小阿大" else 0


def _titled(text: str, pattern: re.Pattern[str], titled: Mapping[str, int]) -> Iterator[Mention]:
    for found in pattern.finditer(text):
        yield Mention(found.start(), found.end() - titled[found[0]], PERSON, 1.0, ("roster",))


def with_titled(
    texts: Sequence[str], found: Sequence[Sequence[Mention]], titled: Mapping[str, int]
) -> list[list[Mention]]:
    """Put the roster's forms with a title in place of what was found there; the title is not part of the mention."""
    if not titled:
        return [list(ones) for ones in found]
    pattern = re.compile("|".join(sorted(map(re.escape, titled), key=len, reverse=True)))
    return [joined(_titled(text, pattern, titled), ones) for text, ones in zip(texts, found, strict=True)]
