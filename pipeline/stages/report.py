"""Report: all tables in, one Report out; everything is computed here so that drawing computes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook
from pipeline.model.frames import check, rows
from pipeline.model.report import Context, HeatMap, Line, Quotation, Report, ReportTheme, ReportTopic, SetAside, Share
from pipeline.model.settings import Settings, as_dict

UNCOVERED = 0.3  # with a smaller share of its segments coded, no code covers a topic ...
COHERENT = 0.2  # ... that is one: below this NPMI it is a heap of words, and no theme that a code could cover
AROUND = 2  # segments shown before and after a passage
NOTHING = Both("", "")
ORDERS: Mapping[str, Sequence[str]] = {
    "stage": ("preparation", "cultivation", "summary", ""),
    "kind": ("supervision", "salon", "interview", "other", ""),
    "language": ("zh", "en", "mixed", ""),
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """The tables that a report is made from."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    topics: pd.DataFrame
    topic_terms: pd.DataFrame
    segment_topics: pd.DataFrame
    themes: pd.DataFrame
    theme_shares: pd.DataFrame
    theme_evidence: pd.DataFrame


@dataclass(frozen=True)
class _Index:
    """The tables as plain rows, by the keys they are asked for."""

    documents: dict[str, Row]
    segments: dict[str, Row]
    codings: list[Row]
    codes: dict[str, Code]
    shares: dict[tuple[str, str], list[Row]]
    evidence: dict[str, list[Row]]


