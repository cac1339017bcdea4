"""All that a theme report shows, from tables small enough to check by eye."""

from typing import Any

import pandas as pd
import pytest

from pipeline.exchange import codebook_yaml
from pipeline.model.both import Both
from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.report import Quotation, Report, SetAside, Share
from pipeline.model.run_toml import parse
from pipeline.model.settings import Settings
from pipeline.model.tables import SCHEMAS
from pipeline.stages.report import Tables, report

BOOK = codebook_yaml.read(
    """\
name: {zh: 编码本, en: codebook}
version: 1
codes:
  - {id: roles, level: risk, name: {zh: 角色不清, en: vague roles}, definition: {zh: 说不清, en: unclear}, patterns: [角色]}
  - {id: trust, level: interpersonal, name: {zh: 信任, en: trust}, definition: {zh: 信, en: trusting}, patterns: [信任]}
  - {id: never, level: outcome, name: {zh: 没有的, en: never}, definition: {zh: 无, en: none}, patterns: [无]}
""",
    "book.yaml",
)
TEXTS = ["开场", "今天说角色不清，用Zoom再谈", "第三段", "第四段", "第五段", "大家信任她", "第七段", "散会", "再见"]
DOCUMENTS: list[dict[str, Any]] = [
    {"document_id": "a", "path": "督导/a.txt", "title": "三月", "kind": "supervision", "organisation": "甲队", "stage": "summary", "date": "2024-05-03", "language": "mixed", "author": "王", "characters": 60, "status": "ok"},
    {"document_id": "b", "path": "b.txt", "kind": "salon", "organisation": "乙队", "date": "2024-03", "language": "zh", "characters": 40, "status": "ok", "problem": "stage left empty", "problem_zh": "阶段留空"},
    {"document_id": "c", "path": "c.txt", "kind": "salon", "organisation": "甲队", "characters": 5, "status": "ok"},
    {"document_id": "e", "path": "e.docx", "characters": 0, "status": "failed", "problem": "broken", "problem_zh": "坏了"},
    {"document_id": "f", "path": "f.txt", "characters": 60, "status": "duplicate", "problem": "same text as a", "problem_zh": "相同"},
]  # fmt: skip


def segments() -> list[dict[str, Any]]:
    rows = []
    for document, texts in (("a", TEXTS), ("b", ["角色都清楚"]), ("c", ["好"])):
        position = 10
        for index, text in enumerate(texts, 1):
            rows.append({"segment_id": f"{document}-{index}", "document_id": document, "segment_index": index, "start_char": position, "end_char": position + len(text), "text": text, "speaker": "李" if index == 2 else None, "time": "00:01:00" if index == 2 else None})  # fmt: skip
            position += len(text) + 1
    return rows


START = {row["segment_id"]: row["start_char"] for row in segments()}


def coding(segment: str, code: str, low: int, high: int, quote: str, status: str = "asserted") -> dict[str, Any]:
    start = START[segment]
    return {"coding_id": f"{segment}{code}", "segment_id": segment, "document_id": segment[0], "code_id": code, "coder": "rules", "status": status, "start_char": start + low, "end_char": start + high, "quote": quote, "rule": f"{code}*"}  # fmt: skip


CODINGS = [
    coding("a-2", "roles", 3, 7, "角色不清"),
    coding("a-6", "trust", 2, 4, "信任"),
    coding("b-1", "roles", 0, 2, "角色", "negated") | {"cue": "wish", "cue_start": 10, "cue_end": 12},
    coding("c-1", "roles", 0, 1, "好"),
]


def theme(theme_id: str, kind: str, documents: int, **cells: Any) -> dict[str, Any]:
    plain = {"label_zh": theme_id, "label_en": theme_id.upper(), "segments": documents, "organisations": 1, "people": 2, "share": documents / 3, "share_low": 0.1, "share_high": 0.9, "status": "insufficient"}  # fmt: skip
    return {"theme_id": theme_id, "kind": kind, "documents": documents} | plain | cells


def share(dimension: str, value: str, documents: int, total: int) -> dict[str, Any]:
    return {"theme_id": "code:roles", "dimension": dimension, "value": value, "documents": documents, "total": total, "share": documents / total, "share_low": 0.0, "share_high": 1.0}  # fmt: skip


