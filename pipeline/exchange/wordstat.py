"""WordStat categorization dictionaries (.cat): categories indented by tabs, words with weights in brackets, rules.

No documentation of the file was found. What is known here comes from quanteda's reader (R/dictionaries.R, and the file of its issue
459): a line that ends in ` (1)` is a word with its weight, every other line is a category, leading tabs say what stands in what;
from public readers of WordStat's sentiment dictionary: phrases have underscores; and from the beginning of "Working with Rules" in
its User's Guide: a rule combines words and phrases, * stands for any letters, and #CATEGORY for the words of a category:
`SATISFIED NEAR #PROFESSOR`. How a rule is stored, and how it says a distance, was seen nowhere: lines `@NAME [A NEAR B] (1)` and
`@A NEAR B (1)` are read when they consist of words, categories and AND, OR, NOT, NEAR, BEFORE and AFTER only. They get Zhuli's
distance, which `dropped` says; all other rules are named as lost, and none is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.exchange.flat_words import Dialect, listed
from pipeline.exchange.foreign_text import fault, lines_of
from pipeline.exchange.glob_words import carried
from pipeline.exchange.wordstat_rules import DISTANCE, Rule, as_pattern, parsed
from pipeline.model.both import Both
from pipeline.model.codebook import Codebook
from pipeline.model.dictionary import Dictionary, Dropped, Entry, Written, identifiers, shortened

DIALECT = Dialect(stars="anywhere", question_marks=False, weights=True, refused="^@|[#_]")
_ITEM = re.compile(r"(.*\S)\s+\((-?\d+(?:[.,]\d+)?)\)")

WEIGHTED = Both("权重没有导入，请在 YAML 里写 weight", "its weight was not carried over; write a 'weight' in the YAML")
NUMBER_SIGN = Both("词里的 # 在 WordStat 里的含义不明", "what # means in a word of WordStat's is not known")
CIRCLE = Both("这条规则引用了自己所在的类别", "the rule refers to a category that refers back to it")


@dataclass
class _Category:
    name: str
    path: tuple[str, ...]
    line: int
    has_children: bool = False
    patterns: dict[str, None] = field(default_factory=dict)
    rules: list[tuple[int, str, Rule]] = field(default_factory=list)

    def is_entry(self) -> bool:
        return bool(self.patterns or self.rules or not self.has_children)


def read(text: str, name: str) -> Dictionary:
    """Read a WordStat dictionary.

    Parameters
    ----------
    text : str
        The .cat file.
    name : str
        What messages call the file.

    Returns
    -------
    Dictionary
        One entry for a category; one that only holds others is no entry. Words match as they stand; see `glob_words`. Rules refer
        to the ids that `dictionary.identifiers` makes of the entries.

    Raises
    ------
    CodebookError
        When a word stands in no category.
    """
    categories: list[_Category] = []
    dropped: list[Dropped] = []
    above: list[tuple[int, _Category]] = []  # what the next line may stand in, with its indentation
    for number, line in enumerate(lines_of(text, name), 1):
        said = line.strip()
        if not said:
            continue
        indent = _indent(line)
        above = [held for held in above if held[0] < indent]
        item = _ITEM.fullmatch(said)
        if item is None and not said.startswith("@"):
            category = _category(said, number, [held for _, held in above])
            categories.append(category)
            above.append((indent, category))
        elif above:
            word, weight = (item[1], item[2]) if item else (said, "1")
            dropped += [
                Dropped(number, shortened(said), loss) for loss in _item(word, weight, (number, said), above[-1][1])
            ]
        else:
            raise fault(
                name,
                number,
                f"{shortened(said)!r} stands in no category; write the category above it and indent it by a tab",
                f"{shortened(said)!r} 不在任何类别之下；请在上一行写类别，并用制表符缩进",
            )
    dropped += _resolve([category for category in categories if category.is_entry()])
    entries = [Entry(held.name, held.path, tuple(held.patterns)) for held in categories if held.is_entry()]
    return Dictionary(name, tuple(entries), tuple(sorted(dropped, key=lambda item: item.line)))


def write(codebook: Codebook) -> Written:
    """Write a codebook as a WordStat dictionary.

    Parameters
    ----------
    codebook : Codebook
        Its levels become the upper categories, the ids of its codes the lower ones.

    Returns
    -------
    Written
        Words, phrases (with underscores), * and weights; everything else of the codebook is in `dropped`.
    """
    found = listed(codebook, DIALECT)
    lines = []
    for level in dict.fromkeys(code.level for code in codebook.codes):
        lines.append(level)
        for code in codebook.codes:
            if code.level == level:
                lines.append(f"\t{code.id}")
                words = found.phrases[code.id].items()
                lines += [f"\t\t{phrase.replace(' ', '_')} ({weight:g})" for phrase, weight in words]
    return Written("".join(f"{line}\n" for line in lines), found.dropped)


def _indent(line: str) -> int:
    leading = line[: len(line) - len(line.lstrip())]
    return leading.count("\t") if "\t" in leading else len(leading)  # blanks before tabs are slips of an editor


def _category(said: str, line: int, above: list[_Category]) -> _Category:
    for parent in above[-1:]:
        parent.has_children = True
    return _Category(said, tuple(parent.name for parent in above), line)


def _item(word: str, weight: str, place: tuple[int, str], category: _Category) -> Iterator[Both]:
    """Give a word or rule to its category; yield what is lost."""
    if float(weight.replace(",", ".")) != 1:
        yield WEIGHTED
    if word.startswith("@"):
        rule = parsed(word)
        if isinstance(rule, Both):
            yield rule
        else:
            category.rules.append((*place, rule))
        return
    if "#" in word:
        yield NUMBER_SIGN
        return
    found = carried(word.replace("_", " "))
    if found.loss:
        yield found.loss
    if found.pattern:
        category.patterns[found.pattern] = None


def _resolve(entries: list[_Category]) -> Iterator[Dropped]:
    """Turn the rules into patterns, now that the ids of all categories are known; yield those that cannot be."""
    ids = identifiers(Entry(held.name, held.path) for held in entries)
    links: dict[str, set[str]] = {identifier: set() for identifier in ids}
    for own, entry in zip(ids, entries, strict=True):
        for line, said, rule in entry.rules:
            targets = {category: _meant(category, entries, ids) for category in rule.categories}
            found = as_pattern(rule, targets)
            reached = {identifier for meant in targets.values() for identifier in meant}
            if isinstance(found, Both) or own in _reachable(reached, links):
                yield Dropped(line, shortened(said), found if isinstance(found, Both) else CIRCLE)
                continue
            links[own] |= reached
            entry.patterns[found] = None
            if rule.measures:
                yield Dropped(line, shortened(said), DISTANCE)


def _meant(category: str, entries: list[_Category], ids: tuple[str, ...]) -> list[str]:
    """Return the ids of a category and of all that stand in it; names do not depend on case."""
    wanted = category.lower()
    return [
        identifier
        for identifier, entry in zip(ids, entries, strict=True)
        if wanted in [part.lower().replace(" ", "_") for part in (*entry.path, entry.name)]
    ]


def _reachable(start: set[str], links: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for following in links[waiting.pop()] - reached:
            reached.add(following)
            waiting.append(following)
    return reached
