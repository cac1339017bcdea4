"""Which codes follow on which in an organisation's notes, and which come back."""

from collections.abc import Mapping

import numpy as np

from pipeline.model.pairs import Marks, Places
from pipeline.model.settings import Themes
from pipeline.stages.links.held import Held, runs
from pipeline.stages.links.judge import Row, Statistics, corrected


def dated(held: Held) -> tuple[Places, Places]:
    """Return the documents that name an organisation and a date, organisation after organisation in the order of time, and how many each has."""
    kept = [place for place, name in enumerate(held.notes.organisations) if name and held.notes.dates[place]]
    names = [held.notes.organisations[place] for place in kept]
    return np.asarray(kept, dtype=np.int64), runs(names)


def with_next(sizes: Places) -> Places:
    """Return which notes have a next one of the same organisation."""
    last = np.zeros(int(sizes.sum()), dtype=bool)
    last[np.cumsum(sizes) - 1] = True
    return np.flatnonzero(~last)


def sequences(held: Held, settings: Themes, statistics: Statistics) -> list[Row]:
    """Return rows of `code_sequences`."""
    kept, sizes = dated(held)
    marks = held.documents()[kept]
    notes = with_next(sizes)
    now, later = marks[notes], marks[notes + 1]
    tested = statistics.follow(marks, sizes, settings.confidence)
    enough = marks.sum(axis=0) >= settings.minimum_carriers
    appeared = _appearances(marks, sizes)
    names = [(first, then) for first in range(len(held.codes)) for then in range(len(held.codes))]
    judged = corrected(
        [tested[first][then] if enough[first] and enough[then] else None for first, then in names],
        settings.significance,
        statistics.adjust,
    )
    rows: list[Row] = []
    for (first, then), result in zip(names, judged, strict=True):
        after = now[:, first]
        rows.append(
            {
                "first": held.codes[first],
                "then": held.codes[then],
                "after_carried": int((after & later[:, then]).sum()),
                "after_total": int(after.sum()),
                "otherwise_carried": int((~after & later[:, then]).sum()),
                "otherwise_total": int((~after).sum()),
                **(_order(appeared[:, first], appeared[:, then]) if first != then else {}),
                **result,
            }
        )
    return rows


def _appearances(marks: Marks, sizes: Places) -> Places:
    """Return in which of an organisation's notes (rows: organisations) each code first appears; -1 where it never does."""
    return np.asarray(
        [
            np.where(notes.any(axis=0), notes.argmax(axis=0), -1)
            for notes in np.split(marks, np.cumsum(sizes)[:-1])
            if len(notes)
        ],
        dtype=np.int64,
    ).reshape(len(sizes), marks.shape[1])


def _order(first: Places, then: Places) -> Mapping[str, int]:
    both = (first >= 0) & (then >= 0)
    return {
        "first_before": int((both & (first < then)).sum()),
        "first_after": int((both & (first > then)).sum()),
        "first_with": int((both & (first == then)).sum()),
    }
