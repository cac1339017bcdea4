"""Segment: texts in, paragraphs and turns of speech out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from pipeline.model import speakers
from pipeline.model.frames import build, check, rows, values
from pipeline.model.lines import lines_of, unlabelled
from pipeline.stages.segment.labels import Labels, Turn, labels_of, quick_turn
from pipeline.stages.segment.paragraphs import is_hard_wrapped, paragraphs

_ASIDE = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_BRACKETS = frozenset("[(（【])）】")
_SIGNS = _BRACKETS | frozenset("#-*+•·>")

_Opening = tuple[int, str | None, str | None]


@dataclass(frozen=True)
class _Pieces:
    """Begin, end, speaker and time stamp of the segments of a document."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    speakers: list[str | None] = field(default_factory=list)
    times: list[str | None] = field(default_factory=list)

    def add(self, start: int, end: int, speaker: str | None, time: str | None) -> None:
        """Add a segment behind the others."""
        self.starts.append(start)
        self.ends.append(end)
        self.speakers.append(speaker)
        self.times.append(time)


def segment(texts: pd.DataFrame, documents: pd.DataFrame, language_of: Callable[[str], str | None]) -> pd.DataFrame:
    """Cut texts into segments.

    Parameters
    ----------
    texts : pandas.DataFrame
        Table `texts`.
    documents : pandas.DataFrame
        Table `documents`; the kind tells whether a text is sure to be speech.
    language_of : callable
        Text to 'zh', 'en', 'mixed' or None.

    Returns
    -------
    pandas.DataFrame
        Table `segments`: one row per paragraph of a note or turn of speech, in order. `text` is exactly
        `text[start_char:end_char]` of the document, without the speaker's label, time stamp and list mark.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    check("texts", texts)
    check("documents", documents)
    kinds = dict(zip(values(documents, "document_id"), values(documents, "kind"), strict=True))
    is_name, turn = cache(speakers.is_name), quick_turn()
    names = ("segment_id", "document_id", "segment_index", "speaker", "start_char", "end_char", "text", "time", "page")
    columns: dict[str, list[Any]] = {name: [] for name in names}
    endings: list[str] = []  # of the ids: -0001, -0002 ..., each made once
    for row in rows(texts):
        document_id, text = row["document_id"], row["text"]
        if row["turn_start"]:
            pieces = _given(row)
        else:
            spoken = kinds.get(document_id) in ("salon", "interview")
            pieces = _pieces(text, row["body_start"], is_name, turn, spoken=spoken)
        indexes = range(1, len(pieces.starts) + 1)
        endings += [f"-{index:04}" for index in range(len(endings) + 1, len(indexes) + 1)]
        columns["segment_id"] += [document_id + ending for ending in endings[: len(indexes)]]
        columns["document_id"] += [document_id] * len(indexes)
        columns["segment_index"] += indexes
        columns["speaker"] += pieces.speakers
        columns["start_char"] += pieces.starts
        columns["end_char"] += pieces.ends
        columns["text"] += [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
        columns["time"] += pieces.times
        pages = row["page_start"] or ()
        columns["page"] += [bisect_right(pages, start) or None for start in pieces.starts]
    return build("segments", columns | {"language": list(map(language_of, columns["text"]))})


def _given(row: Mapping[str, Any]) -> _Pieces:
    """Return the turns that are known since the text was frozen."""
    speakers, times = ([said or None for said in row[name]] for name in ("turn_speaker", "turn_time"))
    return _Pieces(row["turn_start"], row["turn_end"], speakers, times)


def _pieces(text: str, body_start: int, is_name: Callable[[str], bool], turn: Turn, *, spoken: bool) -> _Pieces:
    lines = lines_of(text, body_start)
    labels = labels_of(lines.texts, turn)
    known = speakers.chosen(labels.names, is_name, spoken=spoken)
    if not known and is_hard_wrapped(text, lines):
        lines = paragraphs(text, lines)
    pieces = _Pieces()
    current: str | None = None
    since: str | None = None
    for number, (start, line) in enumerate(zip(lines.begins, lines.texts, strict=True)):
        end = start + len(line)
        behind, speaker, time = _opening(line, labels, number, known)
        current, since = speaker or current, time or since
        start += behind
        if start < end:
            aside = speaker is None and text[start] in _BRACKETS and _ASIDE.fullmatch(text, start, end) is not None
            pieces.add(start, end, None if aside else current, since)
            since = None
    return pieces


def _opening(line: str, labels: Labels, number: int, known: frozenset[str]) -> _Opening:
    """Return where the text of a line begins, behind label, stamp and mark, with the speaker and the time."""
    if known and labels.names[number] in known:
        return labels.behinds[number], labels.names[number], speakers.clock(labels.times[number])
    if not line[0].isdecimal() and line[0] not in _SIGNS:
        return 0, None, None
    found = unlabelled(line)
    return found.behind, None, speakers.clock(found.time)