def report(
    tables: Tables,
    codebook: Codebook,
    settings: Settings,
    *,
    made: Mapping[str, str],
    wilson: Callable[[int, int, float], tuple[float, float]],
) -> Report:
    """Put a report together.

    Parameters
    ----------
    tables : Tables
        Everything that the run found.
    codebook : Codebook
        Names and definitions of the codes.
    settings : Settings
        As run.
    made : mapping of str to str
        How the run was made; `title` and `corpus` are taken from it.
    wilson : callable
        Count, total and confidence to an interval.

    Returns
    -------
    Report
        Complete; drawing it adds no figure.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for item in fields(tables):
        check(item.name, getattr(tables, item.name))
    index = _index(tables, codebook)
    read = [row for row in index.documents.values() if row["status"] == "ok"]
    dates = sorted(row["date"] for row in read if row["date"])
    return Report(
        title=settings.report.title or made.get("corpus", ""),
        language=settings.report.language,
        coded=len({row["segment_id"] for row in index.codings if row["status"] == "asserted"})
        / max(1, len(index.segments)),
        counts=_counts(index, tables, read),
        period=(dates[0], dates[-1]) if dates else ("", ""),
        corpus={dimension: _make_up(read, dimension) for dimension in ("kind", "stage", "organisation", "language")},
        themes=tuple(_theme(row, index, len(read)) for row in rows(tables.themes)),
        not_found=_not_found(index),
        topics=_topics(tables, index),
        heat_map=_heat_map(index, read, lambda count, total: wilson(count, total, settings.themes.confidence)),
        set_aside=_set_aside(index, lambda row: row["status"] != "ok"),
        doubts=_set_aside(index, lambda row: row["status"] == "ok" and row["problem"]),
        contexts=_contexts(index),
        settings=as_dict(settings),
        made=dict(made),
    )


def _index(tables: Tables, codebook: Codebook) -> _Index:
    shares: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(tables.theme_shares):
        shares[row["theme_id"], row["dimension"]].append(row)
    evidence: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tables.theme_evidence):
        evidence[row["theme_id"]].append(row)
    return _Index(
        documents={row["document_id"]: row for row in rows(tables.documents)},
        segments={row["segment_id"]: row for row in rows(tables.segments)},
        codings=rows(tables.codings),
        codes={code.id: code for code in codebook.codes},
        shares=shares,
        evidence=evidence,
    )


def _counts(index: _Index, tables: Tables, read: list[Row]) -> dict[str, int]:
    statuses = Counter(row["status"] for row in index.codings)
    return {
        "documents": len(read),
        "set_aside": len(index.documents) - len(read),
        "segments": len(index.segments),
        "characters": sum(row["characters"] for row in read),
        "codings": statuses["asserted"],
        "negated": statuses["negated"],
        "codes": len({row["code_id"] for row in index.codings if row["status"] == "asserted"}),
        "topics": len(tables.topics),
        "themes": len(tables.themes),
        "organisations": len({row["organisation"] for row in read if row["organisation"]}),
        "undated": sum(not row["date"] for row in read),
    }


def _make_up(read: list[Row], dimension: str) -> dict[str, int]:
    counts = Counter(row[dimension] or "" for row in read)
    return {value: counts[value] for value in _ordered(counts, dimension)}


def _ordered(found: Iterable[str], dimension: str) -> list[str]:
    order = ORDERS.get(dimension, ())
    return sorted(found, key=lambda value: (order.index(value) if value in order else len(order), value == "", value))


def _theme(row: Row, index: _Index, total: int) -> ReportTheme:
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
    return tuple(Share(*(held[value][name] for name in names)) for value in _ordered(held, dimension))


def _quotation(entry: Row, index: _Index, found: Mapping[tuple[str, int, int], Row]) -> Quotation:
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


def _not_found(index: _Index) -> tuple[Both, ...]:
    found = {row["code_id"] for row in index.codings if row["status"] == "asserted"}
    return tuple(code.name for code in index.codes.values() if code.id not in found)


def _topics(tables: Tables, index: _Index) -> tuple[ReportTopic, ...]:
    coded: dict[str, set[str]] = defaultdict(set)
    for row in index.codings:
        if row["status"] == "asserted":
            coded[row["segment_id"]].add(row["code_id"])
    strongest: dict[str, str] = {}
    for row in rows(tables.segment_topics):  # sorted by falling weight within a segment
        strongest.setdefault(row["segment_id"], row["topic_id"])
    members: dict[str, list[str]] = defaultdict(list)
    for segment, topic in strongest.items():
        members[topic].append(segment)
    terms: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in rows(tables.topic_terms):
        terms[row["topic_id"]].append((row["term"], row["weight"]))
    return tuple(
        _topic(row, terms[row["topic_id"]], [coded[segment] for segment in members[row["topic_id"]]], index)
        for row in rows(tables.topics)
    )


def _topic(row: Row, terms: list[tuple[str, float]], codes: list[set[str]], index: _Index) -> ReportTopic:
    counts = Counter(code for held in codes for code in sorted(held))
    covered = sum(bool(held) for held in codes) / len(codes) if codes else 0.0
    nearest = max(sorted(counts), key=lambda code: counts[code]) if counts else None
    return ReportTopic(
        topic_id=row["topic_id"],
        label=row["label"],
        segments=row["segments"],
        coherence_npmi=row["coherence_npmi"],
        terms=tuple(terms),
        covered=covered,
        nearest=index.codes[nearest].name if nearest in index.codes else None,
        uncovered=covered < UNCOVERED and (row["coherence_npmi"] or 0.0) >= COHERENT,
    )


def _heat_map(index: _Index, read: list[Row], wilson: Callable[[int, int], tuple[float, float]]) -> HeatMap:
    members: dict[str, set[str]] = defaultdict(set)
    for row in read:
        if row["organisation"]:
            members[row["organisation"]].add(row["document_id"])
    carriers: dict[str, set[str]] = defaultdict(set)
    for row in index.codings:
        if row["status"] == "asserted":
            carriers[row["code_id"]].add(row["document_id"])
    codes = [code for code in index.codes.values() if carriers[code.id]]
    organisations = sorted(members)

    def cell(code: str, organisation: str) -> Share:
        count, total = len(carriers[code] & members[organisation]), len(members[organisation])
        return Share(organisation, count, total, count / total, *wilson(count, total))

    return HeatMap(
        tuple(code.name for code in codes),
        tuple(organisations),
        tuple(tuple(cell(code.id, name) for name in organisations) for code in codes),
    )


def _set_aside(index: _Index, wanted: Callable[[Row], Any]) -> tuple[SetAside, ...]:
    rows = [row for row in index.documents.values() if wanted(row)]
    return tuple(
        SetAside(row["path"], row["status"], Both(row["problem_zh"] or "", row["problem"] or "")) for row in rows
    )


def _contexts(index: _Index) -> tuple[Context, ...]:
    marked: dict[str, set[str]] = defaultdict(set)
    for entries in index.evidence.values():
        for entry in entries:
            marked[entry["document_id"]].add(entry["segment_id"])
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
            text=segments[place]["text"],
            marked=segments[place]["segment_id"] in marked,
            gap=place > 0 and place - 1 not in shown,
        )
        for place in shown
    )
