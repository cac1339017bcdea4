"""Words with wildcards, as LIWC, quanteda and WordStat write them, to Zhuli's patterns.

These programs compare whole words as they stand, so that `role` is not roles: a word becomes a quoted one, which Zhuli does not
match by lemma either. `role*` means the same in both.
"""

import re
from dataclasses import dataclass

from pipeline.model import expressions
from pipeline.model.both import Both
from pipeline.model.patterns import PatternError

_WORD = re.compile(
    "[A-Za-zÀ-ɏ0-9?*]*[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9?*]*(?:['’][A-Za-z]+)*"
)  # what the pattern language reads as one word
_CHARACTERS = re.compile(r"""[^\s{}()（）|｜"“”*?…,，~@A-Za-zÀ-ɏ]+""")  # what may follow its ~

QUOTATION_MARK = Both(
    "词里有双引号，助力的模式无法表示",
    "it holds a double quotation mark, which Zhuli's patterns cannot express",
)
ANY_WORD_AT_END = Both(
    "开头或结尾单独的 * 表示任意一个词，助力的模式必须以确定的词开头和结尾",
    "a * alone at the beginning or end stands for any word; Zhuli's patterns begin and end with a word that is known",
)
ANY_WORD = Both(
    "单独的 * 在原程序里恰好是一个词；导入后是最多隔这么多个词",
    "a * alone is exactly one word there; here it became at most so many words between",
)
CHARACTERS_WILDCARD = Both(
    "助力没有“以这些字开头（或结尾）的词”；导入为 ~，即可以是更长的词的一部分",
    "Zhuli has no 'word that begins (or ends) with these characters'; it became ~: may be part of a longer word",
)
WILDCARD = Both(
    "通配符的位置无法用助力的模式表示：* 和 ? 只能与英文字母相连",
    "its wildcard stands where Zhuli's patterns have none: * and ? must touch letters of the Latin alphabet",
)


@dataclass(frozen=True)
class Carried:
    """A word in Zhuli's pattern language: the pattern ('' when it cannot be said), and what was lost, if anything."""

    pattern: str
    loss: Both | None = None


def carried(word: str) -> Carried:
    """Turn a word or phrase with wildcards into a pattern.

    Parameters
    ----------
    word : str
        Words parted by blanks, each with * for any letters and ? for one.

    Returns
    -------
    Carried
        A pattern that `expressions.read` accepts, or none with the reason.

    Examples
    --------
    >>> carried("social work*").pattern
    '"social" work*'
    """
    parts = word.split()
    if '"' in word:
        return Carried("", QUOTATION_MARK)
    if not parts or _any_word(parts[0]) or _any_word(parts[-1]):
        return Carried("", ANY_WORD_AT_END)
    runs, between = _runs(parts)
    terms = [_terms(run) for run in runs]
    losses = [loss for loss in (*(term.loss for term in terms), ANY_WORD if between else None) if loss]
    if not all(term.pattern for term in terms):
        return Carried("", losses[0])
    written = ", ".join(term.pattern for term in terms)
    try:
        expressions.read(pattern := f"seq({written}, within={between})" if between else written)
    except PatternError as error:
        return Carried("", Both(error.zh, error.en))
    return Carried(pattern, losses[0] if losses else None)


def _any_word(part: str) -> bool:
    return not part.strip("*")


def _runs(parts: list[str]) -> tuple[list[list[str]], int]:
    """Cut a phrase at its lone stars; return the runs and the longest row of stars."""
    runs: list[list[str]] = [[]]
    longest = row = 0
    for part in parts:
        if _any_word(part):
            row += 1
            longest = max(longest, row)
            continue
        if row:
            runs.append([])
        row = 0
        runs[-1].append(part)
    return runs, longest


def _terms(run: list[str]) -> Carried:
    terms = [_term(part) for part in run]
    losses = [term.loss for term in terms if term.loss]
    whole = all(term.pattern for term in terms)
    return Carried(" ".join(term.pattern for term in terms) if whole else "", losses[0] if losses else None)


def _term(part: str) -> Carried:
    if not set(part) & set("*?"):
        return Carried(f'"{part}"')
    core = part.strip("*")
    if _CHARACTERS.fullmatch(core):
        everywhere = part.startswith("*") and part.endswith("*")
        return Carried(f"~{core}", None if everywhere else CHARACTERS_WILDCARD)
    pieces = part.split("-")  # a hyphen parts words in Zhuli's patterns
    if not all(pieces):
        return Carried("", WILDCARD)
    terms = [piece if _WORD.fullmatch(piece) else "" for piece in pieces]
    terms = [term if set(piece) & set("*?") else f'"{piece}"' for term, piece in zip(terms, pieces, strict=True)]
    return Carried(" ".join(terms)) if all(terms) else Carried("", WILDCARD)
