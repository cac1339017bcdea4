"""Who is named outside the running text: authors of documents, and the speakers that formats and recognisers name."""

import re
from collections.abc import Iterable

from pipeline.model.scripts import CHINESE
from pipeline.stages.pseudonymise.people.latin import lower_words
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, Lexicon

_CHINESE = re.compile(f"[{CHINESE}]")
_PARTED = re.compile(r"[、，,/;；|&+]|\s(?:and|和|与|及)\s")
_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"[（(\[【][^（(\[【]*[)）\]】]")
# what a role or a recogniser is called, and nobody in particular
_NOBODY = re.compile(
    r"[A-Za-z]{0,2}[ _-]?\d{0,3}|未知|匿名|佚名|无|全体|众人|大家|旁白|本人|问|答|[男女甲乙丙丁][\d一二三四五]?"
    r"|.*(?:社工|督导|主持|居民|受访|访谈|采访|访员|记者|组员|案主|志愿者|义工|书记|主任|说话人|发言人|讲话人|同工|学员|老师|家属|家长|对象|负责人|代表|助理|小组|中心|机构|项目|管理员)\w{0,2}"
    r"|(?:the )?(?:\w+ )?(?:speaker|interviewe[er]|facilitator|moderator|workers?|supervis\w+|participant|client|resident|teacher|student|respondent|host|staff|volunteer"
    r"|manager|director|coordinator|chair|unknown|anonymous|group|team|all|both|admin|user|notes?|system)(?: ?\w{1,3})?",
    re.IGNORECASE,
)
LONGEST = 40  # characters of a name


def names_in(cells: Iterable[str]) -> list[str]:
    """Return the names that cells hold: several in one are parted, roles and what nobody in particular is called are left out."""
    found: dict[str, None] = {}
    for cell in cells:
        for part in _PARTED.split(_BRACKETED.sub(" ", cell)):
            for name in _pieces(part.strip()):
                if name and len(name) <= LONGEST and not is_nobody(name):
                    found[name] = None
    return list(found)


def is_nobody(name: str) -> bool:
    """Tell whether a label is a role, a number or the like: 社工, 受访者A, Speaker 2, P3."""
    return _NOBODY.fullmatch(name.strip()) is not None


def stands_out(names: Iterable[str], texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return those names that are nothing else, so that they can be masked wherever they stand.

    A Chinese one is none of the dictionary's words but those for persons; a Western one is nowhere written in lower case.
    """
    common = lower_words(list(texts))
    return [
        name
        for name in names
        if len(name) >= 2
        and (
            _is_person_word(name, lexicon)
            if _CHINESE.search(name)
            else name[:1].isupper() and not any(word.lower() in common for word in name.split())
        )
    ]


def _is_person_word(name: str, lexicon: Lexicon) -> bool:
    known = lexicon.get(name)
    return known is None or known[1] in PERSON_TAGS


def _pieces(part: str) -> list[str]:
    """Part 社工 王秀兰 at the blank, not 王 秀兰 and Li Wei."""
    pieces = _BLANKS.split(part)
    if len(pieces) > 1 and _CHINESE.search(part) and all(len(piece) > 1 for piece in pieces):
        return pieces
    return [part]
