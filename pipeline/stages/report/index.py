"""The tables of a run as plain rows, by the keys that the report asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.model.codebook import Code, Codebook
from pipeline.model.frames import rows
from pipeline.model.report_parts import Odds

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
    maskings: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    topics: pd.DataFrame
    topic_terms: pd.DataFrame
    segment_topics: pd.DataFrame
    topic_numbers: pd.DataFrame
    topic_changes: pd.DataFrame
    topic_codes: pd.DataFrame
    key_terms: pd.DataFrame
    themes: pd.DataFrame
    theme_shares: pd.DataFrame
    theme_evidence: pd.DataFrame
    theme_organisations: pd.DataFrame
    theme_documents: pd.DataFrame
    novel_terms: pd.DataFrame
    novel_segments: pd.DataFrame
    saturation: pd.DataFrame
    saturation_estimates: pd.DataFrame
    code_pairs: pd.DataFrame
    code_sequences: pd.DataFrame
    link_evidence: pd.DataFrame
    lens_groups: pd.DataFrame
    lens_problems: pd.DataFrame
    lens_helps: pd.DataFrame
    lens_between: pd.DataFrame


@dataclass(frozen=True)
class Index:
    """The tables as plain rows, by the keys they are asked for."""

    documents: dict[str, Row]
    segments: dict[str, Row]
    codings: list[Row]
    codes: dict[str, Code]
    shares: dict[tuple[str, str], list[Row]]
    evidence: dict[str, list[Row]]
    courses: dict[str, list[Row]]


def index_of(tables: Tables, codebook: Codebook) -> Index:
    """Put the tables' rows under their keys."""
    shares: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(tables.theme_shares):
        shares[row["theme_id"], row["dimension"]].append(row)
    evidence: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tables.theme_evidence):
        evidence[row["theme_id"]].append(row)
    courses: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tables.theme_organisations):
        courses[row["theme_id"]].append(row)
    return Index(
        documents={row["document_id"]: row for row in rows(tables.documents)},
        segments={row["segment_id"]: row for row in rows(tables.segments)},
        codings=rows(tables.codings),
        codes={code.id: code for code in codebook.codes},
        shares=shares,
        evidence=evidence,
        courses=courses,
    )


def odds_of(row: Row) -> Odds | None:
    """Return the odds ratio of a row; None where it has none, or no interval, without which it would say more than is known."""
    ratio, low, high = (row[name] for name in ("odds_ratio", "odds_low", "odds_high"))
    return None if ratio is None or low is None or high is None else Odds(ratio, low, high)


def ordered(found: Iterable[str], dimension: str) -> list[str]:
    """Put the values of a dimension into the order in which people expect them; an empty one last."""
    order = ORDERS.get(dimension, ())
    return sorted(found, key=lambda value: (order.index(value) if value in order else len(order), value == "", value))
