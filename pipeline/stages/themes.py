"""Themes: codings and topics in, what emerges out, counted in documents, with its evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pandas as pd

from pipeline.model.both import Both
from pipeline.model.frames import check, from_rows, values
from pipeline.model.settings import Themes

CARRIES = 0.5  # a segment carries a topic that makes up half of it or more
FULL_LENGTH = 60  # characters; a shorter turn proves less, in proportion
COUNTER_EVIDENCE = 3  # negated passages listed per theme
DIMENSIONS = ("stage", "kind", "organisation", "month")

Row = dict[str, object]


@dataclass(frozen=True)
class Statistics:
    """The tests that themes are judged by, as plain callables (see `pipeline.backends.statistics`)."""

    wilson: Callable[[int, int, float], tuple[float, float]]
    trend: Callable[[Sequence[int], Sequence[int], Sequence[float]], tuple[float, float] | None]
    adjust: Callable[[Sequence[float]], list[float]]


@dataclass(frozen=True)
class Found:
    """The three tables of the themes, `themes`, `theme_shares` and `theme_evidence`."""

    themes: pd.DataFrame
    theme_shares: pd.DataFrame
    theme_evidence: pd.DataFrame


@dataclass(frozen=True)
class Inputs:
    """What themes are made from: the tables, and the codes' names by code_id."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    topics: pd.DataFrame
    segment_topics: pd.DataFrame
    topic_passages: pd.DataFrame
    code_names: Mapping[str, Both]


@dataclass(frozen=True)
class _Passage:
    document_id: str
    segment_id: str
    start: int
    end: int
    quote: str
    reason: str


@dataclass(frozen=True)
class _Theme:
    id: str
    kind: str
    label: Both
    passages: tuple[_Passage, ...]
    counter: tuple[_Passage, ...] = ()

    @property
    def documents(self) -> set[str]:
        return {passage.document_id for passage in self.passages}


