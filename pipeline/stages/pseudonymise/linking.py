"""Which mentions name the same person: 王秀兰, 王阿姨 and 秀兰, where the evidence allows."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.model.aliases import NUMBERED, PERSON
from pipeline.model.mentions import Mention
from pipeline.model.scripts import CHINESE
from pipeline.stages.pseudonymise.roster import title_of

_CHINESE = re.compile(f"[{CHINESE}]")
_NICKNAME = "老小阿大"  # 老李 is a name of its own: which 李 it is, only a person can tell
TITLE = 2  # characters behind a surname that may be its title


def keys_of(texts: Sequence[str], found: Sequence[Sequence[Mention]], same: Mapping[str, str]) -> list[list[str]]:
    """Return per mention what stands for the person in all texts; '' for mentions that have no number.

    Parameters
    ----------
    texts : sequence of str
        All texts of a corpus.
    found : sequence of sequence of Mention
        What they hold.
    same : mapping of str to str
        A form, with its title where it has one, to a person, as the roster says.

    Notes
    -----
    王阿姨 is 王秀兰 where she is the only 王 whose full name stands in the same text, 秀兰 where she is the only 秀兰 of the corpus, Lena the only
    Lena of the text, or of the corpus. A form that the roster lists is whom the roster says, and nobody else.
    """
    known = {plain(form): plain(person) for form, person in same.items()}
    names = [
        [plain(text[one.start : one.end]) if one.kind == PERSON else "" for one in mentions]
        for text, mentions in zip(texts, found, strict=True)
    ]
    by_given: dict[str, set[str]] = defaultdict(set)
    for name in {name for row in names for name in row if _is_full(name)}:
        for part in name.split() if " " in name else ():
            by_given[part].add(name)
        by_given[name[1:]].add(name)
        by_given[name[2:]].add(name)  # 欧阳静怡 has a surname of two characters
    keys = []
    for text, mentions, row in zip(texts, found, names, strict=True):
        full = {name for name in row if _is_full(name)}
        keys.append([_key(text, one, (full, by_given), known) for one in mentions])
    return keys


def _key(text: str, mention: Mention, names: tuple[set[str], Mapping[str, set[str]]], known: Mapping[str, str]) -> str:
    written = text[mention.start : mention.end]
    if mention.kind not in NUMBERED:
        return ""
    if mention.kind != PERSON:
        return f"{mention.kind} {written}"
    titled = [text[mention.start : mention.end + length] for length in range(TITLE, 0, -1)]
    listed = next((known[form] for form in [*map(plain, titled), plain(written)] if form in known), None)
    return listed or _linked(plain(written), title_behind(text, mention), *names)


def title_behind(text: str, mention: Mention) -> str:
    """Return the title that stands behind a person's name, '' when none does: 冯姐 is the same whatever follows."""
    if mention.kind != PERSON:
        return ""
    for length in range(TITLE, 0, -1):
        form = text[mention.start : mention.end + length]
        if title_of(form) == length:
            return form[-length:]
    return ""


def _linked(name: str, title: str, full: set[str], by_given: Mapping[str, set[str]]) -> str:
    """Return the one person in the text or the corpus whom a name can mean, else the name itself."""
    if name in full:
        return name
    if not _CHINESE.search(name):
        longer = [each for each in full if name in each.split()] or sorted(by_given.get(name, ()))
        return longer[0] if len(longer) == 1 else name
    if len(name) == 1:
        alike = [each for each in full if each.startswith(name)]
        return alike[0] if len(alike) == 1 else name + title
    alike = sorted(by_given.get(name, ()))
    return alike[0] if len(alike) == 1 else name


def plain(name: str) -> str:
    """Write a name without the blanks inside it, a Western one in lower case."""
    return "".join(name.split()) if _CHINESE.search(name) else " ".join(name.lower().split())


def _is_full(name: str) -> bool:
    if _CHINESE.search(name):
        return len(name) >= 3 and name[0] not in _NICKNAME and "某" not in name
    return " " in name
