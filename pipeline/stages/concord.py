"""Concord: codings in, a keyword-in-context line for each out."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.model.frames import rows


@dataclass(frozen=True)
class Line:
    """One passage between what stands before and after it in its segment (KWIC)."""

    path: str
    segment_index: int
    speaker: str
    before: str
    passage: str
    after: str
    code_id: str
    status: str
    rule: str


def concord(codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame) -> list[Line]:
    """Put codings into their context, in the order of the table.

    Parameters
    ----------
    codings, segments, documents : pandas.DataFrame
        The tables; every coding's segment and document must be in them.

    Returns
    -------
    list of Line
        `before + passage + after` is the segment's text, line ends as blanks.
    """
    places = {row["segment_id"]: row for row in rows(segments)}
    paths = {row["document_id"]: row["path"] for row in rows(documents)}
    return [_line(row, places[row["segment_id"]], paths[row["document_id"]]) for row in rows(codings)]


def _line(coding: dict[str, Any], segment: dict[str, Any], path: str) -> Line:
    start, end = (coding[name] - segment["start_char"] for name in ("start_char", "end_char"))
    text = segment["text"].replace("\n", " ")
    return Line(
        path=path,
        segment_index=segment["segment_index"],
        speaker=segment["speaker"] or "",
        before=text[:start],
        passage=text[start:end],
        after=text[end:],
        code_id=coding["code_id"],
        status=coding["status"],
        rule=coding["rule"],
    )
