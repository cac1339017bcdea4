"""English tokens by spaCy's tokenizer rules (no trained pipeline needed)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

# a word or number with nothing but signs around it: what spaCy makes of it depends on the signs and on the kind of word alone
_PLAIN = re.compile(
    r"""(?P<before>[^\w\s.:/@]*)
    (?:(?P<lower>(?:[A-Za-z]+[-–—])*[A-Za-z]*[a-z])|(?P<upper>(?:[A-Za-z]+[-–—])*[A-Za-z]*[A-Z]{2})|(?P<number>[0-9]+(?:[.,:][0-9]+)*))
    (?P<after>(?:['’][sS])?[^\w\s/@]*)""",
    re.VERBOSE,
)
_SAMPLES = {"lower": "qzq", "upper": "QZQ", "number": "11"}
_HYPHEN = re.compile("([-–—])")


@dataclass(frozen=True)
class _Around:
    """What becomes of the signs around a word: tokens before it, signs that stay with it on either side, tokens behind it."""

    before: tuple[str, ...]
    left: str
    right: str
    after: tuple[str, ...]


@cache
def cutter() -> Callable[[str], list[str]]:
    """Return spaCy's English tokenizer for one chunk without white space; the tokens joined give the chunk.

    Notes
    -----
    Three chunks of four are a word or number between signs, which spaCy's rules treat alike: it is asked once for each kind and
    its signs. Words that occur in one of its special cases (don't, a.m., 8-D) always go to spaCy.
    """
    from spacy.lang.en import English

    tokenizer: Any = English().tokenizer
    special = _special(tokenizer.rules)

    def whole(chunk: str) -> list[str]:
        return [token.text for token in tokenizer(chunk)]

    @cache
    def around(before: str, kind: str, after: str) -> _Around | None:
        return _around(whole(before + _SAMPLES[kind] + after), _SAMPLES[kind])

    def cut(chunk: str) -> list[str]:
        if chunk.isalpha() and chunk.isascii() and chunk not in tokenizer.rules:
            return [chunk]
        found = _PLAIN.fullmatch(chunk)
        if found is None:
            return whole(chunk)
        before, lower, upper, number, after = found.groups()
        word = lower or upper or number
        words = [word] if number or word.isalpha() else _HYPHEN.split(word)
        signs = around(before, "lower" if lower else "upper" if upper else "number", after)
        if signs is None or not special.isdisjoint(words):
            return whole(chunk)
        if signs.left or signs.right:
            words[0] = signs.left + words[0]
            words[-1] += signs.right
        return [*signs.before, *words, *signs.after]

    return cut


def _special(rules: Any) -> frozenset[str]:
    """Return the words of spaCy's special cases, and the cases without the signs around them."""
    words = {word for rule in rules for word in re.findall(r"[^\W_]+", rule)}
    return frozenset(words | {re.sub(r"^[\W_]+|[\W_]+$", "", rule) for rule in rules})


def _around(tokens: list[str], word: str) -> _Around | None:
    """Return what spaCy made of the signs around a word; None when it took the word itself apart."""
    holding = [number for number, token in enumerate(tokens) if word in token]
    if not holding:
        return None
    number = holding[0]
    left, _, right = tokens[number].partition(word)
    return _Around(tuple(tokens[:number]), left, right, tuple(tokens[number + 1 :]))
