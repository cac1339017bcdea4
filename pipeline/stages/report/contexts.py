"""The passages in context: the lines around everything that is quoted."""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model.report import Context, Line, Quotation
from pipeline.stages.report.index import Index, Row

AROUND = 2  # segments shown before and after a passage


def contexts(index: Index, also: Iterable[Quotation] = ()) -> tuple[Context, ...]:
    """Return the documents quoted, as evidence of themes or `also`, by date, each with the lines around its quotations."""
    marked: dict[str, set[str]] = defaultdict(set)
    for entries in index.evidence.values():
        for entry in entries:
            marked[entry["document_id"]].add(entry["segment_id"])
    for quotation in also:
        marked[quotation.document_id].add(quotation.segment_id)
    by_document: dict[str, list[Row]] = defaultdict(list)
    for segment in index.segments.values():
        by_document[segment["document_id"]].append(segment)
    documents = sorted(
        (index.documents[document] for document in marked), key=lambda row: (row["date"] or "", row["path"])
    )
    return tuple(
        _context(row, _lines(by_document[row["document_id"]], marked[row["document_id"]])) for row in documents
    )


def _context(row: Row, lines: tuple[Line, ...]) -> Context:
    names = ("document_id", "title", "path", "kind", "organisation", "stage", "date", "author")
    return Context(**{name: row[name] or "" for name in names}, lines=lines)


def _lines(segments: list[Row], marked: set[str]) -> tuple[Line, ...]:
    places = [place for place, segment in enumerate(segments) if segment["segment_id"] in marked]
    shown = sorted(
        {near for place in places for near in range(place - AROUND, place + AROUND + 1) if 0 <= near < len(segments)}
    )
    return tuple(
        Line(
            segment_id=segments[place]["segment_id"],
            speaker=segments[place]["speaker"] or "",
            time=segments[place]["time"] or "",
            page=segments[place]["page"],
            text=segments[place]["text"],
            marked=segments[place]["segment_id"] in marked,
            gap=place > 0 and place - 1 not in shown,
        )
        for place in shown
    )
