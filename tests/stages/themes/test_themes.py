"""What emerges from a coded corpus, counted in documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.backends import conditional, statistics
from pipeline.model.association import Association, Judge
from pipeline.model.both import Both
from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.settings import Themes
from pipeline.model.tables import SCHEMAS
from pipeline.stages.themes import Inputs, Statistics, themes

Row = dict[str, Any]
REAL = Statistics(statistics.wilson, conditional.associate, statistics.adjust, statistics.tempered)
PLAIN = Statistics(
    lambda count, total, confidence: (0.0, confidence),
    lambda scores, strata, confidence: lambda carried: None,
    list,
    lambda p_value, factor: p_value,
)
NAMES = {"roles": Both("角色不清", "vague roles"), "trust": Both("信任", "trust")}
TEXT = "今天说角色不清，用Zoom再谈，大家都同意"


class Corpus:
    """Documents with two segments each; say which carry what."""

    def __init__(self) -> None:
        self.documents: list[Row] = []
        self.codings: list[Row] = []
        self.segment_topics: list[Row] = []
        self.topics: list[Row] = []
        self.topic_passages: list[Row] = []

    def note(self, document_id: str, date: str | None = None, **cells: Any) -> "Corpus":
        plain = {"path": f"{document_id}.txt", "characters": 40, "status": "ok", "date": date}
        self.documents.append({"document_id": document_id} | plain | cells)
        return self

    def code(
        self, segment_id: str, code_id: str, *, at: int = 0, length: int = 4, status: str = "asserted"
    ) -> "Corpus":
        start = (0 if segment_id.endswith("1") else len(TEXT) + 1) + at
        self.codings.append(
            {
                "coding_id": f"{segment_id}.{code_id}.{start}",
                "segment_id": segment_id,
                "document_id": segment_id[:-2],
                "code_id": code_id,
                "coder": "rules",
                "status": status,
                "start_char": start,
                "end_char": start + length,
                "quote": TEXT[at : at + length],
            }
        )
        return self

    def topic(self, topic_id: str, **weights: float) -> "Corpus":
        named = {"label": "沟通、开会", "label_zh": "沟通、开会", "label_en": "talk, meet"}
        self.topics.append({"topic_id": topic_id, **named, "segments": len(weights), "chinese": 1.0, "first_run": "r"})
        self.segment_topics += [
            {"segment_id": name.replace("_", "-"), "topic_id": topic_id, "weight": weight}
            for name, weight in weights.items()
        ]
        return self

    def shown(self, topic_id: str, *names: str) -> "Corpus":
        """Choose the segments that stand for a topic."""
        self.topic_passages += [
            {"topic_id": topic_id, "rank": rank, "segment_id": name} for rank, name in enumerate(names, 1)
        ]
        return self

    def inputs(self) -> Inputs:
        places = [(row["document_id"], index) for row in self.documents if row["status"] == "ok" for index in (1, 2)]
        segments = [
            {
                "segment_id": f"{document}-{index}",
                "document_id": document,
                "segment_index": index,
                "start_char": (index - 1) * (len(TEXT) + 1),
                "end_char": (index - 1) * (len(TEXT) + 1) + len(TEXT),
                "text": TEXT,
            }
            for document, index in places
        ]
        return Inputs(
            from_rows("documents", self.documents),
            from_rows("segments", segments),
            from_rows("codings", self.codings),
            from_rows("topics", self.topics),
            from_rows("segment_topics", self.segment_topics),
            from_rows("topic_passages", self.topic_passages),
            NAMES,
        )


@pytest.fixture
def found(rows_of: Callable[..., list[Row]]) -> Callable[..., tuple[list[Row], list[Row], list[Row]]]:
    """Return the rows of `themes`, `theme_shares` and `theme_evidence`."""

    def run(corpus: Corpus, statistics: Statistics = PLAIN, **options: Any) -> tuple[list[Row], list[Row], list[Row]]:
        made = themes(corpus.inputs(), Themes(**options), statistics)
        return rows_of(made.themes), rows_of(made.theme_shares), rows_of(made.theme_evidence)

    return run


Found = Callable[..., tuple[list[Row], list[Row], list[Row]]]


def test_a_theme_counts_documents_and_segments_and_organisations_never_hits(found: Found) -> None:
    corpus = (
        Corpus().note("a", "2024-05-03", organisation="甲").note("b", "2024-03", organisation="甲").note("c").note("e")
    )
    corpus.code("a-1", "roles").code("a-1", "roles", at=4).code("a-2", "roles").code("b-1", "roles").code(
        "c-2", "roles"
    )
    (row,), _, _ = found(corpus)
    assert row == {
        "theme_id": "code:roles",
        "kind": "code",
        "label_zh": "角色不清",
        "label_en": "vague roles",
        "documents": 3,
        "segments": 4,
        "organisations": 1,
        "people": 0,
        "share": 0.75,
        "share_low": 0.0,
        "share_high": 0.95,
        "trend": 0.0,
        "odds_ratio": None,
        "odds_low": None,
        "odds_high": None,
        "p_value": None,
        "q_value": None,
        "status": "insufficient",
        "first_date": "2024-03",
        "last_date": "2024-05-03",
    }


def test_only_documents_that_were_read_and_have_segments_count(found: Found) -> None:
    corpus = Corpus().note("a").note("b", status="duplicate").note("c", status="failed").code("a-1", "roles")
    (row,), shares, _ = found(corpus)
    assert (row["documents"], row["share"]) == (1, 1.0)
    assert {share["total"] for share in shares} == {1}


def test_themes_stand_by_falling_share_and_those_without_a_passage_are_left_out(found: Found) -> None:
    corpus = (
        Corpus()
        .note("a")
        .note("b")
        .code("a-1", "trust")
        .code("b-1", "trust")
        .topic("topic-01", a_1=0.9)
        .topic("topic-02")
    )
    assert [row["theme_id"] for row in found(corpus)[0]] == ["code:trust", "topic:topic-01"]


def test_negated_passages_are_never_counted_but_shown_as_counter_evidence(found: Found) -> None:
    corpus = Corpus().note("a", "2024-01").note("b", "2024-02").note("c", "2024-03").note("e", "2024-04")
    corpus.code("a-1", "roles").code("a-2", "trust", status="negated")
    for document in "bce":
        corpus.code(f"{document}-1", "roles", status="negated").code(f"{document}-2", "roles", status="negated")
    (row,), _, evidence = found(corpus)
    assert (row["theme_id"], row["documents"], row["segments"]) == ("code:roles", 1, 1)
    assert [(entry["rank"], entry["reason"], entry["segment_id"]) for entry in evidence] == [
        (1, "asserted", "a-1"),
        (2, "negated", "e-1"),
        (3, "negated", "c-1"),
        (4, "negated", "b-1"),
    ]


def test_a_segment_carries_a_topic_that_makes_up_half_of_it(found: Found) -> None:
    corpus = Corpus().note("a").note("b").note("c").topic("topic-03", a_1=0.5, a_2=0.9, b_1=0.49, c_1=0.7)
    (row,), _, evidence = found(corpus)
    assert (row["theme_id"], row["kind"], row["documents"], row["segments"]) == ("topic:topic-03", "topic", 2, 3)
    assert (row["label_zh"], row["label_en"]) == ("主题 03：沟通、开会", "Topic 03: talk, meet")
    assert [(entry["segment_id"], entry["reason"], entry["quote"]) for entry in evidence] == [
        ("a-2", "topic", TEXT),
        ("c-1", "topic", TEXT),
        ("a-1", "topic", TEXT),
    ]


def test_what_stands_for_a_topic_is_quoted_first_and_the_rest_by_its_share(found: Found) -> None:
    corpus = Corpus().note("a").note("b").note("c").topic("topic-03", a_1=0.5, a_2=0.9, b_1=0.8, c_1=0.7)
    _, _, evidence = found(corpus.shown("topic-03", "c-1", "a-1"))
    assert [entry["segment_id"] for entry in evidence] == ["c-1", "a-1", "a-2", "b-1"]


def test_shares_are_given_per_group_in_each_dimension(found: Found) -> None:
    corpus = Corpus().note("a", "2024-05-03", stage="summary", kind="salon", organisation="甲")
    corpus.note("b", "2024-05", stage="summary", kind="salon").note(
        "c", stage="cultivation", kind="salon", organisation="甲"
    )
    _, shares, _ = found(corpus.code("a-1", "roles").code("c-1", "roles"))
    assert [(row["dimension"], row["value"], row["documents"], row["total"], row["share"]) for row in shares] == [
        ("stage", "cultivation", 1, 1, 1.0),
        ("stage", "summary", 1, 2, 0.5),
        ("kind", "salon", 2, 3, 2 / 3),
        ("organisation", "", 0, 1, 0.0),
        ("organisation", "甲", 2, 2, 1.0),
        ("language", "", 2, 3, 2 / 3),
        ("month", "", 1, 1, 1.0),
        ("month", "2024-05", 1, 2, 0.5),
    ]


def test_intervals_are_wilsons_at_the_level_asked_for(found: Found) -> None:
    corpus = Corpus()
    for number in range(20):
        corpus.note(f"d{number:02}")
    for number in range(7):
        corpus.code(f"d{number:02}-1", "roles")
    (row,), _, _ = found(corpus, REAL)
    assert (round(row["share_low"], 4), round(row["share_high"], 4)) == (0.1812, 0.5671)
    (row,), _, _ = found(corpus, REAL, confidence=0.9)
    assert (round(row["share_low"], 4), round(row["share_high"], 4)) == (0.2023, 0.5335)


def told(p_value: float, attainable: float = 0.0) -> Association:
    return Association(2.0, 1.0, 3.0, p_value, attainable)


def test_the_trend_test_gets_months_since_the_first_one_within_organisations(found: Found) -> None:
    asked: list[tuple[Sequence[int], Sequence[str], float, Sequence[bool]]] = []

    def associate(scores: Sequence[int], strata: Sequence[str], confidence: float) -> Judge:
        def judge(carried: Sequence[bool]) -> Association:
            asked.append((scores, strata, confidence, carried))
            return told(0.04)

        return judge

    corpus = Corpus().note("a", "2023-11-30", organisation="甲").note("b", "2023-11").note("c", "2024-02-01").note("e")
    corpus.note("f", "2024-01", organisation="甲").code("a-1", "roles").code("c-1", "roles").code("e-1", "roles")
    options = {"minimum_documents": 4, "minimum_carriers": 2}
    (row,), _, _ = found(
        corpus, replace(PLAIN, associate=associate, adjust=lambda values: [2 * one for one in values]), **options
    )
    assert asked[0] == ([0, 0, 2, 3], ["", "甲", "甲", ""], 0.95, [False, True, False, True])
    assert (row["p_value"], row["q_value"]) == (0.04, 0.08)
    assert (row["odds_ratio"], row["odds_low"], row["odds_high"]) == (8.0, 1.0, 27.0)  # three months


def test_q_values_are_made_over_the_themes_that_could_have_told_something(found: Found) -> None:
    def associate(scores: Sequence[int], strata: Sequence[str], confidence: float) -> Judge:
        return lambda carried: (
            None if sum(carried) == 1 else told(sum(carried) / 100, 0.06 if sum(carried) == 4 else 0.05)
        )

    asked: list[list[float]] = []

    def adjust(values: Sequence[float]) -> list[float]:
        asked.append(list(values))
        return [value + 0.5 for value in values]

    corpus = Corpus().topic("topic-01", a_1=0.9).topic("topic-02", a_1=0.9, b_1=0.9, c_1=0.9, e_1=0.9)
    for number, name in enumerate("abce", 1):
        corpus.note(name, f"2024-0{number}")
    corpus.code("a-1", "roles").code("b-1", "roles").code("c-1", "roles").code("a-1", "trust").code("b-1", "trust")
    options = {"minimum_documents": 4, "minimum_carriers": 1}
    rows, _, _ = found(corpus, replace(PLAIN, associate=associate, adjust=adjust), **options)
    assert asked[0] == [0.03, 0.02]
    assert {row["theme_id"]: (row["p_value"], row["q_value"]) for row in rows} == {
        "code:roles": (0.03, 0.53),
        "code:trust": (0.02, 0.52),
        "topic:topic-01": (None, None),
        "topic:topic-02": (None, None),
    }


def monthly(carriers: Mapping[int, int]) -> Corpus:
    """Twelve months of five notes each; the mapping says how many of a month carry the code."""
    corpus = Corpus()
    for month in range(1, 13):
        for number in range(5):
            corpus.note(f"m{month:02}n{number}", f"2024-{month:02}-{number + 1:02}")
            if number < carriers.get(month, 0):
                corpus.code(f"m{month:02}n{number}-1", "roles")
    return corpus


@pytest.mark.parametrize(
    ("carriers", "status"),
    [
        ({month: 4 for month in range(7, 13)}, "new"),
        ({1: 1, 4: 1} | {month: 4 for month in range(8, 13)}, "rising"),
        ({month: 2 for month in range(1, 13)}, "steady"),
        ({month: 4 for month in range(1, 6)} | {9: 1, 12: 1}, "fading"),
        ({month: 4 for month in range(1, 7)}, "gone"),
        ({11: 1, 12: 1}, "insufficient"),
    ],
)
def test_each_status_has_its_course(found: Found, carriers: Mapping[int, int], status: str) -> None:
    (row,), _, _ = found(monthly(carriers), REAL)
    assert row["status"] == status


def test_a_trend_counts_only_below_the_significance_that_is_set(found: Found) -> None:
    corpus = monthly({1: 1, 2: 1, 5: 2, 8: 2, 10: 2, 12: 2})
    (row,), _, _ = found(corpus, REAL)
    assert 0.05 < row["q_value"] < 0.5
    assert row["status"] == "steady"
    assert found(corpus, REAL, significance=0.5)[0][0]["status"] == "rising"


def test_too_few_dated_documents_or_months_are_insufficient(found: Found) -> None:
    few = Corpus()
    for month in range(1, 10):
        few.note(f"m{month}", f"2024-0{month}")
    for month in range(6, 10):
        few.code(f"m{month}-1", "roles")
    assert found(few, REAL)[0][0]["status"] == "insufficient"
    assert found(few, REAL, minimum_documents=9)[0][0]["status"] == "new"
    short = Corpus()
    for number in range(20):
        short.note(f"n{number:02}", "2024-01" if number < 10 else "2024-02")
    for number in range(10, 20):
        short.code(f"n{number:02}-1", "roles")
    assert found(short, REAL)[0][0]["status"] == "insufficient"
    assert found(short, REAL, minimum_months=2)[0][0]["status"] == "new"


def test_a_theme_in_too_few_documents_is_insufficient(found: Found) -> None:
    corpus = monthly({11: 1, 12: 2})
    assert found(corpus, REAL, minimum_carriers=4)[0][0]["status"] == "insufficient"
    assert found(corpus, REAL, minimum_carriers=3)[0][0]["status"] == "new"


def test_documents_without_date_or_organisation_count_in_the_share_only(found: Found) -> None:
    (row,), shares, _ = found(Corpus().note("a").note("b").code("a-1", "roles"), REAL)
    assert (row["documents"], row["organisations"], row["share"]) == (1, 0, 0.5)
    assert (row["first_date"], row["last_date"], row["p_value"], row["status"]) == (None, None, None, "insufficient")
    assert [(share["value"], share["documents"]) for share in shares] == [("", 1)] * 5


def test_evidence_lets_every_document_speak_once_before_any_speaks_twice(found: Found) -> None:
    corpus = Corpus().note("a", "2024-05").note("b", "2024-07").note("c")
    corpus.code("a-1", "roles", length=3).code("a-2", "roles", length=5).code("a-2", "roles", at=6, length=2)
    corpus.code("b-1", "roles", length=2).code("c-1", "roles").code("c-2", "roles", length=3)
    _, _, evidence = found(corpus)
    assert [(entry["rank"], entry["segment_id"], entry["end_char"] - entry["start_char"]) for entry in evidence] == [
        (1, "b-1", 2),
        (2, "a-2", 5),
        (3, "c-1", 4),
        (4, "a-1", 3),
        (5, "c-2", 3),
    ]
    assert [entry["segment_id"] for entry in found(corpus, evidence=2)[2]] == ["b-1", "a-2"]


def test_nothing_in_gives_empty_tables() -> None:
    made = themes(Corpus().inputs(), Themes(), REAL)
    for name, frame in vars(made).items():
        assert len(frame) == 0
        assert list(frame.columns) == SCHEMAS[name].names


def test_a_table_that_does_not_fit_its_schema_is_refused() -> None:
    inputs = Corpus().note("a").inputs()
    broken = Inputs(**(vars(inputs) | {"codings": inputs.segments}))
    with pytest.raises(TableError, match="table 'codings'"):
        themes(broken, Themes(), PLAIN)


def test_tables_stay_as_they_were_and_the_same_input_gives_the_same_tables() -> None:
    inputs = (
        Corpus()
        .note("a", "2024-05")
        .note("b")
        .code("b-1", "roles")
        .code("a-2", "roles")
        .topic("topic-01", a_1=0.6)
        .inputs()
    )
    before = {name: frame.copy(deep=True) for name, frame in vars(inputs).items() if isinstance(frame, pd.DataFrame)}
    first, second = (themes(inputs, Themes(), REAL) for _ in range(2))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(inputs, name), frame)
    for name in vars(first):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
