"""Code the segments of a corpus: which passages assert which code, which take it back, and by what rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from pipeline.model.codebook import Codebook
from pipeline.model.frames import check, from_rows, values
from pipeline.stages.coding.compile import (
    Compiled,
    CompiledCode,
    CompiledCue,
    Compiler,
    compile_codebook,
    vocabulary_of,
)
from pipeline.stages.coding.fold import Folding
from pipeline.stages.coding.match import Passage, Span

Finder = Callable[[str], Iterable[tuple[int, int, int]]]
Row = dict[str, object]


@dataclass(frozen=True)
class Tools:
    """The libraries that coding works with, as plain callables.

    Parameters
    ----------
    automaton : callable
        List of strings to a function that gives all their occurrences in a text as (number, start, end).
    simplify : callable
        A traditional Chinese character to its simplified one.
    lemma : callable
        A lower-case English word to its lemma.
    cut : callable
        A Chinese text to its words, which joined give the text.
    """

    automaton: Callable[[list[str]], Finder]
    simplify: Callable[[str], str]
    lemma: Callable[[str], str]
    cut: Callable[[str], list[str]]


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    skipped: tuple[Span, ...]
    rule: str


def code(
    segments: pd.DataFrame, codebook: Codebook, tools: Tools, *, progress: Callable[[int], None] = lambda done: None
) -> pd.DataFrame:
    """Find the passages that carry the codes of a codebook.

    Parameters
    ----------
    segments : pandas.DataFrame
        Table `segments`.
    codebook : Codebook
        What to look for.
    tools : Tools
        The libraries.
    progress : callable, optional
        Told after each segment how many are done.

    Returns
    -------
    pandas.DataFrame
        Table `codings`, coder 'rules', in the order of the segments, codes and offsets. Within a code the longest match wins
        and spans do not overlap; a hit beside a cue that the code reacts to has status 'negated'. It is not a measure
        of how strongly something is said.

    Raises
    ------
    TableError
        When `segments` does not fit its schema.
    """
    check("segments", segments)
    folding = Folding(tools.simplify)
    folded = [text.translate(folding) for text in values(segments, "text")]
    compiler = Compiler(codebook.sets, vocabulary_of(folded), lambda text: text.translate(folding), tools.lemma)
    compiled = compile_codebook(codebook, compiler)
    find = tools.automaton(compiled.atoms.literals)
    rows: list[Row] = []
    columns = (values(segments, name) for name in ("segment_id", "document_id", "start_char", "text"))
    for done, (text, segment_id, document_id, start, original) in enumerate(zip(folded, *columns, strict=True), 1):
        passage = Passage(text, find(text), compiled.atoms, tools.cut)
        for coding in _codings(passage, compiled):
            rows.append(_row(coding, segment_id, document_id, start, original))
        progress(done)
    return from_rows("codings", rows)


_Coding = tuple[str, _Hit, str, Span | None]


def _codings(passage: Passage, compiled: Compiled) -> list[_Coding]:
    hits: dict[int, set[_Hit]] = {}
    for atom in passage.present & compiled.candidates.keys():
        for index, plan in compiled.candidates[atom]:
            for start, end, skipped in passage.hits(plan):
                hits.setdefault(index, set()).add(_Hit(start, end, skipped, plan.source))
    found: list[_Coding] = []
    for index in sorted(hits):
        compiled_code = compiled.codes[index]
        order = {plan.source: place for place, plan in reversed(list(enumerate(compiled_code.plans)))}
        kept = _without_barred(list(hits[index]), compiled_code, passage)
        found += _longest(
            [(compiled_code.id, hit, *_cue(hit, compiled_code, compiled, passage)) for hit in kept], order
        )
    return found


def _longest(codings: list[_Coding], order: dict[str, int]) -> list[_Coding]:
    """Keep the longest that do not overlap; what stands goes before what a cue takes back, for then the cue is part of it."""
    chosen: list[_Coding] = []
    for coding in sorted(codings, key=lambda coding: _rank(coding, order)):
        hit = coding[1]
        if all(hit.end <= other.start or hit.start >= other.end for _, other, _, _ in chosen):
            chosen.append(coding)
    return sorted(chosen, key=lambda coding: coding[1].start)


def _rank(coding: _Coding, order: dict[str, int]) -> tuple[bool, int, int, int, tuple[Span, ...]]:
    _, hit, _, span = coding
    return span is not None, hit.start - hit.end, hit.start, order[hit.rule], hit.skipped


def _without_barred(hits: list[_Hit], compiled_code: CompiledCode, passage: Passage) -> list[_Hit]:
    if not hits:
        return hits
    barred = {passage.sentence(start) for start, _ in passage.spans(compiled_code.unless)}
    return [hit for hit in hits if passage.sentence(hit.start) not in barred]


def _cue(hit: _Hit, compiled_code: CompiledCode, compiled: Compiled, passage: Passage) -> tuple[str, Span | None]:
    """Return the first cue, in the order of the code's reacts_to, that takes a hit back, and its span."""
    for name in compiled_code.reacts_to:
        cue = compiled.cues[name]
        span = _nearest(hit, cue, passage)
        if span:
            return name, span
    return "", None


def _nearest(hit: _Hit, cue: CompiledCue, passage: Passage) -> Span | None:
    """Return the nearest cue outside the hit's own words: before it, in one of its gaps, or after it."""
    before = passage.spans(cue.before)
    near = [(start, end, end, hit.start) for start, end in before if end <= hit.start]
    near += [
        (start, end, end, high) for start, end in before for low, high in hit.skipped if low <= start and end <= high
    ]
    near += [(start, end, hit.end, start) for start, end in passage.spans(cue.after) if start >= hit.end]
    reach = [
        (passage.units_between(low, high), (start, end))
        for start, end, low, high in near
        if passage.together(low, high, cue.scope)
    ]
    reach = [(distance, span) for distance, span in reach if distance <= cue.within]
    if not reach:
        return None
    cancelled = passage.spans(cue.cancelled_by)
    left = [entry for entry in reach if not any(low <= entry[1][0] and entry[1][1] <= high for low, high in cancelled)]
    return min(left)[1] if left else None


def _row(coding: _Coding, segment_id: str, document_id: str, offset: int, text: str) -> Row:
    code_id, hit, cue, span = coding
    return {
        "coding_id": f"{segment_id}.{code_id}.{offset + hit.start}-{offset + hit.end}",
        "segment_id": segment_id,
        "document_id": document_id,
        "code_id": code_id,
        "coder": "rules",
        "status": "negated" if span else "asserted",
        "start_char": offset + hit.start,
        "end_char": offset + hit.end,
        "quote": text[hit.start : hit.end],
        "rule": hit.rule,
        "cue": cue or None,
        "cue_start": offset + span[0] if span else None,
        "cue_end": offset + span[1] if span else None,
    }
