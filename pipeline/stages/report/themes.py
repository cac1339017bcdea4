"""The themes of a report, with the quotations that prove them."""

from collections.abc import Mapping, Sequence

from pipeline.model.both import Both
from pipeline.model.codebook import Code
from pipeline.model.report import Course, Gathering, Quotation, ReportTheme, Share
from pipeline.stages.report.index import Index, Row, odds_of, ordered
from pipeline.stages.report.quoting import quote

NOTHING = Both("", "")
GATHERS = ("stage", "organisation")  # kinds and languages say more about how notes are written


def theme(row: Row, index: Index, total: int) -> ReportTheme:
    """Return one theme with its shares and quotations; `total` is the number of documents."""
    code = index.codes.get(row["theme_id"].partition(":")[2]) if row["kind"] == "code" else None
    by = {
        dimension: _by(index.shares.get((row["theme_id"], dimension), []), dimension)
        for dimension in ("stage", "kind", "organisation", "language", "month")
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
            "people",
            "trend",
            "p_value",
            "q_value",
            "status",
        )
    }
    return ReportTheme(
        level=_level(row["theme_id"], code),
        label=Both(row["label_zh"], row["label_en"]),
        definition=code.definition if code else NOTHING,
        overall=Share("", row["documents"], total, row["share"], row["share_low"], row["share_high"]),
        first_date=row["first_date"] or "",
        last_date=row["last_date"] or "",
        odds=odds_of(row),
        courses=tuple(_course(entry) for entry in index.courses.get(row["theme_id"], []) if entry["documents"]),
        by=by,
        evidence=tuple(quotation for reason, quotation in quotations if reason != "negated"),
        counter=tuple(quotation for reason, quotation in quotations if reason == "negated"),
        **plain,
    )


def gatherings(found: Sequence[ReportTheme], index: Index, significance: float) -> tuple[Gathering, ...]:
    """Return where themes are more frequent than elsewhere, beyond chance; the surest first."""
    held = [
        (row["q_value"], Gathering(theme.theme_id, theme.label, dimension, _share(row)))
        for theme in found
        for dimension in GATHERS
        for row in index.shares.get((theme.theme_id, dimension), [])
        if row["q_value"] is not None and row["q_value"] < significance and row["odds_ratio"] > 1
    ]
    return tuple(gathering for _, gathering in sorted(held, key=lambda pair: pair[0]))


def _by(rows: list[Row], dimension: str) -> tuple[Share, ...]:
    held = {row["value"]: row for row in rows}
    return tuple(_share(held[value]) for value in ordered(held, dimension))


def _share(row: Row) -> Share:
    counted = {name: row[name] for name in ("value", "documents", "total", "share", "q_value")}
    return Share(**counted, low=row["share_low"], high=row["share_high"], odds=odds_of(row))


def _course(row: Row) -> Course:
    plain = {name: row[name] for name in ("organisation", "documents", "total", "q_value", "status")}
    return Course(
        **plain,
        trend=row["trend"] or 0.0,
        odds=odds_of(row),
        first_date=row["first_date"] or "",
        last_date=row["last_date"] or "",
    )


def _level(theme_id: str, code: Code | None) -> str:
    kind, _, name = theme_id.partition(":")
    return name if kind == "level" else code.level if code else ""


def _quotation(entry: Row, index: Index, found: Mapping[tuple[str, int, int], Row]) -> Quotation:
    span = entry["start_char"], entry["end_char"]
    coding = found.get((entry["segment_id"], *span), {})
    return quote(index, entry["segment_id"], span, rule=coding.get("rule") or "", cue=coding.get("cue") or "")
