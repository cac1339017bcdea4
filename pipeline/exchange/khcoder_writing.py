"""Zhuli's patterns as conditions of KH Coder's coding rules; see `khcoder` for the syntax."""

import re
from collections.abc import Iterable, Mapping
from itertools import product

from pipeline.exchange.flat_words import (
    LEMMA,
    SCOPE,
    TOO_MANY,
    WEIGHT,
    WHERE,
    beside_patterns,
    joined,
    ways,
)
from pipeline.model.both import Both
from pipeline.model.codebook import SENTENCE, Code, Codebook, Pattern
from pipeline.model.dictionary import Omitted, shortened
from pipeline.model.expressions import Beside, Either, Expression, Near, Only, Reference, Terms
from pipeline.model.patterns import FREE, WHOLE, Gap, Literal, Piece, Word

MOST_ATOMS = 200  # near() of sets by sets: more than this is no longer a rule for people
LONGEST_ALONE = 2  # characters of a term that Zhuli does not let cut a word, which makes it a word

_SAFE = re.compile(
    r"""[^\s()（）\[\]+\-<>=&|!'"#*＊?/\d][^\s()（）\[\]+\-<>=&|!'"*＊?/]*"""
)  # a word that KH Coder reads as one
_OPERATORS = ("and", "or", "not", "lw", "lc", "no.")

AS_STRING = Both(
    "KH Coder 没有词形和通配符，写成了字符串，也会命中更长的词",
    "KH Coder has no word forms and wildcards; written as a string, which also hits inside longer words",
)
WILDCARD = Both("KH Coder 没有这样的通配符", "KH Coder has no such wildcard")
SEVERAL_WORDS = Both(
    "KH Coder 的 near 和 seq 里每一部分只能是一个词",
    "in KH Coder's near and seq each part is one single word",
)
UNEQUAL = Both("KH Coder 的 seq 只有一个距离", "KH Coder's seq has one distance for all its parts")
NOT_BESIDE = Both("KH Coder 没有 NOT AFTER 和 NOT BEFORE", "KH Coder has no NOT AFTER and NOT BEFORE")


class _CannotSay(Exception):
    """What KH Coder's conditions have no form for."""

    def __init__(self, reason: Both) -> None:
        super().__init__(reason.en)
        self.reason = reason


def conditions(code: Code, codebook: Codebook) -> tuple[list[str], list[Omitted]]:
    """Write the condition of one code.

    Parameters
    ----------
    code : Code
        With its exceptions.
    codebook : Codebook
        With the word sets.

    Returns
    -------
    lines, omitted : lists
        The lines below the code's name, none when nothing can be written; and what is missing, or wider than in Zhuli.
    """
    kept, omitted = _alternatives(code.patterns, code, codebook)
    barred, also = _alternatives(code.unless, code, codebook)
    omitted += also + beside_patterns(code, unless=False)
    lines = _stacked(kept)
    if kept and barred:
        lines = ["(", *lines, ")", "and not (", *_stacked(barred), ")"]
    return lines, omitted


def _stacked(alternatives: list[str]) -> list[str]:
    return [f"or {line}" if number else line for number, line in enumerate(alternatives)]


def _alternatives(patterns: Iterable[Pattern], code: Code, codebook: Codebook) -> tuple[list[str], list[Omitted]]:
    found: dict[str, None] = {}
    omitted: list[Omitted] = []
    for pattern in patterns:
        writer = _Writer(codebook.sets)
        reasons = (
            [WHERE] * bool(pattern.where) + [WEIGHT] * (pattern.weight != 1) + [SCOPE] * (pattern.within != SENTENCE)
        )
        parts = pattern.expression.parts if isinstance(pattern.expression, Either) else (pattern.expression,)
        for part in parts:
            try:
                found |= dict.fromkeys(writer.alternatives(part))
            except _CannotSay as error:
                reasons.append(error.reason)
        reasons += writer.losses
        omitted += [Omitted(code.id, shortened(pattern.source), reason) for reason in dict.fromkeys(reasons)]
    return list(found), omitted


