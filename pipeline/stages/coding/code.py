"""Code the segments of a corpus: which passages assert which code, which take it back, and by what rule."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.model.codebook import ENOUGH, SEGMENT, Code, Codebook, Pattern
from pipeline.model.frames import array, build, check, concat, lists, values
from pipeline.stages.coding.compile import Compiler
from pipeline.stages.coding.evaluate import Compiled, Evaluator
from pipeline.stages.coding.fold import Folding
from pipeline.stages.coding.judge import NO_CUE, FoundCue, TakenBack, find_cue, longest, take_back
from pipeline.stages.coding.match import Finder, Matcher
from pipeline.stages.coding.spans import Numbers, Spans, among, stacked
from pipeline.stages.coding.text import Text

BATCH = 8_000_000  # characters matched at once: arrays of some 200 MB


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
    """

    automaton: Callable[[list[str]], Finder]
    simplify: Callable[[str], str]
    lemma: Callable[[str], str]


@dataclass(frozen=True)
class Inputs:
    """What is coded: the tables `documents` (for conditions on metadata), `segments`, and `tokens` of the same segments."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    tokens: pd.DataFrame


def code(
    inputs: Inputs, codebook: Codebook, tools: Tools, *, progress: Callable[[int], None] = lambda done: None
) -> pd.DataFrame:
    """Find the passages that carry the codes of a codebook.

    Parameters
    ----------
    inputs : Inputs
        The tables; of the tokens only the Chinese words count, as words to measure distances in and as what a short term must not cut.
    codebook : Codebook
        What to look for.
    tools : Tools
        The libraries.
    progress : callable, optional
        Told after each batch how many segments are done.

    Returns
    -------
    pandas.DataFrame
        Table `codings`, coder 'rules', in the order of the segments, codes and offsets. Within a code the longest match wins
        and spans do not overlap; a hit beside a cue that the code reacts to has status 'negated'. Confidence is the weight of the rule, at most 1;
        it is not a measure of how strongly something is said.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("documents", "segments", "tokens"):
        check(name, getattr(inputs, name))
    folding = Folding(tools.simplify)
    batches = list(_batches(inputs, folding, _conditions(codebook)))
    vocabulary = {word for batch in batches for word in batch.text.words[0]}
    compiled = _compiled(codebook, vocabulary, folding, tools.lemma)
    parts = compiled.parts
    find = tools.automaton([parts.literals[number] for number in parts.longer])
    made, done = [], 0
    while batches:
        batch = batches.pop(0)  # its arrays go when it is done
        matcher = Matcher(batch.text, parts, find)
        made.append(_table(batch, _code_all(Evaluator(matcher, compiled, batch.conditions), codebook, batch.text)))
        done += len(batch.segment_ids)
        progress(done)
    return made[0] if len(made) == 1 else concat("codings", made)


@dataclass(frozen=True)
class _Batch:
    """Some segments with what their codings are made from."""

    text: Text
    segment_ids: pa.StringArray
    document_ids: pa.StringArray
    starts: Numbers
    texts: list[str]
    conditions: Mapping[str, Numbers] = field(repr=False)


@dataclass(frozen=True)
class _Coded:
    """The passages of one code with their judgement."""

    code: Code
    found: Spans
    rule: Numbers
    taken: TakenBack


def _batches(inputs: Inputs, folding: Folding, asked: Collection[str]) -> Iterator[_Batch]:
    """Cut the corpus into batches; `asked` are the conditions that the codebook makes."""
    texts = values(inputs.segments, "text")
    segment_ids, document_ids = (array(inputs.segments, name) for name in ("segment_id", "document_id"))
    conditions = {name: _condition(name, inputs) for name in asked}
    starts = np.asarray(inputs.segments["start_char"].array, dtype=np.int64)
    cuts = _token_cuts(inputs)
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
    low = 0
    while low < len(texts):
        begun = ends[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(ends, begun + BATCH, side="right")))
        text = Text(texts[low:high], folding)
        text.cut(*cuts(low, high, text.begins - starts[low:high]))
        held = {name: column[low:high] for name, column in conditions.items()}
        ids, owners = (column.slice(low, high - low) for column in (segment_ids, document_ids))
        yield _Batch(text, ids, owners, starts[low:high], texts[low:high], held)
        low = high


