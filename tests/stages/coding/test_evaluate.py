"""Operators, scopes, weights, conditions and references, each in a sentence made for it."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.stages.coding.conftest import make_code, make_codebook, make_cue, make_pattern

Quotes = Callable[..., list[str]]
Rows = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("near(社工, 角色, within=2)", ["角色是社工"]),
        ("near(角色, 社工, within=2)", ["角色是社工"]),
        ("seq(角色, 社工, within=2)", ["角色是社工"]),
        ("seq(社工, 角色, within=2)", []),
        ("near(社工, 角色, within=0)", []),
        ("near(角色, 社工, 不清, within=1)", ["角色是社工不清"]),
        ("角色 AND 不清", ["角色"]),
        ("角色 AND NOT 不清", []),
        ("角色 OR 不清", ["角色", "不清"]),
        ("不清 AFTER 社工 WITHIN 1", ["不清"]),
        ("不清 AFTER 角色 WITHIN 1", []),
        ("不清 NOT AFTER 角色 WITHIN 1", ["不清"]),
        ("角色 BEFORE 不清 WITHIN 2", ["角色"]),
    ],
)
def test_each_operator_finds_its_passage(quotes: Quotes, pattern: str, found: list[str]) -> None:
    assert quotes("角色是社工不清", pattern) == found


def test_parts_of_a_pattern_share_a_sentence_unless_it_says_segment_or_words(quotes: Quotes) -> None:
    text = "角色谈过。一二三四五不清"
    assert quotes(text, "角色 AND 不清") == []
    assert quotes(text, make_pattern("角色 AND 不清", within="segment")) == ["角色"]
    assert quotes(text, make_pattern("角色 AND 不清", within=7)) == ["角色"]
    assert quotes(text, make_pattern("角色 AND 不清", within=6)) == []
    assert quotes(text, "角色 ... 不清") == []
    assert quotes(text, make_pattern("角色 ... 不清", within="segment")) == [text]


def test_a_mixed_sentence_is_near_in_both_languages(quotes: Quotes) -> None:
    assert quotes("我们的role一直unclear", "near(unclear, role, within=2)") == ["role一直unclear"]


@pytest.mark.parametrize(("text", "found"), [("社工来了", ["社工"]), ("分工来了", []), ("工来了", ["工"])])
def test_a_short_term_does_not_cut_a_word_in_two(quotes: Quotes, text: str, found: list[str]) -> None:
    assert quotes(text, "工") + quotes(text, "社工") == found


def test_a_short_term_between_gaps_does_not_cut_a_word_either_unless_marked(quotes: Quotes) -> None:
    assert quotes("分工还是不清", "工 * 不清") == []
    assert quotes("分工还是不清", "~工 * 不清") == ["工还是不清"]
    assert quotes("分工不清", "工不清") == ["工不清"]  # joined to more it is no short term


def test_a_quoted_term_is_exactly_a_word(quotes: Quotes) -> None:
    assert quotes("社工不清", '"社工" * 不清') == ["社工不清"]
    assert quotes("分工还是不清", '"工" * 不清') == []
    assert quotes("分工不清", '"工" 不清') == []


def test_weights_add_up_to_a_code(code_rows: Rows) -> None:
    weak = [make_pattern(word, weight=0.5) for word in ("角色", "不清", "社工")]
    book = make_codebook(make_code("c", weak))
    rows = code_rows(book, "角色", "角色，不清", "角色。社工")
    assert [(row["segment_id"], row["quote"], row["confidence"]) for row in rows] == [
        ("d1-0002", "角色", 0.5),
        ("d1-0002", "不清", 0.5),
        ("d1-0003", "角色", 0.5),
        ("d1-0003", "社工", 0.5),
    ]


def test_what_is_taken_back_adds_no_weight(code_rows: Rows) -> None:
    weak = [make_pattern(word, weight=0.5) for word in ("角色", "社工")]
    cue = make_cue("clause", 3, before=["没有"])
    book = make_codebook(make_code("c", weak, reacts_to=["negation"]), cues={"negation": cue})
    rows = code_rows(book, "没有角色，社工", "没有角色")
    assert [(row["segment_id"], row["quote"], row["status"]) for row in rows] == [("d1-0001", "角色", "negated")]


def test_beside_a_passage_that_is_enough_weaker_ones_are_left_out(code_rows: Rows) -> None:
    book = make_codebook(
        make_code("c", [make_pattern("角色很不清", weight=0.5), "角色", make_pattern("社工", weight=0.5)])
    )
    assert [row["quote"] for row in code_rows(book, "社工的角色很不清")] == ["角色"]


def test_conditions_on_the_document_and_the_speaker_hold(code_rows: Rows) -> None:
    book = make_codebook(
        make_code("a", [make_pattern("角色", where=(("kind", ("supervision", "salon")),))]),
        make_code("b", [make_pattern("角色", where=(("speaker", ("小周",)),))]),
    )
    assert [row["code_id"] for row in code_rows(book, "角色", kind="salon")] == ["a"]
    assert code_rows(book, "角色", kind="interview") == []
    assert code_rows(book, "角色") == []


def test_a_reference_means_the_asserted_passages_of_the_other_code(code_rows: Rows) -> None:
    cue = make_cue("clause", 3, before=["没有"])
    book = make_codebook(
        make_code("both", ["@role AND 社工"]),
        make_code("role", ["角色"], reacts_to=["negation"]),
        cues={"negation": cue},
    )
    found = [(row["code_id"], row["quote"]) for row in code_rows(book, "社工的角色", "没有角色，社工")]
    assert found == [("both", "角色"), ("role", "角色"), ("role", "角色")]


def test_an_unless_of_a_segment_bars_all_of_it(code_rows: Rows) -> None:
    sentence = make_code("a", ["角色"], unless=["开会"])
    segment = make_code("b", ["角色"], unless=[make_pattern("开会", within="segment")])
    rows = code_rows(make_codebook(sentence, segment), "角色。开会。")
    assert [row["code_id"] for row in rows] == ["a"]


@pytest.mark.parametrize(
    ("text", "status"), [("不是分工，角色", "asserted"), ("不是角色", "negated"), ("不是分工而是角色", "asserted")]
)
def test_a_cue_does_not_reach_across_the_word_that_ends_it(code_rows: Rows, text: str, status: str) -> None:
    cue = make_cue("clause", 6, before=["不是"], until=["而是"])
    book = make_codebook(make_code("c", ["角色"], reacts_to=["negation"]), cues={"negation": cue})
    assert [row["status"] for row in code_rows(book, text)] == [status]


def test_batches_give_what_one_text_gives(code_rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    book = make_codebook(make_code("c", ["角色 ... 不清", "社工 OR role*"]))
    texts = ["角色很不清", "", "社工", "the roles", "角色不", "清"]
    whole = code_rows(book, *texts)
    monkeypatch.setattr(sys.modules["pipeline.stages.coding.code"], "BATCH", 6)
    assert code_rows(book, *texts) == whole
    assert len(whole) == 3
