"""The topics of a report: their terms, and how far the codebook covers them."""

from collections import Counter, defaultdict

from pipeline.model.frames import rows
from pipeline.model.report import ReportTopic
from pipeline.stages.report.index import Index, Row, Tables

UNCOVERED = 0.3  # with a smaller share of its segments coded, no code covers a topic ...
COHERENT = 0.2  # ... that is one: below this NPMI it is a heap of words, and no theme that a code could cover


def topics(tables: Tables, index: Index) -> tuple[ReportTopic, ...]:
    """Return the topics by falling size, each with the share of its segments that any code covers."""
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


def _topic(row: Row, terms: list[tuple[str, float]], codes: list[set[str]], index: Index) -> ReportTopic:
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
