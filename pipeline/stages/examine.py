"""Examine a codebook: what in it cannot work, adds nothing, or fires too often."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod

import pandas as pd

from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook, Pattern, Place, Sets, options_of
from pipeline.model.expressions import Beside, Either, Expression, Near, Only, Terms, parts_of
from pipeline.model.frames import values
from pipeline.model.patterns import Gap, Literal, Piece, Word
from pipeline.model.patterns import Sequence as Pieces

TOO_OFTEN = 0.2  # share of the segments of a corpus in which no pattern should fire
MOST_SAMPLES = 60  # texts made of one pattern
LANGUAGES = ("zh", "en")

Apply = Callable[[Codebook, Sequence[str]], pd.DataFrame]
"""Codes texts with a codebook; the segment ids of the table are the texts' numbers from 0."""


@dataclass(frozen=True)
class Finding:
    """One remark about a codebook: where, in which code, and what to do."""

    place: Place
    code_id: str
    said: Both


@dataclass(frozen=True)
class _Sample:
    """Texts that a pattern should catch; `whole` when they are all that it can catch."""

    texts: tuple[str, ...]
    whole: bool


def examine(codebook: Codebook, apply: Apply) -> list[Finding]:
    """Examine a codebook by itself.

    Parameters
    ----------
    codebook : Codebook
        What to examine.
    apply : callable
        The coding stage on plain texts.

    Returns
    -------
    list of Finding
        By place in the file: codes without an example in both languages, examples that their own code does not catch, patterns that do not
        catch even the text that is made of their own words, and patterns that another one of their code makes superfluous.
    """
    found = [*_examples(codebook, apply), *_patterns(codebook, apply)]
    return sorted(found, key=lambda finding: finding.place)


def too_often(codebook: Codebook, codings: pd.DataFrame, segments: int) -> list[Finding]:
    """Find the patterns that fire in more than `TOO_OFTEN` of the segments of a corpus, from its codings."""
    held: dict[tuple[str, str], set[str]] = {}
    columns = (values(codings, name) for name in ("code_id", "rule", "segment_id"))
    for code_id, rule, segment_id in zip(*columns, strict=True):
        held.setdefault((code_id, rule), set()).add(segment_id)
    return [
        Finding(
            pattern.place,
            code.id,
            Both(
                f"模式 {pattern.source[:60]!r} 在 {share:.0%} 的段落里命中，太宽了；请收窄，或加 unless",
                f"the pattern {pattern.source[:60]!r} fires in {share:.0%} of the segments; narrow it, or add an unless",
            ),
        )
        for code in codebook.codes
        for pattern in code.patterns
        if (share := len(held.get((code.id, pattern.source), ())) / max(1, segments)) > TOO_OFTEN
    ]


def _examples(codebook: Codebook, apply: Apply) -> Iterator[Finding]:
    listed = [(code, text) for code in codebook.codes for texts in code.examples.values() for text in texts]
    caught = _asserted(apply(codebook, [text for _, text in listed]))
    for number, (code, text) in enumerate(listed):
        if (str(number), code.id) not in caught:
            yield Finding(
                code.place,
                code.id,
                Both(
                    f"抓不到自己的例句“{text[:40]}”；请补一条模式，或改例句",
                    f"it does not catch its own example {text[:40]!r}; add a pattern or mend the example",
                ),
            )
    for code in codebook.codes:
        missing = [language for language in LANGUAGES if not code.examples.get(language)]
        if missing:
            yield Finding(
                code.place,
                code.id,
                Both(f"没有例句（{'、'.join(missing)}）；请补上", f"no example in {', '.join(missing)}; add one"),
            )


def _asserted(codings: pd.DataFrame) -> set[tuple[str, str]]:
    columns = (values(codings, name) for name in ("segment_id", "code_id", "status"))
    return {(segment, code) for segment, code, status in zip(*columns, strict=True) if status == "asserted"}


def _patterns(codebook: Codebook, apply: Apply) -> Iterator[Finding]:
    """Code texts made of every pattern with all patterns, each as a code of its own."""
    listed = [(code, pattern) for code in codebook.codes for pattern in code.patterns]
    samples = [_sample(pattern.expression, codebook.sets) for _, pattern in listed]
    texts = [text for sample in samples for text in sample.texts]
    single = [
        replace(code, id=str(number), patterns=(replace(pattern, weight=1.0, where=()),), where=(), reacts_to=())
        for number, (code, pattern) in enumerate(listed)
    ]
    whole = replace(codebook, codes=(*single, *(code for code in codebook.codes if _is_referred_to(code, codebook))))
    matched = _lengths(apply(whole, texts))
    at = 0
    for number, ((code, pattern), sample) in enumerate(zip(listed, samples, strict=True)):
        of_pattern = [matched.get(str(at + place), {}) for place in range(len(sample.texts))]
        at += len(sample.texts)
        caught = [found[str(number)] for found in of_pattern if str(number) in found]
        if sample.texts and not caught:
            yield _never(code, pattern)
        elif sample.whole and len(caught) == len(sample.texts):
            others = [other for other, (owner, _) in enumerate(listed) if owner is code and other != number]
            for other in others:
                lengths = [found.get(str(other), 0) for found in of_pattern]
                if all(has > own or (has == own and other < number) for has, own in zip(lengths, caught, strict=True)):
                    yield _shadowed(code, pattern, listed[other][1])
                    break


