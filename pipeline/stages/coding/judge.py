"""Judge passages: which ones a cue (negation, resolution, hypothesis, wish) takes back, and which stay where several overlap."""

from dataclasses import dataclass

import numpy as np

from pipeline.model.codebook import Cue
from pipeline.stages.coding.evaluate import Evaluator
from pipeline.stages.coding.spans import NONE, Numbers, Spans, pairs, places_of
from pipeline.stages.coding.text import Scopes, Text

NO_CUE = -1


@dataclass(frozen=True)
class FoundCue:
    """One cue of a codebook with its places in a text, those left out that stand inside a phrase which is none; `before` by end."""

    before: Spans
    after: Spans
    until: Spans
    within: int
    scopes: Scopes


@dataclass(frozen=True)
class TakenBack:
    """Per passage the number of the cue that takes it back (NO_CUE: none) and where that cue stands."""

    cue: Numbers
    start: Numbers
    end: Numbers


def find_cue(cue: Cue, evaluator: Evaluator, text: Text) -> FoundCue:
    """Find a cue in a text."""
    cancelled = evaluator.all_spans(cue.cancelled_by)
    before, after = (_outside(evaluator.all_spans(patterns), cancelled) for patterns in (cue.before, cue.after))
    before = before.take(np.argsort(before.end, kind="stable"))  # once: many codes react to a cue
    scopes = text.clauses if cue.scope == "clause" else text.sentences
    return FoundCue(before, after, evaluator.all_spans(cue.until), cue.within, scopes)


def take_back(found: Spans, cues: list[FoundCue], text: Text) -> TakenBack:
    """Judge passages by cues, in their order: the first one that reaches a passage takes it back.

    A cue reaches a passage that it stands before or after, or in one of whose gaps it stands, in its scope, at most so many words away,
    with no word between that ends its reach. Of several the nearest is named, then the first.
    """
    taken = np.full(len(found), NO_CUE)
    starts, ends = np.full(len(found), -1), np.full(len(found), -1)
    for number, cue in enumerate(cues):
        open_places = places_of(taken == NO_CUE)
        if not len(open_places):
            break
        row, start, end = _nearest(found.take(open_places), cue, text)
        places = open_places[row]
        taken[places], starts[places], ends[places] = number, start, end
    return TakenBack(taken, starts, ends)


def _nearest(found: Spans, cue: FoundCue, text: Text) -> tuple[Numbers, Numbers, Numbers]:
    """Return the places of passages that a cue reaches, and the span of the nearest one."""
    reached = [_before(found.start, np.arange(len(found)), cue), _after(found.end, cue)]
    for gap in range(0, found.skipped.shape[1], 2):
        rows = places_of(found.skipped[:, gap] >= 0)
        low, high = found.skipped[rows, gap], found.skipped[rows, gap + 1]
        row, start, end, left, right = _before(high, rows, cue)
        inside = start >= low[rows.searchsorted(row)]
        reached.append((row[inside], start[inside], end[inside], left[inside], right[inside]))
    row, start, end, low, high = (np.concatenate(part) for part in zip(*reached, strict=True))
    distance = text.words_between(low, high)
    kept = (distance <= cue.within) & cue.scopes.together(low, high) & ~_parted(low, high, cue.until)
    row, start, end, distance = row[kept], start[kept], end[kept], distance[kept]
    order = np.lexsort((end, start, distance, row))
    first = order[places_of(np.diff(row[order], prepend=-1))]
    return row[first], start[first], end[first]


def _before(places: Numbers, rows: Numbers, cue: FoundCue) -> tuple[Numbers, ...]:
    """Pair passages with the cues that end before a place of theirs, in the same scope."""
    starts, ends = cue.before.start, cue.before.end
    begins = cue.scopes.begin(cue.scopes.number(places))
    first, second = pairs(ends.searchsorted(begins), ends.searchsorted(places, side="right"))
    return rows[first], starts[second], ends[second], ends[second], places[first]


def _after(places: Numbers, cue: FoundCue) -> tuple[Numbers, ...]:
    """Pair passages with the cues that begin after them, in the same scope."""
    starts = cue.after.start
    first, second = pairs(starts.searchsorted(places), starts.searchsorted(cue.scopes.end(places), side="right"))
    return first, starts[second], cue.after.end[second], places[first], starts[second]


def _outside(found: Spans, cancelled: Spans) -> Spans:
    """Leave out what stands inside one of other spans."""
    if not len(found) or not len(cancelled):
        return found
    place = cancelled.start.searchsorted(found.start, side="right")
    ends = np.maximum.accumulate(cancelled.end)
    inside = (place > 0) & (ends[np.maximum(place - 1, 0)] >= found.end)
    return found.take(~inside)


def _parted(low: Numbers, high: Numbers, until: Spans) -> Numbers:
    """Tell whether one of some spans lies between places."""
    if not len(until) or not len(low):
        return np.zeros(len(low), dtype=bool)
    first_end = np.append(np.minimum.accumulate(until.end[::-1])[::-1], np.iinfo(np.int64).max)
    return np.asarray(first_end[until.start.searchsorted(low)] <= high)


def longest(found: Spans, negated: Numbers, weak: Numbers, rule: Numbers) -> Numbers:
    """Choose passages of one code that do not overlap.

    Parameters
    ----------
    found : Spans
        Passages, in any order.
    negated : array of bool
        Whether a cue takes a passage back; what stands goes first, for then the cue is part of it.
    weak : array of bool
        Whether a passage is not enough by itself; one that is goes first.
    rule : array of int
        Place of its pattern in the code; of equal passages the earlier pattern stays.

    Returns
    -------
    array of int
        The places of those that stay, by start: the longest first, then the leftmost.
    """
    if not len(found):
        return NONE
    order = np.lexsort((rule, found.start, found.start - found.end, weak, negated))
    cluster = _clusters(found)
    alone = np.bincount(cluster)[cluster] == 1
    taken: dict[int, list[tuple[int, int]]] = {}
    chosen: list[int] = []
    start, end, clusters = found.start.tolist(), found.end.tolist(), cluster.tolist()
    for place in order[~alone[order]].tolist():
        held = taken.setdefault(clusters[place], [])
        if all(end[place] <= low or high <= start[place] for low, high in held):
            held.append((start[place], end[place]))
            chosen.append(place)
    kept = np.concatenate([places_of(alone), np.asarray(chosen, dtype=np.int64)])
    return np.asarray(kept[np.argsort(found.start[kept], kind="stable")])


def _clusters(found: Spans) -> Numbers:
    """Number the groups of passages that hang together by overlaps."""
    order = np.argsort(found.start, kind="stable")
    reached = np.maximum.accumulate(found.end[order])
    new = np.ones(len(order), dtype=bool)
    new[1:] = found.start[order][1:] >= reached[:-1]
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(new)
    return numbers
