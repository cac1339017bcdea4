"""Quotations: for each pair one place where both codes stand, for each sequence two notes of which one follows on the other."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.model.pairs import Places
from pipeline.stages.links.held import Held
from pipeline.stages.links.judge import Row
from pipeline.stages.links.sequences import dated, with_next

READABLE = 240  # characters; longer segments are quoted only where there is no shorter one


def overlaps(held: Held) -> Places:
    """Return the segments with two codes whose passages share a character: place of the segment, and of both codes, in order; no row twice."""
    passages, found = held.passages, []
    for step in range(1, len(passages.segment)):
        same = np.flatnonzero(passages.segment[step:] == passages.segment[:-step])
        if not len(same):
            break
        other = same + step
        meet = (passages.start[same] < passages.end[other]) & (passages.start[other] < passages.end[same])
        meet &= passages.code[same] != passages.code[other]
        found.append(np.stack([passages.segment[same], passages.code[same], passages.code[other]], axis=1)[meet])
    return np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 3), dtype=np.int64)


def evidence(
    held: Held, pairs: Sequence[Row], sequences: Sequence[Row], overlaps: Places, significance: float
) -> Iterable[Row]:
    """Return rows of `link_evidence` for what goes together, or follows, more often than by chance."""
    place = {code: number for number, code in enumerate(held.codes)}
    shared = {tuple(row) for row in overlaps.tolist()}
    rank = np.argsort(np.argsort(np.asarray(held.notes.dates, dtype=str), kind="stable"), kind="stable")
    for row in pairs:
        if tells(row, significance):
            one, other = place[str(row["code_a"])], place[str(row["code_b"])]
            yield from _rows(held, str(row["unit"]), (one, other), _nearest(held, (one, other), rank, shared))
    kept, sizes = dated(held)
    before = with_next(sizes)
    marks = held.documents()[kept]
    for row in sequences:
        if tells(row, significance):
            one, other = place[str(row["first"])], place[str(row["then"])]
            notes = before[marks[before, one] & marks[before + 1, other]]
            last = max(notes.tolist(), key=lambda note: (int(rank[kept[note]]), -note))
            yield from _rows(
                held,
                "sequence",
                (one, other),
                (_shortest(held, kept[last], one), _shortest(held, kept[last + 1], other)),
            )


def tells(row: Mapping[str, object], significance: float) -> bool:
    """Tell whether a test found more than chance."""
    return row.get("q_value") is not None and float(row["q_value"]) < significance and float(row["odds_ratio"]) > 1  # type: ignore[arg-type]


def _nearest(held: Held, pair: tuple[int, int], rank: Places, shared: set[tuple[int, ...]]) -> tuple[int, int]:
    """Return the segment of each code that stand nearest to each other in one document: best the same one, of readable length, where different words carry both, in a late document."""
    one, other = (np.flatnonzero(held.marks[:, code]) for code in pair)
    right = np.searchsorted(other, one)
    near = [(one, other[np.clip(right + step, 0, len(other) - 1)]) for step in (-1, 0)]
    rows, beside = (np.concatenate([each[side] for each in near]) for side in (0, 1))
    within = held.document[rows] == held.document[beside]
    rows, beside = rows[within], beside[within]
    same_words = np.asarray([(row, *pair) in shared for row in rows.tolist()])
    long = np.maximum(held.lengths[rows], held.lengths[beside]) > READABLE
    best = np.lexsort((rows, -rank[held.document[rows]], long, same_words, np.abs(rows - beside)))[0]
    return int(rows[best]), int(beside[best])


def _shortest(held: Held, document: int, code: int) -> int:
    """Return the first readable segment of a document that carries a code, else the shortest."""
    rows = np.flatnonzero(held.marks[:, code] & (held.document == document))
    return int(rows[np.lexsort((rows, np.maximum(held.lengths[rows], READABLE)))[0]])


def _rows(held: Held, unit: str, pair: tuple[int, int], segments: tuple[int, int]) -> Iterable[Row]:
    passages = held.passages
    for rank, (code, segment) in enumerate(zip(pair, segments, strict=True), 1):
        place = int(np.flatnonzero((passages.segment == segment) & (passages.code == code))[0])
        yield {
            "unit": unit,
            "code_a": held.codes[pair[0]],
            "code_b": held.codes[pair[1]],
            "rank": rank,
            "segment_id": held.segments[segment],
            "document_id": held.notes.ids[held.document[segment]],
            "start_char": int(passages.start[place]),
            "end_char": int(passages.end[place]),
            "quote": passages.quotes[place],
        }
