"""What links are read from: the documents that count, their segments, and which segment carries which code."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.model.frames import array, counted, values
from pipeline.model.pairs import Marks, Places, Units

APART = 3  # how far the segments of a window may lie apart, by segment_index


@dataclass(frozen=True)
class Inputs:
    """The tables that links are read from, and the codes in the order of the codebook."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    """The documents that were read and have a segment, by organisation, date and path; empty texts where they do not say."""

    ids: tuple[str, ...]
    organisations: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True)
class Passages:
    """All asserted passages, by segment, code and place; `segment` and `code` are places in Held."""

    segment: Places
    code: Places
    start: Places
    end: Places
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """Who carries what.

    Parameters
    ----------
    codes : tuple of str
        Those with an asserted passage, in the order of the codebook.
    notes : Notes
        The documents.
    segments : tuple of str
        Their segments, document after document, in the order of the text.
    index, lengths : ndarray of int
        segment_index and number of characters of each.
    sizes : ndarray of int
        Segments of each document.
    marks : ndarray of bool, (segments, codes)
        Which carries which.
    passages : Passages
        What makes them do so.
    """

    codes: tuple[str, ...]
    notes: Notes
    segments: tuple[str, ...]
    index: Places
    lengths: Places
    sizes: Places
    marks: Marks
    passages: Passages

    @property
    def starts(self) -> Places:
        """Where each document's segments begin."""
        return np.asarray(np.cumsum(self.sizes) - self.sizes)

    @property
    def document(self) -> Places:
        """The place of each segment's document."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def documents(self) -> Marks:
        """Return which document carries which code."""
        return by_group(self.marks, self.sizes)

    def units(self, unit: str) -> Units:
        """Return all segments or windows by document, or all documents by organisation; see table `code_pairs`.

        Documents that name no organisation are taken as those of one.
        """
        if unit == "segment":
            return Units(self.marks, self.sizes, self.lengths)
        if unit == "window":
            return self._windows()
        lengths = np.bincount(self.document, weights=self.lengths, minlength=len(self.sizes)).astype(np.int64)
        return Units(self.documents(), runs(self.notes.organisations), lengths)

    def _windows(self) -> Units:
        """Return the windows.

        Those that would reach over a document's end are left out: shorter than the others, they carry fewer codes of every sort, and all codes would seem to go together.
        """
        ends = self.starts + self.sizes - 1
        anchors = (self.index + APART <= self.index[ends][self.document]) if len(self.index) else self.index > 0
        anchors[self.starts] = True
        rows = np.flatnonzero(anchors)
        made, lengths = self.marks[rows].copy(), self.lengths[rows].copy()
        for step in range(1, APART + 1):
            later = np.minimum(rows + step, len(self.marks) - 1)
            inside = (self.document[later] == self.document[rows]) & (self.index[later] <= self.index[rows] + APART)
            made |= self.marks[later] & inside[:, None]
            lengths += np.where(inside, self.lengths[later], 0)
        return Units(made, np.bincount(self.document[rows], minlength=len(self.sizes)), lengths)


def by_group(marks: Marks, sizes: Places) -> Marks:
    """Return which group carries what any of its rows carries; groups stand one after another and are not empty."""
    if not len(sizes):
        return np.zeros((0, marks.shape[1]), dtype=bool)
    return np.logical_or.reduceat(marks, np.cumsum(sizes) - sizes, axis=0)


def runs(names: Sequence[str]) -> Places:
    """Return how often each name stands in a row, of names that are in order."""
    return np.unique(np.asarray(names, dtype=str), return_counts=True)[1].astype(np.int64)


def hold(inputs: Inputs) -> Held:
    """Read the tables."""
    columns = ("organisation", "date", "path", "document_id")
    read = sorted(tuple(row[name] or "" for name in columns) for row in counted(inputs.documents, inputs.segments))
    notes = Notes(tuple(row[3] for row in read), tuple(row[0] for row in read), tuple(row[1] for row in read))
    home = pd.Index(notes.ids, dtype=object).get_indexer(pd.Index(values(inputs.segments, "document_id"), dtype=object))
    index = array(inputs.segments, "segment_index").to_numpy()
    order = np.lexsort((index, home))[np.count_nonzero(home < 0) :]
    names = np.asarray(values(inputs.segments, "segment_id"), dtype=object)[order]
    lengths = array(inputs.segments, "end_char").to_numpy() - array(inputs.segments, "start_char").to_numpy()
    passages, kept = _passages(inputs, names)
    marks = np.zeros((len(names), len(kept)), dtype=bool)
    marks[passages.segment, passages.code] = True
    return Held(
        codes=kept,
        notes=notes,
        segments=tuple(names.tolist()),
        index=index[order],
        lengths=lengths[order],
        sizes=np.bincount(home[order], minlength=len(notes.ids)),
        marks=marks,
        passages=passages,
    )


def _passages(
    inputs: Inputs, segments: "np.ndarray[tuple[int], np.dtype[np.object_]]"
) -> tuple[Passages, tuple[str, ...]]:
    """Return the asserted passages, and the codes that have one."""
    asserted = inputs.codings[inputs.codings["status"].to_numpy() == "asserted"]
    segment = pd.Index(segments).get_indexer(pd.Index(values(asserted, "segment_id"), dtype=object))
    code = pd.Index(inputs.codes, dtype=object).get_indexer(pd.Index(values(asserted, "code_id"), dtype=object))
    start, end = (array(asserted, name).to_numpy() for name in ("start_char", "end_char"))
    order = np.lexsort((end, start, code, segment))
    order = order[(segment[order] >= 0) & (code[order] >= 0)]
    present, code = np.unique(code[order], return_inverse=True)
    quotes = np.asarray(values(asserted, "quote"), dtype=object)[order]
    found = Passages(segment[order], code, start[order], end[order], tuple(quotes.tolist()))
    return found, tuple(inputs.codes[place] for place in present)
