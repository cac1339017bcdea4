"""A codebook as plain word lists: what LIWC, quanteda and WordStat can hold of it.

Sets and alternatives are written out, operators, gaps, exceptions and cues are left out, and everything left out is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from pipeline.model.both import Both
from pipeline.model.codebook import SENTENCE, Code, Codebook, Pattern
from pipeline.model.dictionary import Omitted, shortened
from pipeline.model.expressions import Either, Expression, Terms
from pipeline.model.patterns import PART, WHOLE, Choice, Gap, Literal, Piece, Sequence, SetName, Word

MOST_WAYS = 500  # phrases that one pattern is written out to; a list that people can still look through
NOTHING = Both("", "")

TOO_MANY = Both(
    f"写出来超过 {MOST_WAYS} 个词语，请改短这条模式",
    f"it stands for more than {MOST_WAYS} phrases; shorten the pattern",
)
OPERATOR = Both("该格式没有运算符，这一部分没有写入", "the format has no operators; this part was not written")
GAP = Both("该格式没有间隔，含间隔的词语没有写入", "the format has no gaps; phrases that hold one were not written")
SIGN = Both("该格式无法表示其中的通配符或符号", "the format cannot express one of its wildcards or signs")
PART_OF_WORD = Both(
    "该格式没有“可以是更长的词的一部分”，只写了词本身",
    "the format has no 'part of a longer word'; the word alone was written",
)
LEMMA = Both(
    "这些英文词在助力里按词元匹配（roles 也算），写出的只有这个词形",
    "Zhuli matches these English words by lemma (roles too); only this form was written",
)
UNLESS = Both("该格式没有例外（unless）", "the format has no exceptions (unless)")
CUES = Both(
    "该格式没有否定等提示（reacts_to），命中不会被收回",
    "the format has no cues (reacts_to); hits are not taken back there",
)
WHERE = Both("该格式没有条件（where），到处都会命中", "the format has no conditions (where); it will hit everywhere")
WEIGHT = Both("该格式没有权重", "the format has no weights")
SCOPE = Both("该格式没有范围（within）", "the format has no scopes (within)")


@dataclass(frozen=True)
class Dialect:
    """How a format writes words.

    Parameters
    ----------
    stars : str
        Where a * may stand: 'end' (of the whole phrase) or 'anywhere' in a word.
    question_marks : bool
        Whether ? stands for one letter.
    weights : bool
        Whether a word can have a weight.
    refused : str
        Regular expression of phrases that the format would read as something else.
    """

    stars: str
    question_marks: bool
    weights: bool
    refused: str


@dataclass(frozen=True)
class Listed:
    """A codebook as word lists: for each code, in its order, its phrases with their weights; and what is missing."""

    phrases: Mapping[str, Mapping[str, float]]
    dropped: tuple[Omitted, ...]


@dataclass
class _Code:
    """What is gathered while one code is written out."""

    phrases: dict[str, float] = field(default_factory=dict)
    by_lemma: dict[str, None] = field(default_factory=dict)


def listed(codebook: Codebook, dialect: Dialect) -> Listed:
    """Write a codebook out as word lists.

    Parameters
    ----------
    codebook : Codebook
        With every set name known.
    dialect : Dialect
        What the format can hold.

    Returns
    -------
    Listed
        Every code has a list; it may be empty.
    """
    phrases: dict[str, Mapping[str, float]] = {}
    dropped: list[Omitted] = []
    for code in codebook.codes:
        gathered = _Code()
        for pattern in code.patterns:
            reasons = dict.fromkeys([*_left_out(pattern, dialect), *_write_out(pattern, codebook, dialect, gathered)])
            dropped += [Omitted(code.id, shortened(pattern.source), reason) for reason in reasons]
        if gathered.by_lemma:
            dropped.append(Omitted(code.id, shortened(", ".join(gathered.by_lemma)), LEMMA))
        dropped += beside_patterns(code)
        phrases[code.id] = gathered.phrases
    return Listed(phrases, tuple(dropped))


def beside_patterns(code: Code, *, unless: bool = True) -> list[Omitted]:
    """Name what a code has beside its patterns that word lists cannot hold; `unless` tells whether to name exceptions."""
    found = [Omitted(code.id, shortened(pattern.source), UNLESS) for pattern in code.unless if unless]
    if code.reacts_to:
        found.append(Omitted(code.id, ", ".join(code.reacts_to), CUES))
    if code.where:
        found.append(Omitted(code.id, shortened(", ".join(key for key, _ in code.where)), WHERE))
    return found


def ways(sequence: Sequence, sets: Mapping[str, tuple[Pattern, ...]]) -> list[tuple[Piece, ...]] | None:
    """Write a sequence out until there are no sets and no alternatives in it.

    Parameters
    ----------
    sequence : Sequence
        As parsed.
    sets : mapping
        The codebook's word sets.

    Returns
    -------
    list of tuple, or None
        Words, literals and gaps; no gap stands at an end or beside another. None when there are more than `MOST_WAYS`.
    """
    found: list[tuple[Piece, ...]] = [()]
    for piece in sequence.pieces:
        options: list[tuple[Piece, ...]] = [(piece,)]
        if isinstance(piece, Choice | SetName):
            inner = [ways(option, sets) for option in _options(piece, sets)]
            options = [way for some in inner if some is not None for way in some]
            if None in inner:
                return None
        if len(found) * len(options) > MOST_WAYS:
            return None
        found = [(*head, *tail) for head, tail in product(found, options)]
    return list(dict.fromkeys(filter(None, map(_tidy, found))))


def joined(pieces: Iterable[Piece]) -> str:
    """Write words and literals side by side, with a blank between whole words; `role` `工作` is role 工作, `不` `清` 不清."""
    text, before = "", False
    for piece in pieces:
        written = piece.text if isinstance(piece, Word | Literal) else ""
        whole = isinstance(piece, Word) or (isinstance(piece, Literal) and piece.edges == WHOLE) or written.isdecimal()
        text += (" " if text and whole and before else "") + written
        before = whole
    return " ".join(text.split())


def _tidy(way: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Drop gaps at the ends and join those side by side, which empty alternatives leave behind."""
    tidied: list[Piece] = []
    for piece in way:
        before = tidied[-1] if tidied else None
        if isinstance(piece, Gap) and isinstance(before, Gap):
            tidied[-1] = Gap(max(piece.units, before.units))
        elif tidied or not isinstance(piece, Gap):
            tidied.append(piece)
    return tuple(tidied[:-1] if tidied and isinstance(tidied[-1], Gap) else tidied)


