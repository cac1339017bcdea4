"""The part of a report about what is new."""

from collections.abc import Sequence

from pipeline.model.frames import rows
from pipeline.model.latest import latest
from pipeline.model.report_novelty import CurvePoint, FarPassage, NovelTerm, Novelty, Saturation
from pipeline.stages.report.index import Index, Row, Tables, odds_of
from pipeline.stages.report.quoting import quote

LAST = 10  # documents by date that are looked at for something new; with fewer nothing is said of saturation
LEVEL = 0.5  # new ones to be expected in ten more documents, from which the curve has not levelled off
POINTS = 60  # of a curve, at most


def novelty(tables: Tables, index: Index) -> Novelty:
    """Return what there is to say about what is new."""
    with_segments = {segment["document_id"] for segment in index.segments.values()}
    read = (row for row in index.documents.values() if row["status"] == "ok" and row["document_id"] in with_segments)
    dates = sorted(row["date"] for row in read if row["date"])
    recent = latest(dates)
    curves = rows(tables.saturation)
    return Novelty(
        latest=recent,
        before=len(dates) - recent if recent else 0,
        since=dates[-recent] if recent else "",
        terms=tuple(_term(row, index) for row in rows(tables.novel_terms)),
        passages=tuple(
            FarPassage(row["explained"], quote(index, row["segment_id"], (row["start_char"], row["end_char"])))
            for row in rows(tables.novel_segments)
        ),
        saturation=tuple(
            _saturation(row, [point for point in curves if point["kind"] == row["kind"]], len(index.codes))
            for row in rows(tables.saturation_estimates)
        ),
    )


def _term(row: Row, index: Index) -> NovelTerm:
    names = ("term", "documents", "total", "documents_before", "total_before", "organisations", "first_date")
    return NovelTerm(
        proven=row["status"] == "new",
        odds=odds_of(row),
        p_value=row["p_value"],
        q_value=row["q_value"],
        quotation=quote(index, row["segment_id"], (row["start_char"], row["end_char"])),
        **{name: row[name] for name in names},
    )


def _saturation(row: Row, curve: Sequence[Row], codes: int) -> Saturation:
    found = [point["found"] for point in curve if point["found"] is not None]
    last = LAST if len(found) > LAST else 0
    steps = [after - before for before, after in zip(found[-last - 1 :], found[-last:], strict=False)] if last else []
    possible = codes if row["kind"] == "code" else 0
    estimated = max(row["found"], round(row["estimated"]))
    return Saturation(
        kind=row["kind"],
        documents=row["documents"],
        found=row["found"],
        once=row["once"],
        possible=possible,
        estimated=min(estimated, max(possible, row["found"])) if possible else estimated,
        apart=round(1 / row["coming"]) if row["coming"] else 0,
        last=last,
        brought=sum(step > 0 for step in steps),
        new=sum(steps),
        since=_since(curve, found),
        verdict=_verdict(row, sum(steps)),
        points=tuple(
            CurvePoint(*(point[name] for name in ("documents", "expected", "expected_low", "expected_high", "found")))
            for point in _thinned(curve)
        ),
    )


def _since(curve: Sequence[Row], found: Sequence[int]) -> str:
    """Return the date of the first document by which all that the dated ones hold had been found."""
    return str(curve[found.index(found[-1])]["date"]) if found else ""


def _verdict(row: Row, new: int) -> str:
    if row["documents"] <= LAST:
        return "few"
    return "level" if not new and LAST * row["coming"] < LEVEL else "open"


def _thinned(curve: Sequence[Row]) -> list[Row]:
    if len(curve) <= POINTS:
        return list(curve)
    places = sorted({round(step * (len(curve) - 1) / (POINTS - 1)) for step in range(POINTS)})
    return [curve[place] for place in places]
