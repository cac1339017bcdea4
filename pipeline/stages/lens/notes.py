"""The dated notes of each organisation and worker, in order, with what each says of the problems."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.model.frames import counted, rows
from pipeline.stages.lens.sections import PLAN, sections

SPOKEN = ("salon", "interview")  # what people said there is no place to write a follow-up
RESOLVED = "resolution"

Row = dict[str, Any]


@dataclass(frozen=True)
class Note:
    """One dated document.

    Parameters
    ----------
    asserted, negated, resolved : frozenset of str
        Codes that it asserts, takes back in any way, and says to be resolved.
    written : bool
        Whether a follow-up can be written in it: no salon and no interview.
    plan, follow_up : bool
        Whether it says what is to be done next; that, or what became of what was planned.
    followed : frozenset of str
        Codes asserted in those parts.
    said : mapping of str to mapping
        Each asserted code to the row of its longest coding: that says most.
    """

    document_id: str
    date: str
    organisation: str
    worker: str
    asserted: frozenset[str]
    negated: frozenset[str]
    resolved: frozenset[str]
    written: bool
    plan: bool
    follow_up: bool
    followed: frozenset[str]
    said: Mapping[str, Row]


def notes(
    documents: pd.DataFrame, segments: pd.DataFrame, codings: pd.DataFrame, simplify: Callable[[str], str]
) -> list[Note]:
    """Return the dated notes that were read, by date; those of one date by document_id."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows(segments):
        parts[row["document_id"]].append(row)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(codings):
        found[row["document_id"]].append(row)
    made = [
        _note(row, parts[row["document_id"]], found[row["document_id"]], simplify)
        for row in counted(documents, segments)
        if row["date"]
    ]
    return sorted(made, key=lambda note: (note.date, note.document_id))


def _note(document: Row, segments: list[Row], codings: list[Row], simplify: Callable[[str], str]) -> Note:
    asserted = [row for row in codings if row["status"] == "asserted"]
    negated = [row for row in codings if row["status"] == "negated"]
    written = document["kind"] not in SPOKEN
    segments = sorted(segments, key=lambda row: int(row["segment_index"]))
    parts = sections([row["text"] for row in segments], simplify) if written else ()
    inside = {segments[place]["segment_id"] for part in parts for place in part.segments}
    return Note(
        document_id=document["document_id"],
        date=document["date"],
        organisation=document["organisation"] or "",
        worker=(document["author"] or "") if document["kind"] == "supervision" else "",
        asserted=frozenset(row["code_id"] for row in asserted),
        negated=frozenset(row["code_id"] for row in negated),
        resolved=frozenset(row["code_id"] for row in negated if row["cue"] == RESOLVED),
        written=written,
        plan=any(part.kind == PLAN for part in parts),
        follow_up=bool(parts),
        followed=frozenset(row["code_id"] for row in asserted if row["segment_id"] in inside),
        said={row["code_id"]: row for row in sorted(asserted, key=_telling)},
    )


def _telling(row: Row) -> tuple[int, int, str]:
    """Put the longest last, of equally long ones the first."""
    return (row["end_char"] - row["start_char"], -row["start_char"], row["coding_id"])