class _Writer:
    """Writes the expressions of one pattern and gathers what is lost."""

    def __init__(self, sets: Mapping[str, tuple[Pattern, ...]]) -> None:
        self.losses: list[Both] = []
        self._sets = sets

    def alternatives(self, expression: Expression) -> list[str]:
        """Return conditions of which any one is enough."""
        if isinstance(expression, Terms):
            return self._of_terms(expression)
        if isinstance(expression, Either):
            return [line for part in expression.parts for line in self.alternatives(part)]
        if isinstance(expression, Near):
            return self._near(expression.parts, expression.within, "seq" if expression.ordered else "near")
        if isinstance(expression, Beside):
            if expression.barred:
                raise _CannotSay(NOT_BESIDE)
            pair = (
                (expression.other, expression.kept)
                if expression.side == "after"
                else (expression.kept, expression.other)
            )
            return self._near(pair, expression.within, "seq")
        if isinstance(expression, Only):
            return [self._only(expression)]
        return [f"<*{expression.code_id}>"] if isinstance(expression, Reference) else []

    def _only(self, expression: Only) -> str:
        needed = [self._bracketed(part) for part in (expression.kept, *expression.needed)]
        barred = [f"not {self._bracketed(part)}" for part in expression.barred]
        return " and ".join([*needed, *barred])

    def _bracketed(self, expression: Expression) -> str:
        parts = self.alternatives(expression)
        plain = len(parts) == 1 and not isinstance(expression, Only)
        return parts[0] if plain else f"( {' or '.join(parts)} )"

    def _of_terms(self, terms: Terms) -> list[str]:
        lines, reasons = [], []
        for way in self._ways(terms):
            try:
                lines.append(self._way(way))
            except _CannotSay as error:
                reasons.append(error.reason)
        if not lines:
            raise _CannotSay(reasons[0] if reasons else WILDCARD)
        self.losses += reasons
        return lines

    def _ways(self, terms: Terms) -> list[tuple[Piece, ...]]:
        found = [ways(sequence, self._sets) for sequence in terms.sequences]
        if None in found:
            raise _CannotSay(TOO_MANY)
        return [way for some in found if some is not None for way in some]

    def _near(self, parts: Iterable[Expression], within: int, name: str) -> list[str]:
        options = [self._words(part) for part in parts]
        lines = []
        for chosen in product(*options):
            lines.append(f"{name}({'-'.join(chosen)})[b{within + 1}]")  # n words between is n + 1 words on
            if len(lines) > MOST_ATOMS:
                raise _CannotSay(TOO_MANY)
        return lines

    def _words(self, expression: Expression) -> list[str]:
        """Return the single words that an expression stands for."""
        if isinstance(expression, Either):
            return [word for part in expression.parts for word in self._words(part)]
        if not isinstance(expression, Terms):
            raise _CannotSay(SEVERAL_WORDS)
        words = [_single(way[0]) if len(way) == 1 else "" for way in self._ways(expression)]
        if not any(words):
            raise _CannotSay(SEVERAL_WORDS)
        if not all(words):
            self.losses.append(SEVERAL_WORDS)
        return [word for word in words if word]

    def _way(self, way: tuple[Piece, ...]) -> str:
        gaps = {piece.units for piece in way if isinstance(piece, Gap)}
        words = [_single(piece) for piece in way if not isinstance(piece, Gap)]
        if not gaps:
            return self._stretch(way, words)
        if len(gaps) > 1:
            raise _CannotSay(UNEQUAL)
        if not all(words) or len(words) * 2 - 1 != len(way):
            raise _CannotSay(SEVERAL_WORDS)
        return f"seq({'-'.join(words)})[b{gaps.pop() + 1}]"

    def _stretch(self, way: tuple[Piece, ...], words: list[str]) -> str:
        """Write what stands side by side: one word, a phrase of whole words, or else its characters."""
        apart = all(isinstance(piece, Word) or (isinstance(piece, Literal) and piece.edges == WHOLE) for piece in way)
        if all(words) and (len(words) == 1 or apart):
            return "+".join(words)
        return self._string(way)

    def _string(self, way: tuple[Piece, ...]) -> str:
        text = joined(way)
        inner = text.removeprefix("*").removesuffix("*")
        if not inner or set(inner) & set("*?"):
            raise _CannotSay(WILDCARD)
        latin = [
            isinstance(way[0], Word) and text == text.lstrip("*"),
            isinstance(way[-1], Word) and text == text.rstrip("*"),
        ]
        if any(latin) or any(isinstance(piece, Literal) and piece.edges == WHOLE for piece in (way[0], way[-1])):
            self.losses.append(AS_STRING)
        if any(isinstance(piece, Word) and not piece.exact and "*" not in piece.text for piece in way):
            self.losses.append(LEMMA)
        return "'" + inner.replace("'", "''") + "'"


def _single(piece: Piece) -> str:
    """Return the word that KH Coder knows for a piece, '' when it is no single word there."""
    is_word = isinstance(piece, Word) and not piece.exact
    is_term = isinstance(piece, Literal) and (
        piece.edges == WHOLE or (piece.edges == FREE and len(piece.text) <= LONGEST_ALONE)
    )
    if not isinstance(piece, Word | Literal) or not (is_word or is_term) or piece.text.lower() in _OPERATORS:
        return ""
    return piece.text if _SAFE.fullmatch(piece.text) else ""