def _condition(name: str, inputs: Inputs) -> Numbers:
    """Return what a condition looks at, for every segment."""
    if name == "speaker":
        return np.asarray(values(inputs.segments, "speaker"), dtype=object)
    of = dict(zip(values(inputs.documents, "document_id"), values(inputs.documents, name), strict=True))
    return np.asarray([of.get(document) for document in values(inputs.segments, "document_id")], dtype=object)


def _token_cuts(inputs: Inputs) -> Callable[[int, int, Numbers], tuple[Numbers, Numbers]]:
    """Return a function that gives the tokens' begins and ends of some segments, moved to their place in a batch."""
    flat, counts = zip(*(lists(inputs.tokens, name) for name in ("start_char", "end_char")), strict=True)
    ends = np.concatenate([[0], np.cumsum(counts[0])])

    def cut(low: int, high: int, shift: Numbers) -> tuple[Numbers, Numbers]:
        moved = np.repeat(shift, counts[0][low:high])
        first, last = (part[ends[low] : ends[high]] + moved for part in flat)
        return first, last

    return cut


def _compiled(codebook: Codebook, vocabulary: set[str], folding: Folding, lemma: Callable[[str], str]) -> Compiled:
    """Compile all patterns of a codebook, once for the whole corpus, so that their literals are known before the automaton is built."""
    compiled = Compiled(Compiler(codebook.sets, vocabulary, folding.characters(), folding.text, lemma))
    for patterns in _all_patterns(codebook):
        compiled.prepare(patterns)
    return compiled


def _all_patterns(codebook: Codebook) -> Iterator[tuple[Pattern, ...]]:
    for code in codebook.codes:
        yield from (code.patterns, code.unless)
    for cue in codebook.cues.values():
        yield from (cue.before, cue.after, cue.cancelled_by, cue.until)


def _conditions(codebook: Codebook) -> set[str]:
    held = [code.where for code in codebook.codes]
    held += [pattern.where for patterns in _all_patterns(codebook) for pattern in patterns]
    return {name for where in held for name, _ in where}


def _code_all(evaluator: Evaluator, codebook: Codebook, text: Text) -> list[_Coded]:
    """Code one text with all codes, those first that others refer to; returns them in the codebook's order."""
    cues: dict[str, FoundCue] = {}
    coded: dict[str, _Coded] = {}
    for code in codebook.in_order_of_reference():
        for name in code.reacts_to:
            if name not in cues:
                cues[name] = find_cue(codebook.cues[name], evaluator, text)
        coded[code.id] = _code_one(code, evaluator, [cues[name] for name in code.reacts_to], text)
        stands = coded[code.id].taken.cue == NO_CUE
        evaluator.codes[code.id] = coded[code.id].found.take(stands)
    return [coded[code.id] for code in codebook.codes]


def _code_one(code: Code, evaluator: Evaluator, cues: list[FoundCue], text: Text) -> _Coded:
    parts = [evaluator.fitting(evaluator.spans(pattern), code.where) for pattern in code.patterns]
    held = [(number, part) for number, part in enumerate(parts) if len(part)]
    found = stacked([part for _, part in held])
    rule = np.repeat([number for number, _ in held], [len(part) for _, part in held]).astype(np.int64)
    allowed = ~_is_barred(found, code, evaluator, text)
    found, rule = found.take(allowed), rule[allowed]
    taken = take_back(found, cues, text)
    weights = np.asarray([pattern.weight for pattern in code.patterns])[rule]
    kept = longest(found, taken.cue != NO_CUE, weights < ENOUGH, rule)
    kept = kept[_is_enough(weights[kept], found.take(kept), taken.cue[kept], text)]
    return _Coded(code, found.take(kept), rule[kept], TakenBack(taken.cue[kept], taken.start[kept], taken.end[kept]))


