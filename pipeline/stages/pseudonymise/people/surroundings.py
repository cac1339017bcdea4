"""What stands before and behind a candidate, by name."""

import re

from pipeline.stages.pseudonymise.people.words import (
    FOLLOWING,
    INTRODUCING,
    KINSHIP,
    LABELS,
    LONG_TITLES,
    MARKS,
    ROLES,
    SHORT_TITLES,
    SPEECH,
)

SEX = re.compile(r"[ \u3000，,（(\t]{1,3}(?:性别[：: ]{0,2})?[男女](?![一-鿿])")
"""A CV says it behind the name."""
WORDS_BEFORE = "|".join(sorted({*ROLES, *KINSHIP, *LABELS}, key=lambda word: (-len(word), word)))
LABELLING = re.compile(rf"(?:{WORDS_BEFORE})[：: \u3000]{{1,3}}$")
LONGEST_LABEL = 8
LIMITS = frozenset('，。：；、！？（）()\n \t\u3000,:;/|《》【】[]"“”·')


def introduced(text: str, start: int) -> bool:
    """Say whether a role, a kinship term or a label stands before a place: 导演, 证明人：."""
    return (
        text[max(0, start - 2) : start] in ROLES
        or text[max(0, start - 3) : start] in ROLES
        or (
            start > 0
            and text[start - 1] in ":： \u3000"
            and bool(LABELLING.search(text[max(0, start - LONGEST_LABEL) : start]))
        )
    )


def alone(text: str, start: int, end: int) -> bool:
    """Say whether a place fills the room between two signs, as an item of a list or a field of a form does."""
    return (start == 0 or text[start - 1] in LIMITS) and text[end] in LIMITS


def before(text: str, start: int) -> str:
    """Name what stands before a candidate."""
    if start == 0 or text[start - 1] == "\n":
        return "line"
    last = text[start - 1]
    pair = text[max(0, start - 2) : start]
    if introduced(text, start):
        return "label" if last in ":： \u3000" else "role"
    if pair in KINSHIP or last in "妻夫父母兄弟子" and len(pair) == 1:
        return "kin"
    if last in "叫":
        return "called"
    if last in "、@：":
        return last
    if last in INTRODUCING:
        return "introduced"
    if last in MARKS:
        return "mark"
    return "latin" if last < "一" else "other"


def after(text: str, end: int) -> str:
    """Name what stands behind a candidate."""
    last = text[end]
    pair = text[end : end + 2]
    if SEX.match(text, end):
        return "sex"
    if pair in LONG_TITLES:
        return "title"
    if pair in SPEECH:
        return "speech"
    if last in "说道称" and pair not in ("说明", "道路", "称呼", "道德", "道理"):
        return "says"
    if last in "、：，（":
        return last
    return _common(last)


def _common(last: str) -> str:
    if last in MARKS:
        return "mark"
    if last in SHORT_TITLES:
        return "short title"
    if last in FOLLOWING:
        return "function"
    return "latin" if last < "一" else "other"
