"""Small tables for links, and the tests as a run wires them."""

from typing import Any

from pipeline.backends import draws, orders, rotations, statistics
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.stages.links import Found, Inputs, Statistics, links

STATISTICS = Statistics(rotations.meet, draws.gather, orders.follow, statistics.adjust)
CODES = ("training", "rigid", "roles")
LETTERS = dict(zip("trx", CODES, strict=True))
WIDTH = 20  # characters of a segment

Row = dict[str, Any]


def note(
    name: str, segments: str, organisation: str | None = None, date: str | None = None, status: str = "ok"
) -> dict[str, Any]:
    """Describe a document: its segments parted by blanks, each the letters of its codes or '-'."""
    return {"name": name, "segments": segments.split(), "organisation": organisation, "date": date, "status": status}


def inputs(*notes: dict[str, Any], codings: list[Row] | None = None, texts: str = "培训 training") -> Inputs:
    """Make the tables of notes."""
    documents: list[Row] = []
    segments: list[Row] = []
    made: list[Row] = []
    for one in notes:
        documents.append({"document_id": one["name"], "path": f"{one['name']}.txt", "characters": 9} | {key: one[key] for key in ("organisation", "date", "status")})  # fmt: skip
        for index, letters in enumerate(one["segments"], 1):
            key, start = f"{one['name']}-{index}", WIDTH * index
            segments.append({"segment_id": key, "document_id": one["name"], "segment_index": index, "start_char": start, "end_char": start + WIDTH - 1, "text": texts})  # fmt: skip
            made += [
                coding(key, LETTERS[letter], start + 4 * place, 3)
                for place, letter in enumerate(letters)
                if letter in LETTERS
            ]
    return Inputs(
        from_rows("documents", documents),
        from_rows("segments", segments),
        from_rows("codings", made if codings is None else codings),
        CODES,
    )


def coding(segment: str, code: str, start: int, length: int, status: str = "asserted") -> Row:
    """Return a row of `codings`."""
    document = segment.rpartition("-")[0]
    return {"coding_id": f"{segment}:{code}:{start}", "segment_id": segment, "document_id": document, "code_id": code, "coder": "rules", "status": status, "start_char": start, "end_char": start + length, "quote": "培训 t"[:length]}  # fmt: skip


def found(*notes: dict[str, Any], minimum: int = 1, significance: float = 0.05, **more: Any) -> Found:
    """Find the links of notes."""
    return links(inputs(*notes, **more), Themes(minimum_carriers=minimum, significance=significance), STATISTICS)
