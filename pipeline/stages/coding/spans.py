"""Spans as pairs of arrays, and the few operations on them that matching is made of; all of them work on whole corpora at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]
LENGTH_BITS = 24  # a batch of text holds fewer code points than 2 ** 24, so that a span fits one 64-bit key
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Spans:
    """Distinct spans, sorted by start, then end.

    Parameters
    ----------
    start, end : array of int
        Offsets, end exclusive.
    skipped : array of int, shape (spans, 2 * gaps)
        Per span the stretches that its gaps skipped, as start and end by turns; -1 where a gap skipped nothing.
    """

    start: Numbers
    end: Numbers
    skipped: Numbers

    def __len__(self) -> int:
        return len(self.start)

    def take(self, places: Numbers) -> "Spans":
        """Return the spans at some places, or where a mask is true."""
        return Spans(self.start[places], self.end[places], self.skipped[places])


def spans(start: Numbers, end: Numbers) -> Spans:
    """Make spans without gaps of starts and ends in any order, each once."""
    keys = (start.astype(np.int64) << LENGTH_BITS) | end
    if len(keys) > 1:
        keys.sort()  # np.unique hashes, which takes fifteen times as long
        first = np.ones(len(keys), dtype=bool)
        np.not_equal(keys[1:], keys[:-1], out=first[1:])
        keys = keys[first]
    return Spans(keys >> LENGTH_BITS, keys & ((1 << LENGTH_BITS) - 1), np.zeros((len(keys), 0), dtype=np.int64))


NO_SPANS = spans(NONE, NONE)


def union(parts: list[Spans]) -> Spans:
    """Put spans together, each once; of two ways to the same span the one that skips least stays."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NO_SPANS
    held = stacked(parts)
    return distinct(held.start, held.end, held.skipped)


def stacked(parts: list[Spans]) -> Spans:
    """Put spans under each other as they are: in the order of the parts, and as often as they come."""
    if not parts:
        return NO_SPANS
    width = max(part.skipped.shape[1] for part in parts)
    skipped = np.full((sum(map(len, parts)), width), -1, dtype=np.int64)
    at = 0
    for part in parts if width else ():
        skipped[at : at + len(part), : part.skipped.shape[1]] = part.skipped
        at += len(part)
    return Spans(np.concatenate([part.start for part in parts]), np.concatenate([part.end for part in parts]), skipped)


def distinct(start: Numbers, end: Numbers, skipped: Numbers) -> Spans:
    """Sort spans and keep each once: the way that skips fewest characters, then the one whose gaps stand first."""
    if not skipped.shape[1]:
        return spans(start, end)
    lengths = (skipped[:, 1::2] - skipped[:, ::2]).sum(axis=1)
    order = np.lexsort((*skipped.T[::-1], lengths, end, start))
    start, end = start[order], end[order]
    first = np.ones(len(start), dtype=bool)
    first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return Spans(start[first], end[first], skipped[order[first]])


def places_of(held: Numbers) -> Numbers:
    """Return where an array of one dimension is true; np.flatnonzero takes twice as long for a few hundred."""
    return held.nonzero()[0]


def among(values: Numbers, wanted: Numbers) -> Numbers:
    """Tell which values are among others that are sorted; np.isin takes several times as long for a few thousand."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    place = np.minimum(wanted.searchsorted(values), len(wanted) - 1)
    return np.asarray(wanted[place] == values)


def pairs(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Write out ranges: for every i the numbers from low[i] to high[i], the latter left out, as (i, number)."""
    counts = np.maximum(high - low, 0)
    left = places_of(counts)
    if not len(left):
        return NONE, NONE
    if counts.max() == 1:
        return left, low[left]
    left = np.arange(len(counts)).repeat(counts)
    begun = counts.cumsum() - counts
    return left, np.arange(len(left)) - begun[left] + low[left]


def with_gap(left: Spans, right: Spans, first: Numbers, second: Numbers) -> Spans:
    """Join pairs of spans, given by their places, over the gaps between them; how often a span was named does not matter."""
    low, high = left.end[first], right.start[second]
    empty = low == high
    gaps = np.stack([np.where(empty, -1, low), np.where(empty, -1, high)], axis=1)
    return distinct(
        left.start[first],
        right.end[second],
        _packed(np.concatenate([left.skipped[first], gaps, right.skipped[second]], axis=1)),
    )


def _packed(skipped: Numbers) -> Numbers:
    """Move the gaps that skipped nothing behind the others, so that equal ways look equal."""
    if skipped.shape[1] <= 2:
        return skipped
    rows, gaps = skipped.shape[0], skipped.shape[1] // 2
    by_gap = skipped.reshape(rows, gaps, 2)
    order = np.argsort(by_gap[:, :, 0] < 0, axis=1, kind="stable")
    return np.take_along_axis(by_gap, order[:, :, None], axis=1).reshape(rows, 2 * gaps)