def _is_barred(found: Spans, code: Code, evaluator: Evaluator, text: Text) -> Numbers:
    """Tell which passages share a sentence, or a segment, with an `unless` that says so."""
    barred = np.zeros(len(found), dtype=bool)
    if len(found):
        for pattern in code.unless:
            number = (text.segments if pattern.within == SEGMENT else text.sentences).number
            barred |= among(number(found.start), number(evaluator.spans(pattern).start))
    return barred


def _is_enough(weights: Numbers, found: Spans, cue: Numbers, text: Text) -> Numbers:
    """Tell which passages stay.

    A segment carries a code where the weights of what stands there are ENOUGH; what a cue takes back stays as counter-evidence where it
    would have been enough with the rest. Beside a passage that is enough alone weaker ones say nothing more.
    """
    if (weights >= ENOUGH).all():
        return np.ones(len(found), dtype=bool)
    segment = text.segment_of(found.start)
    stands = cue == NO_CUE
    full, held, all_held = (
        np.bincount(segment, weights=np.where(counted, weights, 0.0))[segment] >= ENOUGH - 1e-9
        for counted in (stands & (weights >= ENOUGH), stands, np.ones(len(found), dtype=bool))
    )
    return np.asarray(np.where(stands, held & (~full | (weights >= ENOUGH)), all_held & (~held | (weights >= ENOUGH))))


def _table(batch: _Batch, coded: list[_Coded]) -> pd.DataFrame:
    """Put the passages of all codes into a table, in the order of segments, codes and offsets."""
    sizes = [len(part.found) for part in coded]
    if not sum(sizes):
        return build("codings", {})
    number = np.repeat(np.arange(len(coded)), sizes)
    start, end, rule, cue, cue_start, cue_end = (
        np.concatenate(parts)
        for parts in zip(
            *(
                (part.found.start, part.found.end, part.rule, part.taken.cue, part.taken.start, part.taken.end)
                for part in coded
            ),
            strict=True,
        )
    )
    segment = batch.text.segment_of(start)
    order = np.lexsort((start, number, segment))
    number, start, end, rule, cue, segment = (part[order] for part in (number, start, end, rule, cue, segment))
    begin = batch.text.begins[segment]
    offset = batch.starts[segment] - begin
    within = zip(segment.tolist(), (start - begin).tolist(), (end - begin).tolist(), strict=True)
    segment_id, first, last = batch.segment_ids.take(segment), pa.array(start + offset), pa.array(end + offset)
    code_id = pa.array([part.code.id for part in coded]).take(number)
    patterns = [pattern for part in coded for pattern in part.code.patterns]
    pattern = _places([len(part.code.patterns) for part in coded], number, rule)
    names = pa.array([name for part in coded for name in part.code.reacts_to], type=pa.string())
    negated = cue != NO_CUE
    named = _places([len(part.code.reacts_to) for part in coded], number, cue)
    span = pc.binary_join_element_wise(first.cast(pa.string()), last.cast(pa.string()), "-")
    return build(
        "codings",
        {
            "coding_id": pc.binary_join_element_wise(segment_id, code_id, span, "."),
            "segment_id": segment_id,
            "document_id": batch.document_ids.take(segment),
            "code_id": code_id,
            "coder": pa.repeat("rules", len(number)),
            "status": pa.array(["asserted", "negated"]).take(negated.astype(np.int8)),
            "start_char": first,
            "end_char": last,
            "quote": [batch.texts[place][low:high] for place, low, high in within],
            "rule": pa.array([each.source for each in patterns]).take(pattern),
            "confidence": pa.array(np.minimum(1.0, [each.weight for each in patterns])[pattern]),
            "cue": names.take(pa.array(named, mask=~negated)),
            "cue_start": pa.array(cue_start[order] + offset, mask=~negated),
            "cue_end": pa.array(cue_end[order] + offset, mask=~negated),
        },
    )


def _places(sizes: list[int], number: Numbers, place: Numbers) -> Numbers:
    """Turn places in one of several lists into places in all of them, one list behind the other."""
    return np.asarray((np.cumsum(sizes) - sizes)[number] + place)
