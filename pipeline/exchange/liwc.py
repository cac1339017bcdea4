"""LIWC dictionaries (.dic): word lists with numbered categories.

A legend of numbers and names stands between two lines of %, then a word and its numbers on each line, all parted by tabs; * at the
end stands for any ending, phrases came with LIWC2015. The operator's manuals were not at hand in full; the details are those that
quanteda's reader (R/dictionaries.R) and other public ones met in published files: legends indented by tabs (2015), blanks in place
of tabs, <of> lines, and conditions such as `(02 134)125/464`. LIWC-22's own .dicx files are tables and are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.exchange.flat_words import Dialect, listed
from pipeline.exchange.foreign_text import fault, lines_of
from pipeline.exchange.glob_words import carried
from pipeline.model.both import Both
from pipeline.model.codebook import Codebook
from pipeline.model.dictionary import Dictionary, Dropped, Entry, Written, shortened

DIALECT = Dialect(stars="end", question_marks=False, weights=False, refused=r"^%|\t|^\(.*\)|\s\(.*\)|<of>|\s\d+$")
_CATEGORY = re.compile(r"(\s*)(\d+)\s+(\S.*)")
_DESCRIBED = re.compile(r"(\S+)\s+\((.+)\)")
_NUMBERS_AT_END = re.compile(r"(.+?)((?:\s+\(\d[\d ]*\)\S*|\s+\d+)+)")
_CONDITION_IN_WORD = re.compile(r"^\(.+\)\s|\s\(.+\)")  # :( is none: a blank parts a condition from the word
_CONDITION = re.compile(r"\([^()]*\)\S*")

CONDITIONAL = Both(
    "类别取决于前面的词，助力没有这种条件；请自己写成 AFTER 模式",
    "its category depends on the words before it, which Zhuli's word lists cannot say; write an AFTER pattern by hand",
)
OF_TAG = Both("助力没有 <of> 这种条件", "Zhuli has no <of> conditions")
NO_CATEGORY = Both("这一行没有类别编号", "the line has no category number")
UNKNOWN_CATEGORY = Both("文件开头没有定义这个类别", "the legend does not define this category")


@dataclass
class _Category:
    name: str
    path: tuple[str, ...]
    description: str
    has_children: bool = False
    patterns: dict[str, None] = field(default_factory=dict)


def read(text: str, name: str) -> Dictionary:
    """Read a LIWC dictionary.

    Parameters
    ----------
    text : str
        The .dic file.
    name : str
        What messages call the file.

    Returns
    -------
    Dictionary
        One entry for a category, in the order of the legend; `posemo (Positive Emotions)` is named posemo and described by the rest.
        A category that only holds others is no entry. Words match as they stand, as in LIWC; see `glob_words`.

    Raises
    ------
    CodebookError
        When the legend is missing, not closed, or has a line that is no category, with the line.
    """
    lines = lines_of(text, name)
    opened, closed = _legend(lines, name)
    categories = _categories(lines[opened + 1 : closed], opened + 2, name)
    dropped: list[Dropped] = []
    for number, line in enumerate(lines[closed + 1 :], closed + 2):
        if line.strip():
            dropped += [Dropped(number, shortened(line), reason) for reason in _word(line, categories)]
    entries = [
        Entry(category.name, category.path, tuple(category.patterns), category.description)
        for category in categories.values()
        if category.patterns or not category.has_children
    ]
    return Dictionary(name, tuple(entries), tuple(dropped))


def write(codebook: Codebook) -> Written:
    """Write a codebook as a LIWC dictionary.

    Parameters
    ----------
    codebook : Codebook
        Its codes become the categories, numbered from 1 and named by their ids.

    Returns
    -------
    Written
        LIWC has words, phrases and * at the end; everything else of the codebook is in `dropped`.
    """
    found = listed(codebook, DIALECT)
    numbers: dict[str, list[int]] = {}
    for number, phrases in enumerate(found.phrases.values(), 1):
        for phrase in phrases:
            numbers.setdefault(phrase, []).append(number)
    legend = [f"{number}\t{code}" for number, code in enumerate(found.phrases, 1)]
    words = ["\t".join([phrase, *map(str, held)]) for phrase, held in numbers.items()]
    return Written("\n".join(["%", *legend, "%", *words, ""]), found.dropped)


def _legend(lines: list[str], name: str) -> tuple[int, int]:
    """Return where the two lines of % stand."""
    first = next(number for number, line in enumerate(lines) if line.strip())
    if lines[first].strip() != "%":
        raise fault(
            name,
            first + 1,
            "a LIWC dictionary begins with a line '%'; choose a .dic file (in LIWC-22, export a .dicx as .dic)",
            "LIWC 词典的第一行应为“%”；请选择 .dic 文件（LIWC-22 的 .dicx 请先导出为 .dic）",
        )
    second = next((number for number in range(first + 1, len(lines)) if lines[number].strip() == "%"), None)
    if second is None:
        raise fault(
            name,
            first + 1,
            "the list of categories is not closed; write a second line '%' behind the last category",
            "类别列表没有结束，请在最后一个类别之后加一行“%”",
        )
    if not any(line.strip() for line in lines[first + 1 : second]):
        raise fault(
            name, first + 1, "there is no category between the two '%'; write one", "两个“%”之间没有类别，请至少写一个"
        )
    return first, second


def _categories(lines: list[str], first: int, name: str) -> dict[int, _Category]:
    found: dict[int, _Category] = {}
    above: list[tuple[int, _Category]] = []  # the categories that the next line may stand in, with their indentation
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        match = _CATEGORY.fullmatch(line.rstrip())
        if match is None:
            raise fault(
                name,
                number,
                f"{shortened(line)!r} is no category; write a number, a tab and a name",
                f"{shortened(line)!r} 不是类别，应写编号、制表符、名称",
            )
        indent, category_number = len(match[1]), int(match[2])
        if category_number in found:
            raise fault(
                name,
                number,
                f"category number {category_number} stands twice; renumber one",
                f"类别编号 {category_number} 重复，请改掉一个",
            )
        above = [held for held in above if held[0] < indent]
        described = _DESCRIBED.fullmatch(match[3])
        label, description = (described[1], described[2]) if described else (" ".join(match[3].split()), "")
        category = _Category(label, tuple(held.name for _, held in above), description)
        if above:
            above[-1][1].has_children = True
        above.append((indent, category))
        found[category_number] = category
    return found


def _word(line: str, categories: dict[int, _Category]) -> Iterator[Both]:
    """Give a word to its categories; yield what is lost."""
    word, rest = _parted(line.strip())
    if "<of>" in line:
        yield OF_TAG
    elif _CONDITION_IN_WORD.search(word):
        yield CONDITIONAL
    elif not rest:
        yield NO_CATEGORY
    else:
        yield from _numbered(word, rest, categories)


def _parted(line: str) -> tuple[str, str]:
    """Return the word and what follows it."""
    word, _, rest = line.partition("\t")
    match = None if rest.strip() else _NUMBERS_AT_END.fullmatch(word)  # some files part them by blanks
    return (match[1], match[2]) if match else (word, rest.strip())


def _numbered(word: str, rest: str, categories: dict[int, _Category]) -> Iterator[Both]:
    if _CONDITION.search(rest):
        yield CONDITIONAL
    numbers = _CONDITION.sub(" ", rest).split()
    known = [int(number) for number in numbers if number.isdecimal() and int(number) in categories]
    if len(known) < len(numbers):
        yield UNKNOWN_CATEGORY
    found = carried(word)
    if known and found.loss:
        yield found.loss
    for number in known if found.pattern else []:
        categories[number].patterns[found.pattern] = None
