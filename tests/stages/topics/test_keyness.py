"""Words that mark a part of a corpus."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from pipeline.stages.topics.keyness import key_terms, keyness
from pipeline.stages.topics.passages import Cut, Passage

Documents = Callable[..., pd.DataFrame]
Row = dict[str, Any]


def held(documents: Mapping[str, Sequence[str]], *, unlisted: Sequence[str] = ()) -> tuple[Cut, dict[str, str]]:
    """Make one passage for each string, its words parted by blanks, and the home of each."""
    passages, homes = [], {}
    for document, lines in documents.items():
        for index, line in enumerate(lines):
            passages.append(Passage((f"{document}-{index}",), line.split()))
            homes[f"{document}-{index}"] = document
    words = {word for passage in passages for word in passage.words}
    return Cut(passages, frozenset(words - set(unlisted))), homes


def listed(frame: pd.DataFrame, rows_of: Callable[..., list[Row]]) -> list[tuple[object, ...]]:
    return [(row["value"], row["rank"], row["term"], row["documents"]) for row in rows_of(frame)]


def test_keyness_of_an_example_worked_by_hand() -> None:
    # 3 of 4 against 1 of 4, 2 expected in each of the four cells: 2 (2 x 3 ln 3/2 + 2 ln 1/2) = 4 (1.216395 - 0.693147)
    assert keyness(3, 4, 4, 8) == pytest.approx(2.092992, abs=1e-6)
    # 2 of 2 against 0 of 2, 1 expected in each: 2 (2 ln 2 + 2 ln 2)
    assert keyness(2, 2, 2, 4) == pytest.approx(5.545177, abs=1e-6)


def test_a_word_no_commoner_in_the_group_than_elsewhere_has_no_keyness() -> None:
    assert keyness(2, 4, 4, 8) == keyness(1, 4, 4, 8) == keyness(0, 3, 4, 8) == keyness(4, 4, 4, 4) == 0.0


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_keyness_is_the_log_likelihood_of_scipy(counts: list[int]) -> None:
    inside, without, outside, others = counts
    table = [[inside, without + 1], [outside, others + 1]]
    group, total = sum(table[0]), sum(map(sum, table))
    found = keyness(inside, inside + outside, group, total)
    if inside * (total - group) <= outside * group:
        assert found == 0.0
    else:
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert found == pytest.approx(expected, abs=1e-9)


def test_each_group_is_marked_by_the_words_that_more_of_its_documents_hold(
    make_documents: Documents, rows_of: Callable[..., list[Row]]
) -> None:
    cut, homes = held(
        {
            "a": ["老人 送餐 会议", "老人 老人"],
            "b": ["老人 送餐"],
            "c": ["老人 花园 会议"],
            "d": ["花园 会议"],
            "e": ["花园 种子"],
        }
    )
    stages = {"a": "preparation", "b": "preparation", "c": "cultivation", "d": "cultivation", "e": "cultivation"}
    documents = make_documents(*({"document_id": key, "stage": stage} for key, stage in stages.items()))
    made = key_terms(cut, homes, documents)
    # a word of one document of the group alone marks nothing; 会议 is in 2 of 3 there against 1 of 2 here
    assert listed(made, rows_of) == [
        ("cultivation", 1, "花园", 3),
        ("cultivation", 2, "会议", 2),
        ("preparation", 1, "送餐", 2),
        ("preparation", 2, "老人", 2),
    ]
    assert set(made["dimension"]) == {"stage"}
    assert [row["keyness"] for row in rows_of(made)] == [
        round(score, 6)
        for score in (keyness(3, 3, 3, 5), keyness(2, 3, 3, 5), keyness(2, 2, 2, 5), keyness(2, 3, 2, 5))
    ]


def test_stage_organisation_and_kind_are_each_compared_and_documents_without_are_left_out(
    make_documents: Documents, rows_of: Callable[..., list[Row]]
) -> None:
    cut, homes = held({"a": ["x y"], "b": ["x y"], "c": ["z y"], "d": ["z y"], "e": ["x z w"], "f": ["x z w"]})
    cells = {
        "a": {"organisation": "甲", "kind": "salon"},
        "b": {"organisation": "甲", "kind": "salon"},
        "c": {"organisation": "乙", "kind": "salon"},
        "d": {"organisation": "乙"},
        "e": {"organisation": None, "kind": "interview"},
        "f": {"organisation": "丙", "kind": "interview"},
    }
    made = key_terms(cut, homes, make_documents(*({"document_id": key} | some for key, some in cells.items())))
    assert [(row["dimension"], row["value"], row["term"]) for row in rows_of(made)] == [
        ("organisation", "乙", "z"),
        ("organisation", "甲", "x"),
        ("kind", "interview", "w"),
        ("kind", "interview", "z"),
        ("kind", "interview", "x"),
        ("kind", "salon", "y"),
    ]


def test_ten_terms_a_group_are_listed_and_words_that_name_no_topic_are_not(
    make_documents: Documents, rows_of: Callable[..., list[Row]]
) -> None:
    line = "a b c d e f g h i j k l n"
    cut, homes = held({"1": [line], "2": [line], "3": ["m"], "4": ["m"]}, unlisted=["a", "c"])
    documents = make_documents(*({"document_id": key, "stage": "s" if key in "12" else "t"} for key in "1234"))
    assert listed(key_terms(cut, homes, documents), rows_of) == [
        *[("s", rank, term, 2) for rank, term in enumerate("bdefghijkl", 1)],
        ("t", 1, "m", 2),
    ]


@pytest.mark.parametrize(
    "stages",
    [(None, None, None), ("s", "s", "s"), ("s", "s", "t"), ("s", "t", "u")],
    ids=["none", "one", "one of a single document", "single documents"],
)
def test_without_two_groups_of_two_documents_the_terms_of_most_documents_are_listed(
    stages: tuple[str | None, ...], make_documents: Documents, rows_of: Callable[..., list[Row]]
) -> None:
    cut, homes = held({"a": ["团队 老人 花园", "团队 种子"], "b": ["团队 老人"], "c": ["花园 老人 团队"]})
    documents = make_documents(
        *({"document_id": key, "stage": stage} for key, stage in zip("abc", stages, strict=True))
    )
    made = key_terms(cut, homes, documents)
    # 种子 is one document's story
    assert listed(made, rows_of) == [("", 1, "团队", 3), ("", 2, "老人", 3), ("", 3, "花园", 2)]
    assert [(row["dimension"], row["keyness"]) for row in rows_of(made)] == [("", None)] * 3


def test_a_corpus_without_passages_has_no_key_terms(make_documents: Documents) -> None:
    assert len(key_terms(Cut([], frozenset()), {}, make_documents({"document_id": "a", "stage": "s"}))) == 0


def test_a_document_that_holds_no_listed_word_counts_in_its_group(
    make_documents: Documents, rows_of: Callable[..., list[Row]]
) -> None:
    cut, homes = held({"a": ["x"], "b": ["x"], "c": ["x"], "d": ["x"], "e": ["rare"]}, unlisted=["rare"])
    documents = make_documents(*({"document_id": key, "stage": "s" if key in "ab" else "t"} for key in "abcde"))
    made = key_terms(cut, homes, documents)
    # in 2 of 2 documents of s against 2 of 3 of t
    assert [(row["term"], row["keyness"]) for row in rows_of(made)] == [("x", round(keyness(2, 4, 2, 5), 6))]
