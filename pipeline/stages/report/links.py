"""The part of a report about what goes with what."""

from collections import defaultdict
from collections.abc import Mapping
from math import inf

from pipeline.model.frames import rows
from pipeline.model.report_links import Followed, LinkedPair, Links, SequenceLinks, UnitLinks
from pipeline.model.report_parts import Quotation
from pipeline.stages.report.index import Index, Row, Tables, odds_of
from pipeline.stages.report.quoting import quote

COUNTED = ("with_a", "with_b", "with_both", "units", "expected", "documents", "organisations", "npmi", "q_value")
FOLLOWED = ("after_carried", "after_total", "otherwise_carried", "otherwise_total", "q_value")
APPEARED = ("first_before", "first_after", "first_with")

Quoted = Mapping[tuple[str, str, str], tuple[Quotation, ...]]


def links(tables: Tables, index: Index, significance: float) -> Links:
    """Return what there is to say about what goes with what; what was found is what has a q-value below the level of significance."""
    quoted: dict[tuple[str, str, str], tuple[Quotation, ...]] = defaultdict(tuple)
    for row in rows(tables.link_evidence):
        quotation = quote(index, row["segment_id"], (row["start_char"], row["end_char"]))
        quoted[row["unit"], row["code_a"], row["code_b"]] += (quotation,)
    held = [row for row in rows(tables.code_pairs) if {row["code_a"], row["code_b"]} <= set(index.codes)]
    order = {code: place for place, code in enumerate(index.codes)}
    held.sort(key=lambda row: (order[row["code_a"]], order[row["code_b"]]))
    followed = [row for row in rows(tables.code_sequences) if {row["first"], row["then"]} <= set(index.codes)]
    present = {row[name] for row in held for name in ("code_a", "code_b")}
    return Links(
        codes=tuple(code.name for code in index.codes.values() if code.id in present),
        pairs=tuple(_pair(row, index, quoted, significance) for row in held),
        units=tuple(
            _unit(unit, [row for row in held if row["unit"] == unit], index, quoted, significance)
            for unit in ("segment", "window", "document")
        ),
        follows=_sequences([row for row in followed if row["first"] != row["then"]], index, quoted, significance),
        returns=_sequences([row for row in followed if row["first"] == row["then"]], index, quoted, significance),
    )


def _unit(unit: str, held: list[Row], index: Index, quoted: Quoted, significance: float) -> UnitLinks:
    more, fewer = _found(held, significance)
    return UnitLinks(
        unit=unit,
        judged=sum(row["q_value"] is not None for row in held),
        more=tuple(_pair(row, index, quoted, significance) for row in more),
        fewer=tuple(_pair(row, index, quoted, significance) for row in fewer),
    )


def _found(held: list[Row], significance: float) -> tuple[list[Row], list[Row]]:
    """Return what goes together more often, and less often, than by chance; first what surely does most, by the end of the interval nearest to 1."""
    told = [row for row in held if row["q_value"] is not None and row["q_value"] < significance]
    more = [row for row in told if row["odds_ratio"] > 1]
    fewer = [row for row in told if row["odds_ratio"] <= 1]
    more.sort(key=lambda row: (-(row["odds_low"] or 0.0), row["q_value"]))
    fewer.sort(key=lambda row: (inf if row["odds_high"] is None else row["odds_high"], row["q_value"]))
    return more, fewer


def _pair(row: Row, index: Index, quoted: Quoted, significance: float) -> LinkedPair:
    plain = {name: row[name] for name in COUNTED}
    return LinkedPair(
        unit=row["unit"],
        code_a=index.codes[row["code_a"]].name,
        code_b=index.codes[row["code_b"]].name,
        times=row["with_both"] / row["expected"] if row["expected"] else inf,
        odds=odds_of(row),
        overlapping=row["overlapping"],
        told=row["q_value"] is not None and row["q_value"] < significance,
        quotations=quoted[row["unit"], row["code_a"], row["code_b"]],
        **plain,
    )


def _sequences(held: list[Row], index: Index, quoted: Quoted, significance: float) -> SequenceLinks:
    more, fewer = (
        tuple(
            Followed(
                first=index.codes[row["first"]].name,
                then=index.codes[row["then"]].name,
                odds=odds_of(row),
                quotations=quoted["sequence", row["first"], row["then"]],
                **{name: row[name] for name in (*FOLLOWED, *APPEARED)},
            )
            for row in found
        )
        for found in _found(held, significance)
    )
    return SequenceLinks(sum(row["q_value"] is not None for row in held), more, fewer)