def _is_referred_to(code: Code, codebook: Codebook) -> bool:
    return any(
        getattr(part, "code_id", None) == code.id
        for other in codebook.codes
        for pattern in (*other.patterns, *other.unless)
        for part in parts_of(pattern.expression)
    )


def _lengths(codings: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return per text and code the length of the longest passage."""
    found: dict[str, dict[str, int]] = {}
    columns = (values(codings, name) for name in ("segment_id", "code_id", "start_char", "end_char"))
    for segment, code, start, end in zip(*columns, strict=True):
        held = found.setdefault(segment, {})
        held[code] = max(held.get(code, 0), end - start)
    return found


def _never(code: Code, pattern: Pattern) -> Finding:
    return Finding(
        pattern.place,
        code.id,
        Both(
            f"模式 {pattern.source[:60]!r} 连由它自己的词组成的句子也抓不到（词会被切断、被 unless 排除或互相矛盾）；请修改或删去",
            f"the pattern {pattern.source[:60]!r} does not even catch a text made of its own words (cut by word boundaries, barred by "
            "an unless, or contradicting itself); mend or remove it",
        ),
    )


def _shadowed(code: Code, pattern: Pattern, other: Pattern) -> Finding:
    return Finding(
        pattern.place,
        code.id,
        Both(
            f"模式 {pattern.source[:60]!r} 能抓到的，第 {other.place[0]} 行的 {other.source[:60]!r} 都已抓到；可以删去",
            f"all that the pattern {pattern.source[:60]!r} can catch is caught by {other.source[:60]!r} in line {other.place[0]}; "
            "it can be removed",
        ),
    )


def _sample(expression: Expression, sets: Sets) -> _Sample:
    """Make texts of an expression's own words."""
    if isinstance(expression, Terms):
        ways = islice((way for pieces in expression.sequences for way in _ways(pieces, sets)), MOST_SAMPLES + 1)
        texts = tuple(dict.fromkeys(_laid_out(way) for way in ways))
        open_ended = any(_is_open(pieces, sets) for pieces in expression.sequences)
        return _Sample(
            tuple(text for text in texts[:MOST_SAMPLES] if text), len(texts) <= MOST_SAMPLES and not open_ended
        )
    if isinstance(expression, Near):
        return _Sample(tuple(map(" ".join, _few([_sample(part, sets).texts for part in expression.parts]))), False)
    if isinstance(expression, Either):
        return _Sample(tuple(text for part in expression.parts for text in _sample(part, sets).texts), False)
    if isinstance(expression, Only):
        held = [_sample(part, sets).texts for part in (expression.kept, *expression.needed)]
        return _Sample(tuple(map("，".join, _few(held))), False)
    if isinstance(expression, Beside):
        kept, other = (_sample(part, sets).texts for part in (expression.kept, expression.other))
        order = [kept] if expression.barred else [other, kept] if expression.side == "after" else [kept, other]
        return _Sample(tuple(map(" ".join, _few(order))), False)
    return _Sample((), False)


def _few(parts: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    return islice(product(*parts), MOST_SAMPLES)


def _ways(pieces: Pieces, sets: Sets) -> Iterator[list[str]]:
    """Yield the texts of a sequence's pieces: all ways, or of very many some in which every option of every piece has its turn."""
    options = [list(islice(_options(piece, sets), MOST_SAMPLES)) for piece in pieces.pieces]
    ways: Iterable[Iterable[list[str]]] = product(*options)
    if prod(map(len, options)) > MOST_SAMPLES:
        turns = range(MOST_SAMPLES + 1)  # one more than is kept, so that it is known not to be all
        ways = ([held[turn * (place + 1) % len(held)] for place, held in enumerate(options)] for turn in turns)
    for way in ways:
        yield [text for part in way for text in part]


def _options(piece: Piece, sets: Sets) -> Iterator[list[str]]:
    if isinstance(piece, Literal):
        yield [piece.text]
    elif isinstance(piece, Word):
        yield [piece.text.replace("*", "").replace("?", "a")]
    elif isinstance(piece, Gap):
        yield []
    for sequence in options_of(piece, sets):
        yield from _ways(sequence, sets)


def _laid_out(texts: Sequence[str]) -> str:
    """Put words next to each other, with a blank where English ones would run together."""
    laid = ""
    for text in texts:
        joint = " " if laid and text and laid[-1].isascii() and text[0].isascii() else ""
        laid += joint + text
    return laid


def _is_open(pieces: Pieces, sets: Sets) -> bool:
    """Tell whether a sequence can match texts beyond those that its words spell out: gaps, globs, lemmas."""
    return any(
        isinstance(piece, Gap)
        or (isinstance(piece, Word) and not piece.exact)
        or any(_is_open(sequence, sets) for sequence in options_of(piece, sets))
        for piece in pieces.pieces
    )