def _options(piece: Choice | SetName, sets: Mapping[str, tuple[Pattern, ...]]) -> tuple[Sequence, ...]:
    if isinstance(piece, Choice):
        return piece.options
    items = [pattern.expression for pattern in sets[piece.name]]
    return tuple(sequence for item in items if isinstance(item, Terms) for sequence in item.sequences)


def _left_out(pattern: Pattern, dialect: Dialect) -> Iterator[Both]:
    if pattern.where:
        yield WHERE
    if pattern.weight != 1 and not dialect.weights:
        yield WEIGHT
    if pattern.within != SENTENCE:
        yield SCOPE


def _write_out(pattern: Pattern, codebook: Codebook, dialect: Dialect, gathered: _Code) -> Iterator[Both]:
    """Gather a pattern's phrases; yield what cannot be written."""
    for expression in _parts(pattern.expression):
        if not isinstance(expression, Terms):
            yield OPERATOR
            continue
        for sequence in expression.sequences:
            found = ways(sequence, codebook.sets)
            if found is None:
                yield TOO_MANY
            for way in found or ():
                phrase, reason = _phrase(way, dialect)
                if reason:
                    yield reason
                if phrase:
                    gathered.phrases[phrase] = max(pattern.weight, gathered.phrases.get(phrase, pattern.weight))
                    gathered.by_lemma |= dict.fromkeys(_by_lemma(way))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    if not isinstance(expression, Either):
        return (expression,)
    return tuple(inner for part in expression.parts for inner in _parts(part))


def _by_lemma(way: tuple[Piece, ...]) -> list[str]:
    words = [piece.text for piece in way if isinstance(piece, Word) and not piece.exact]
    return [word for word in words if not set(word) & set("*?")]


def _phrase(way: tuple[Piece, ...], dialect: Dialect) -> tuple[str, Both | None]:
    """Return a way as a phrase of the format ('' when it has none) and what is lost."""
    if any(isinstance(piece, Gap) for piece in way):
        return "", GAP
    parts = [piece for piece in way if isinstance(piece, Literal) and piece.edges == PART]
    starred = [Literal(f"*{piece.text}*") if piece in parts else piece for piece in way]
    phrase = joined(starred if dialect.stars == "anywhere" else way)
    if not _fits(phrase, way, dialect):
        return "", SIGN
    return phrase, PART_OF_WORD if parts and dialect.stars != "anywhere" else None


def _fits(phrase: str, way: tuple[Piece, ...], dialect: Dialect) -> bool:
    words = [piece for piece in way if isinstance(piece, Word | Literal)]
    exact = "".join(piece.text for piece in words if isinstance(piece, Literal) or piece.exact)
    if set(exact) & set("*?") or ("?" in phrase and not dialect.question_marks):
        return False  # no format has a sign that is the star itself
    stars = phrase[:-1] if dialect.stars == "end" else ""
    return "*" not in stars and bool(phrase) and '"' not in phrase and not re.search(dialect.refused, phrase)