def evidence(theme_id: str, rank: int, segment: str, low: int, high: int, reason: str) -> dict[str, Any]:
    text = next(row["text"] for row in segments() if row["segment_id"] == segment)
    start = START[segment]
    return {"theme_id": theme_id, "rank": rank, "segment_id": segment, "quote": text[low:high], "reason": reason, "document_id": segment[0], "start_char": start + low, "end_char": start + high}  # fmt: skip


ROWS: dict[str, list[dict[str, Any]]] = {
    "documents": DOCUMENTS,
    "segments": segments(),
    "codings": CODINGS,
    "topics": [
        {"topic_id": "topic-01", "label": "开会、谈", "label_zh": "开会、谈", "label_en": "meet, talk"}
        | {"segments": 3, "coherence_npmi": 0.2, "chinese": 1.0, "first_run": "r"},
        {"topic_id": "topic-02", "label": "散", "label_zh": "散", "label_en": "scatter"}
        | {"segments": 1, "chinese": 1.0, "first_run": "r"},
    ],
    "topic_terms": [
        {"topic_id": "topic-01", "rank": 1, "term": "开会", "weight": 0.75},
        {"topic_id": "topic-01", "rank": 2, "term": "谈", "weight": 0.25},
    ],
    "topic_numbers": [],
    "topic_changes": [],
    "topic_codes": [],
    "key_terms": [],
    "segment_topics": [
        {"segment_id": "a-2", "topic_id": "topic-01", "weight": 0.7},
        {"segment_id": "a-2", "topic_id": "topic-02", "weight": 0.3},
        {"segment_id": "a-3", "topic_id": "topic-01", "weight": 0.6},
        {"segment_id": "b-1", "topic_id": "topic-01", "weight": 1.0},
        {"segment_id": "a-8", "topic_id": "topic-02", "weight": 1.0},
    ],
    "themes": [
        theme(
            "code:roles",
            "code",
            2,
            trend=0.1,
            p_value=0.2,
            q_value=0.4,
            first_date="2024-05-03",
            last_date="2024-05-03",
        ),
        theme("code:trust", "code", 1),
        theme("topic:topic-01", "topic", 1),
    ],
    "theme_shares": [
        share("stage", "", 1, 2),
        share("stage", "cultivation", 0, 1),
        share("stage", "preparation", 0, 1),
        share("stage", "summary", 1, 1),
        share("month", "", 1, 1),
        share("month", "2024-03", 0, 1),
        share("month", "2024-05", 1, 1),
        share("kind", "salon", 1, 2),
        share("kind", "supervision", 1, 1),
        share("organisation", "乙队", 0, 1),
        share("organisation", "甲队", 2, 2),
    ],
    "maskings": [],
    "theme_evidence": [
        evidence("code:roles", 1, "a-2", 3, 7, "asserted"),
        evidence("code:roles", 2, "b-1", 0, 2, "negated"),
        evidence("code:trust", 1, "a-6", 2, 4, "asserted"),
        evidence("topic:topic-01", 1, "a-3", 0, 3, "topic"),
    ],
}


def wilson(count: int, total: int, confidence: float) -> tuple[float, float]:
    return count / (total + 1), confidence


def tables(**rows: list[dict[str, Any]]) -> Tables:
    return Tables(**{name: from_rows(name, (ROWS | rows).get(name, [])) for name in Tables.__dataclass_fields__})


def made(settings: Settings | None = None, **rows: list[dict[str, Any]]) -> Report:
    return report(tables(**rows), BOOK, settings or Settings(), made={"corpus": "notes", "run_id": "r1"}, wilson=wilson)


def test_everything_is_counted() -> None:
    assert made().counts == {
        "documents": 3,
        "set_aside": 2,
        "segments": 11,
        "characters": 105,
        "codings": 3,
        "negated": 1,
        "codes": 2,
        "topics": 2,
        "themes": 3,
        "organisations": 2,
        "undated": 1,
    }


