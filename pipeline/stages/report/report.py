"""Report: all tables in, one Report out; everything is computed here so that drawing computes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from pipeline.model.both import Both
from pipeline.model.codebook import Codebook
from pipeline.model.frames import check, rows
from pipeline.model.report import HeatMap, Report, SetAside, Share
from pipeline.model.run_toml import as_dict
from pipeline.model.settings import Settings
from pipeline.stages.report.contexts import contexts
from pipeline.stages.report.index import Index, Row, Tables, index_of, ordered
from pipeline.stages.report.lens import lens
from pipeline.stages.report.links import links
from pipeline.stages.report.novelty import novelty
from pipeline.stages.report.privacy import privacy
from pipeline.stages.report.themes import gatherings, theme
from pipeline.stages.report.topics import story, topics


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
    index = index_of(tables, codebook)
    read = [row for row in index.documents.values() if row["status"] == "ok"]
    found = topics(tables, index)
    emerging = tuple(theme(row, index, len(read)) for row in rows(tables.themes))
    new = novelty(tables, index)
    linked = links(tables, index, settings.themes.significance)
    practice = lens(tables, index, settings.lens)
    dates = sorted(row["date"] for row in read if row["date"])
    return Report(
        title=settings.report.title or made.get("corpus", ""),
        language=settings.report.language,
        coded=len({row["segment_id"] for row in index.codings if row["status"] == "asserted"})
        / max(1, len(index.segments)),
        counts=_counts(index, tables, read),
        period=(dates[0], dates[-1]) if dates else ("", ""),
        corpus={dimension: _make_up(read, dimension) for dimension in ("kind", "stage", "organisation", "language")},
        themes=emerging,
        gatherings=gatherings(emerging, index, settings.themes.significance),
        not_found=_not_found(index),
        topics=found,
        topic_story=story(tables, found, made.get("predecessor", "")),
        heat_map=_heat_map(index, read, lambda count, total: wilson(count, total, settings.themes.confidence)),
        set_aside=_set_aside(index, lambda row: row["status"] != "ok"),
        doubts=_set_aside(index, lambda row: row["status"] == "ok" and row["problem"]),
        contexts=contexts(index, also=(*new.quotations, *linked.quotations, *practice.quotations)),
        privacy=privacy(index, rows(tables.maskings), on=settings.pseudonymise.on),
        settings=as_dict(settings),
        made=dict(made),
        novelty=new,
        links=linked,
        lens=practice,
    )


def _counts(index: Index, tables: Tables, read: list[Row]) -> dict[str, int]:
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
    return {value: counts[value] for value in ordered(counts, dimension)}


def _not_found(index: Index) -> tuple[Both, ...]:
    found = {row["code_id"] for row in index.codings if row["status"] == "asserted"}
    return tuple(code.name for code in index.codes.values() if code.id not in found)


def _heat_map(index: Index, read: list[Row], wilson: Callable[[int, int], tuple[float, float]]) -> HeatMap:
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


def _set_aside(index: Index, wanted: Callable[[Row], Any]) -> tuple[SetAside, ...]:
    rows = [row for row in index.documents.values() if wanted(row)]
    return tuple(
        SetAside(row["path"], row["status"], Both(row["problem_zh"] or "", row["problem"] or "")) for row in rows
    )