def themes(inputs: Inputs, settings: Themes, statistics: Statistics) -> Found:
    """Find what emerges from a coded corpus.

    Parameters
    ----------
    inputs : Inputs
        The tables so far.
    settings : Themes
        Level of the intervals, significance, least number of dated documents, quotations per theme.
    statistics : Statistics
        The tests.

    Returns
    -------
    Found
        A theme per code with an asserted passage and per topic, by falling share. Every count is of documents (status ok with at least
        one segment), never of hits: ten hits in one interview are one interview.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("documents", "segments", "codings", "topics", "segment_topics", "topic_passages"):
        check(name, getattr(inputs, name))
    documents = _read_documents(inputs)
    found = [theme for theme in (*_code_themes(inputs), *_topic_themes(inputs)) if theme.passages]
    found.sort(key=lambda theme: (-len(theme.documents), theme.id))
    rows = [_row(theme, documents, settings, statistics) for theme in found]
    judged = [row for row in rows if row["p_value"] is not None]
    for row, q_value in zip(judged, statistics.adjust([row["p_value"] for row in judged]), strict=True):  # type: ignore[misc]
        row["q_value"] = q_value
    for theme, row in zip(found, rows, strict=True):
        row["status"] = _status(theme, row, documents, settings)
    return Found(
        from_rows("themes", rows),
        from_rows("theme_shares", [row for theme in found for row in _shares(theme, documents, settings, statistics)]),
        from_rows("theme_evidence", [row for theme in found for row in _evidence(theme, documents, settings.evidence)]),
    )


def _read_documents(inputs: Inputs) -> dict[str, Row]:
    """Return the documents that count, by id, with their month."""
    with_segments = set(values(inputs.segments, "document_id"))
    columns = ("document_id", "status", "stage", "kind", "organisation", "date")
    rows = [
        dict(zip(columns, row, strict=True))
        for row in zip(*(values(inputs.documents, name) for name in columns), strict=True)
    ]
    kept = [row for row in rows if row["status"] == "ok" and row["document_id"] in with_segments]
    return {row["document_id"]: row | {"month": row["date"][:7] if row["date"] else None} for row in kept}


def _code_themes(inputs: Inputs) -> Iterable[_Theme]:
    passages: dict[tuple[str, str], list[_Passage]] = defaultdict(list)
    columns = ("code_id", "status", "document_id", "segment_id", "start_char", "end_char", "quote")
    for code_id, status, *place, quote in zip(*(values(inputs.codings, name) for name in columns), strict=True):
        document_id, segment_id, start, end = place
        passages[code_id, status].append(_Passage(document_id, segment_id, start, end, quote, status))
    for code_id, name in inputs.code_names.items():
        yield _Theme(
            f"code:{code_id}", "code", name, tuple(passages[code_id, "asserted"]), tuple(passages[code_id, "negated"])
        )


def _topic_themes(inputs: Inputs) -> Iterable[_Theme]:
    columns = ("segment_id", "document_id", "start_char", "end_char", "text")
    places = {row[0]: row[1:] for row in zip(*(values(inputs.segments, name) for name in columns), strict=True)}
    passages: dict[str, list[_Passage]] = defaultdict(list)
    rows = zip(*(values(inputs.segment_topics, name) for name in ("segment_id", "topic_id", "weight")), strict=True)
    carried = [row for row in rows if row[2] >= CARRIES]
    for segment_id, topic_id, _ in sorted(carried, key=lambda row: -row[2] * min(len(places[row[0]][3]), FULL_LENGTH)):
        document_id, start, end, text = places[segment_id]
        passages[topic_id].append(_Passage(document_id, segment_id, start, end, text, "topic"))
    # those that stand for the topic come first, in the order in which they were chosen: near its middle, and different from each other
    shown = zip(*(values(inputs.topic_passages, name) for name in ("topic_id", "segment_id", "rank")), strict=True)
    ranks = {(topic_id, segment_id): rank for topic_id, segment_id, rank in shown}
    named = zip(*(values(inputs.topics, name) for name in ("topic_id", "label_zh", "label_en")), strict=True)
    for topic_id, zh, en in named:
        number = topic_id.rpartition("-")[2]
        name = Both(f"主题 {number}：{zh}", f"Topic {number}: {en}")
        last = len(ranks) + 1
        ordered = sorted(passages[topic_id], key=lambda one: ranks.get((topic_id, one.segment_id), last))
        yield _Theme(f"topic:{topic_id}", "topic", name, tuple(ordered))


def _row(theme: _Theme, documents: Mapping[str, Row], settings: Themes, statistics: Statistics) -> Row:
    carriers = theme.documents
    low, high = statistics.wilson(len(carriers), len(documents), settings.confidence)
    dates = sorted(str(documents[document]["date"]) for document in carriers if documents[document]["date"])
    organisations = {documents[document]["organisation"] for document in carriers} - {None}
    months = _months(theme, documents)
    tested = (
        statistics.trend([row[1] for row in months], [row[2] for row in months], [row[0] for row in months])
        if months
        else None
    )
    return {
        "theme_id": theme.id,
        "kind": theme.kind,
        "label_zh": theme.label.zh,
        "label_en": theme.label.en,
        "documents": len(carriers),
        "segments": len({passage.segment_id for passage in theme.passages}),
        "organisations": len(organisations),
        "share": len(carriers) / len(documents),
        "share_low": low,
        "share_high": high,
        "trend": tested[0] if tested else None,
        "p_value": tested[1] if tested else None,
        "q_value": None,
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
    }


def _months(theme: _Theme, documents: Mapping[str, Row]) -> list[tuple[float, int, int]]:
    """Return (months since the first one, documents that carry the theme, documents), for months with a document."""
    carriers = theme.documents
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for document, row in documents.items():
        if row["month"]:
            year, month = str(row["month"]).split("-")
            count = counts[12 * int(year) + int(month)]
            count[0] += document in carriers
            count[1] += 1
    first = min(counts, default=0)
    return [(float(month - first), *counts[month]) for month in sorted(counts)]  # type: ignore[misc]


def _status(theme: _Theme, row: Row, documents: Mapping[str, Row], settings: Themes) -> str:
    """Apply the rules of docs/methods.md."""
    dated = sorted((str(entry["date"]), document) for document, entry in documents.items() if entry["date"])
    carriers = theme.documents
    enough = len(dated) >= settings.minimum_documents and len(_months(theme, documents)) >= settings.minimum_months
    if not enough or len(carriers) < settings.minimum_carriers or row["q_value"] is None:
        return "insufficient"
    if float(row["q_value"]) >= settings.significance:  # type: ignore[arg-type]
        return "steady"
    third = len(dated) // 3
    rising = float(row["trend"]) > 0  # type: ignore[arg-type]
    edge = dated[:third] if rising else dated[-third:]
    absent = not any(document in carriers for _, document in edge)
    return {(True, True): "new", (True, False): "rising", (False, True): "gone", (False, False): "fading"}[
        rising, absent
    ]


def _shares(theme: _Theme, documents: Mapping[str, Row], settings: Themes, statistics: Statistics) -> Iterable[Row]:
    carriers = theme.documents
    for dimension in DIMENSIONS:
        groups: dict[str, list[str]] = defaultdict(list)
        for document, row in documents.items():
            groups[str(row[dimension] or "")].append(document)
        for value in sorted(groups):
            count, total = sum(document in carriers for document in groups[value]), len(groups[value])
            low, high = statistics.wilson(count, total, settings.confidence)
            yield {
                "theme_id": theme.id,
                "dimension": dimension,
                "value": value,
                "documents": count,
                "total": total,
                "share": count / total,
                "share_low": low,
                "share_high": high,
            }


def _evidence(theme: _Theme, documents: Mapping[str, Row], most: int) -> Iterable[Row]:
    first = list(theme.passages) if theme.kind == "topic" else _spread(theme.passages, documents)
    chosen = first[:most] + _spread(theme.counter, documents)[:COUNTER_EVIDENCE]
    for rank, passage in enumerate(chosen, 1):
        yield {
            "theme_id": theme.id,
            "rank": rank,
            "segment_id": passage.segment_id,
            "quote": passage.quote,
            "reason": passage.reason,
            "document_id": passage.document_id,
            "start_char": passage.start,
            "end_char": passage.end,
        }


def _spread(passages: Sequence[_Passage], documents: Mapping[str, Row]) -> list[_Passage]:
    """Order passages so that every document, the latest first, speaks once before any speaks twice; one per segment."""
    queues: dict[str, dict[str, _Passage]] = defaultdict(dict)
    for passage in sorted(passages, key=lambda passage: -len(passage.quote)):
        queues[passage.document_id].setdefault(passage.segment_id, passage)
    names = sorted(queues, key=lambda document: (str(documents[document]["date"] or ""), document), reverse=True)
    rounds = zip_longest(*(queues[name].values() for name in names))
    return [passage for around in rounds for passage in around if passage is not None]
