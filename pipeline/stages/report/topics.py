"""The topics of a report: their terms, their history, and how far the codebook covers them."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from pipeline.model.both import Both
from pipeline.model.frames import rows
from pipeline.model.report_topics import KeyTerms, LeftTopic, ReportTopic, TopicCode, TopicNumber, TopicStory
from pipeline.model.topic_tables import LEFT
from pipeline.stages.report.index import Index, Row, Tables

UNCOVERED = 0.3  # with a smaller share of its segments coded, no code covers a topic ...
COHERENT = 0.2  # ... that is one: below this NPMI it is a heap of words, and no theme that a code could cover
SAME = 0.3  # of a topic's segments: a code that is in so many says what the topic says
NEAR = 0.6  # likeness from which a topic is a code seen from another side
CODES = 3  # listed per topic
LEAST_LANGUAGE = 0.05  # of all passages of a corpus, from which it counts as bilingual ...
ONE_SIDED = 0.2  # ... and the part of a language's share in all passages below which a topic holds only the other one


def topics(tables: Tables, index: Index) -> tuple[ReportTopic, ...]:
    """Return the topics by falling size, each with the share of its segments that any code covers."""
    coded = {row["segment_id"] for row in index.codings if row["status"] == "asserted"}
    members: dict[str, list[str]] = defaultdict(list)
    strongest: dict[str, str] = {}
    for row in rows(tables.segment_topics):  # sorted by falling weight within a segment
        if strongest.setdefault(row["segment_id"], row["topic_id"]) == row["topic_id"]:
            members[row["topic_id"]].append(row["segment_id"])
    terms: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in rows(tables.topic_terms):
        terms[row["topic_id"]].append((row["term"], row["weight"]))
    codes: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tables.topic_codes):
        codes[row["topic_id"]].append(row)
    changes = {row["topic_id"]: row for row in rows(tables.topic_changes)}
    labels = _labels(tables)
    chinese = _chinese(tables)
    return tuple(
        _topic(
            row,
            terms=tuple(terms[row["topic_id"]]),
            covered=sum(key in coded for key in members[row["topic_id"]]) / max(1, len(members[row["topic_id"]])),
            codes=[one for one in codes[row["topic_id"]] if one["code_id"] in index.codes],
            index=index,
            history=_history(changes.get(row["topic_id"]), labels) | {"one_sided": _one_sided(row, chinese)},
        )
        for row in rows(tables.topics)
    )


def story(tables: Tables, topics: tuple[ReportTopic, ...], predecessor: str) -> TopicStory:
    """Return what there is to say about the topics together."""
    changes = rows(tables.topic_changes)
    labels = _labels(tables)
    marked: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for row in rows(tables.key_terms):
        marked[row["dimension"], row["value"]].append((row["term"], row["documents"]))
    return TopicStory(
        numbers=tuple(
            TopicNumber(
                **{name: row[name] for name in ("count", "agreement", "chance", "coherence", "score")},
                chosen=bool(row["chosen"]),
            )
            for row in rows(tables.topic_numbers)
        ),
        left=tuple(
            LeftTopic(row["topic_id"], Both(row["label_zh"], row["label_en"]), labels.get(row["other"] or ""))
            for row in changes
            if row["change"] in LEFT
        ),
        changes=dict(Counter(row["change"] for row in changes)) or None,
        predecessor=predecessor,
        one_sided=sum(bool(topic.one_sided) for topic in topics),
        bilingual=_chinese(tables) is not None,
        key_terms=tuple(KeyTerms(*group, tuple(terms)) for group, terms in marked.items()),
    )


def _topic(
    row: Row,
    *,
    terms: tuple[tuple[str, float], ...],
    covered: float,
    codes: list[Row],
    index: Index,
    history: Mapping[str, object],
) -> ReportTopic:
    frequent = codes[0] if codes and codes[0]["segments"] else None  # the stage puts the most frequent first
    nearest = max(codes, key=lambda one: one["likeness"], default=None)
    relation, chosen = "", frequent
    if frequent and frequent["share_of_topic"] >= SAME:
        relation, chosen = "same", frequent
    elif nearest and nearest["likeness"] >= NEAR:
        relation, chosen = "side", nearest
    shown = {one["code_id"]: one for one in (*([chosen] if chosen else []), *codes) if one["segments"]}
    return ReportTopic(
        topic_id=row["topic_id"],
        label=Both(row["label_zh"], row["label_en"]),
        segments=row["segments"],
        coherence_npmi=row["coherence_npmi"],
        terms=terms,
        covered=covered,
        codes=tuple(
            TopicCode(index.codes[code].name, one["share_of_topic"], one["likeness"])
            for code, one in list(shown.items())[:CODES]
        ),
        relation=relation,
        nearest=index.codes[chosen["code_id"]].name if chosen else None,
        uncovered=not relation and covered < UNCOVERED and (row["coherence_npmi"] or 0.0) >= COHERENT,
        **history,  # type: ignore[arg-type]
    )


def _labels(tables: Tables) -> dict[str, Both]:
    """Return the labels of this run's topics and of those that are gone."""
    gone = {row["topic_id"]: Both(row["label_zh"], row["label_en"]) for row in rows(tables.topic_changes)}
    return gone | {row["topic_id"]: Both(row["label_zh"], row["label_en"]) for row in rows(tables.topics)}


def _history(change: Row | None, labels: Mapping[str, Both]) -> dict[str, object]:
    if change is None:
        return {}
    return {"change": change["change"], "source": labels.get(change["other"] or "")}


def _chinese(tables: Tables) -> float | None:
    """Return the share of Chinese passages, when there are enough of both languages."""
    held = rows(tables.topics)
    segments = sum(row["segments"] for row in held)
    share = sum(row["chinese"] * row["segments"] for row in held) / max(1, segments)
    return share if segments and LEAST_LANGUAGE <= share <= 1 - LEAST_LANGUAGE else None


def _one_sided(row: Row, chinese: float | None) -> str:
    if chinese is None:
        return ""
    if 1 - row["chinese"] < ONE_SIDED * (1 - chinese):
        return "zh"
    return "en" if row["chinese"] < ONE_SIDED * chinese else ""