def test_the_period_and_the_make_up_of_the_corpus_are_of_the_documents_that_were_read() -> None:
    done = made()
    assert done.period == ("2024-03", "2024-05-03")
    assert [(name, list(parts.items())) for name, parts in done.corpus.items()] == [
        ("kind", [("supervision", 1), ("salon", 2)]),
        ("stage", [("summary", 1), ("", 2)]),
        ("organisation", [("乙队", 1), ("甲队", 2)]),
        ("language", [("zh", 1), ("mixed", 1), ("", 1)]),
    ]


def test_a_theme_of_a_code_has_its_level_definition_and_shares_in_natural_order() -> None:
    roles = made().themes[0]
    assert (roles.theme_id, roles.level, roles.label, roles.definition) == (
        "code:roles",
        "risk",
        Both("code:roles", "CODE:ROLES"),
        Both("说不清", "unclear"),
    )
    assert roles.overall == Share("", 2, 3, 2 / 3, 0.1, 0.9)
    assert (roles.trend, roles.p_value, roles.q_value, roles.first_date, roles.last_date) == (
        0.1,
        0.2,
        0.4,
        "2024-05-03",
        "2024-05-03",
    )
    assert {name: [(part.value, part.documents, part.total) for part in parts] for name, parts in roles.by.items()} == {
        "stage": [("preparation", 0, 1), ("cultivation", 0, 1), ("summary", 1, 1), ("", 1, 2)],
        "kind": [("supervision", 1, 1), ("salon", 1, 2)],
        "organisation": [("乙队", 0, 1), ("甲队", 2, 2)],
        "language": [],
        "month": [("2024-03", 0, 1), ("2024-05", 1, 1), ("", 1, 1)],
    }


def test_a_theme_of_a_topic_has_no_level_and_empty_cells_are_empty_texts() -> None:
    topic = made().themes[2]
    assert (topic.level, topic.definition, topic.first_date, topic.trend) == ("", Both("", ""), "", None)
    assert topic.by == {"stage": (), "kind": (), "organisation": (), "language": (), "month": ()}


def test_a_quotation_is_its_segment_in_three_parts() -> None:
    roles, _, topic = made().themes
    assert roles.evidence == (
        Quotation("a", "a-2", "三月", "甲队", "2024-05-03", "李", "今天说", "角色不清", "，用Zoom再谈", "roles*", ""),
    )
    assert roles.counter == (
        Quotation("b", "b-1", "b.txt", "乙队", "2024-03", "", "", "角色", "都清楚", "roles*", "wish"),
    )
    assert topic.evidence == (Quotation("a", "a-3", "三月", "甲队", "2024-05-03", "", "", "第三段", "", "", ""),)


def test_codes_without_an_asserted_passage_are_not_found() -> None:
    assert made().not_found == (Both("没有的", "never"),)
    assert made(codings=CODINGS[2:3]).not_found == (
        Both("角色不清", "vague roles"),
        Both("信任", "trust"),
        Both("没有的", "never"),
    )


def test_a_topic_tells_how_far_codes_cover_it_and_the_nearest_code() -> None:
    first, second = made().topics
    assert (first.topic_id, first.label) == ("topic-01", Both("开会、谈", "meet, talk"))
    assert (first.segments, first.coherence_npmi) == (3, 0.2)
    assert first.terms == (("开会", 0.75), ("谈", 0.25))
    # of a-2, a-3 and b-1 only a-2 carries an asserted code
    assert (first.covered, first.nearest) == (1 / 3, None)
    assert (second.terms, second.covered, second.nearest, second.coherence_npmi) == ((), 0.0, None, None)


def test_a_topic_that_hangs_together_and_carries_hardly_any_code_is_uncovered() -> None:
    assert [topic.uncovered for topic in made().topics] == [False, False]
    assert [topic.uncovered for topic in made(codings=[]).topics] == [True, False]
    loose = [ROWS["topics"][0] | {"coherence_npmi": 0.19}]
    assert [topic.uncovered for topic in made(codings=[], topics=loose).topics] == [False]


def test_the_share_of_all_segments_that_carry_a_code_counts_no_negated_one() -> None:
    assert made().coded == 3 / 11
    assert made(codings=[], segments=[], theme_evidence=[], segment_topics=[]).coded == 0.0


