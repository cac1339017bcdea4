"""The themes of a report, with the quotations that prove them."""

from collections.abc import Mapping

from pipeline.model.both import Both
from pipeline.model.report import Quotation, ReportTheme, Share
from pipeline.stages.report.index import Index, Row, ordered

NOTHING = Both("", "")


def theme(row: Row, index: Index, total: int) -> ReportTheme:
    """Return one theme with its shares and quotations; `total` is the number of documents."""
    code = index.codes.get(row["theme_id"].partition(":")[2]) if row["kind"] == "code" else None
    by = {
        dimension: _by(index.shares.get((row["theme_id"], dimension), []), dimension)
        for dimension in ("stage", "kind", "organisation", "month")
    }
    quoted = index.evidence.get(row["theme_id"], [])
    found = {
        (coding["segment_id"], coding["start_char"], coding["end_char"]): coding
        for coding in index.codings
        if code and coding["code_id"] == code.id
    }
    quotations = [(entry["reason"], _quotation(entry, index, found)) for entry in quoted]
    plain = {
        name: row[name]
        for name in (
            "theme_id",
            "kind",
            "documents",
            "segments",
            "organisations",
            "trend",
            "p_value",
            "q_value",
            "status",
        )
    }
    return ReportTheme(
        level=code.level if code else "",
        label=Both(row["label_zh"], row["label_en"]),
        definition=code.definition if code else NOTHING,
        overall=Share("", row["documents"], total, row["share"], row["share_low"], row["share_high"]),
        first_date=row["first_date"] or "",
        last_date=row["last_date"] or "",
        by=by,
        evidence=tuple(quotation for reason, quotation in quotations if reason != "negated"),
        counter=tuple(quotation for reason, quotation in quotations if reason == "negated"),
        **plain,
    )


def _by(rows: list[Row], dimension: str) -> tuple[Share, ...]:
    held = {row["value"]: row for row in rows}
    names = ("value", "documents", "total", "share", "share_low", "share_high")
    return tuple(Share(*(held[value][name] for name in names)) for value in ordered(held, dimension))


def _quotation(entry: Row, index: Index, found: Mapping[tuple[str, int, int], Row]) -> Quotation:
    segment, document = index.segments[entry["segment_id"]], index.documents[entry["document_id"]]
    coding = found.get((entry["segment_id"], entry["start_char"], entry["end_char"]), {})
    start, end = (entry[name] - segment["start_char"] for name in ("start_char", "end_char"))
    return Quotation(
        document_id=entry["document_id"],
        segment_id=entry["segment_id"],
        title=document["title"] or document["path"],
        organisation=document["organisation"] or "",
        date=document["date"] or "",
        speaker=segment["speaker"] or "",
        before=segment["text"][:start],
        passage=segment["text"][start:end],
        after=segment["text"][end:],
        rule=coding.get("rule") or "",
        cue=coding.get("cue") or "",
    )