def test_the_heat_map_counts_documents_of_each_organisation() -> None:
    heat = made().heat_map
    assert (heat.codes, heat.organisations) == (
        (Both("角色不清", "vague roles"), Both("信任", "trust")),
        ("乙队", "甲队"),
    )
    assert heat.cells == (
        (Share("乙队", 0, 1, 0.0, 0.0, 0.95), Share("甲队", 2, 2, 1.0, 2 / 3, 0.95)),
        (Share("乙队", 0, 1, 0.0, 0.0, 0.95), Share("甲队", 1, 2, 0.5, 1 / 3, 0.95)),
    )


def test_the_level_of_the_intervals_is_the_one_that_is_set() -> None:
    heat = made(parse("[themes]\nconfidence = 0.8\n", "run.toml")).heat_map
    assert {cell.high for row in heat.cells for cell in row} == {0.8}


def test_what_was_set_aside_and_what_was_doubtful_are_named() -> None:
    done = made()
    assert done.set_aside == (
        SetAside("e.docx", "failed", Both("坏了", "broken")),
        SetAside("f.txt", "duplicate", Both("相同", "same text as a")),
    )
    assert done.doubts == (SetAside("b.txt", "ok", Both("阶段留空", "stage left empty")),)


def test_contexts_show_two_segments_around_evidence_and_mark_what_was_left_out() -> None:
    undated_first, last = made().contexts
    assert [context.document_id for context in (undated_first, last)] == ["b", "a"]
    assert (last.title, last.path, last.kind, last.organisation, last.stage, last.date, last.author) == (
        "三月",
        "督导/a.txt",
        "supervision",
        "甲队",
        "summary",
        "2024-05-03",
        "王",
    )
    assert (undated_first.title, undated_first.stage, undated_first.author) == ("", "", "")
    assert [(line.segment_id, line.marked, line.gap) for line in last.lines] == [
        ("a-1", False, False),
        ("a-2", True, False),
        ("a-3", True, False),
        ("a-4", False, False),
        ("a-5", False, False),
        ("a-6", True, False),
        ("a-7", False, False),
        ("a-8", False, False),
    ]
    assert [(line.speaker, line.time, line.text) for line in last.lines[:2]] == [
        ("", "", "开场"),
        ("李", "00:01:00", TEXTS[1]),
    ]


def test_a_gap_is_marked_where_segments_were_left_out() -> None:
    only = [evidence("code:roles", 1, "a-1", 0, 2, "asserted"), evidence("code:trust", 1, "a-9", 0, 2, "asserted")]
    (context,) = made(theme_evidence=only).contexts
    assert [(line.segment_id, line.gap) for line in context.lines] == [
        ("a-1", False),
        ("a-2", False),
        ("a-3", False),
        ("a-7", True),
        ("a-8", False),
        ("a-9", False),
    ]


def test_the_title_is_the_one_set_or_the_name_of_the_corpus() -> None:
    assert (made().title, made().language) == ("notes", "zh")
    named = made(parse('[report]\ntitle = "三月 report"\nlanguage = "en"\n', "run.toml"))
    assert (named.title, named.language, named.settings["report"]["title"]) == ("三月 report", "en", "三月 report")
    assert named.made == {"corpus": "notes", "run_id": "r1"}


def test_empty_tables_give_an_empty_report() -> None:
    done = made(**{name: [] for name in ROWS})
    assert set(done.counts.values()) == {0}
    assert (done.period, done.themes, done.topics, done.contexts, done.set_aside) == (("", ""), (), (), (), ())
    assert (done.heat_map.codes, done.heat_map.organisations, done.heat_map.cells) == ((), (), ())
    assert len(done.not_found) == 3


@pytest.mark.parametrize("name", list(Tables.__dataclass_fields__))
def test_a_table_that_does_not_fit_is_refused(name: str) -> None:
    other = from_rows("texts", [])
    with pytest.raises(TableError, match=f"table '{name}'"):
        report(Tables(**(vars(tables()) | {name: other})), BOOK, Settings(), made={}, wilson=wilson)


def test_tables_stay_as_they_were_and_the_same_input_gives_the_same_report() -> None:
    held = tables()
    before = {name: frame.copy(deep=True) for name, frame in vars(held).items()}
    first, second = (report(held, BOOK, Settings(), made={}, wilson=wilson) for _ in range(2))
    assert first == second
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(held, name), frame)
    assert set(before) <= set(SCHEMAS)
