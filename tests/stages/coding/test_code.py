"""Which passages assert a code, which take it back, and by what rule."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.backends import ahocorasick, chinese, opencc, simplemma
from pipeline.model.codebook import CUES
from pipeline.model.errors import TableError
from pipeline.model.frames import from_rows
from pipeline.model.tables import SCHEMAS
from pipeline.stages.coding import Inputs, Tools, code
from tests.stages.coding.conftest import PLAIN, inputs_of, make_code, make_codebook, make_cue

Quotes = Callable[..., list[str]]
Rows = Callable[..., list[dict[str, Any]]]
Judged = Callable[..., list[tuple[str, str | None]]]

ROLE = make_code("role_vagueness", ["角色 * 不清", "role* unclear"])


def test_a_chinese_passage_is_coded_with_everything_that_finds_it_again(code_rows: Rows) -> None:
    assert code_rows(make_codebook(ROLE), "会上说角色很不清。", start=100) == [
        {
            "coding_id": "d1-0001.role_vagueness.103-108",
            "segment_id": "d1-0001",
            "document_id": "d1",
            "code_id": "role_vagueness",
            "coder": "rules",
            "status": "asserted",
            "start_char": 103,
            "end_char": 108,
            "quote": "角色很不清",
            "rule": "角色 * 不清",
            "confidence": 1.0,
            "cue": None,
            "cue_start": None,
            "cue_end": None,
        }
    ]


def test_a_mixed_passage_is_coded_across_both_languages(code_rows: Rows) -> None:
    book = make_codebook(make_code("c", ["{worker} * 不清"]), sets={"worker": ["社工", "social worker"]})
    rows = code_rows(book, "我觉得Social Worker的Role不清，有点乱")
    assert [(row["quote"], row["start_char"]) for row in rows] == [("Social Worker的Role不清", 3)]


def test_no_segments_give_an_empty_table() -> None:
    made = code(inputs_of(from_rows("segments", [])), make_codebook(ROLE), PLAIN)
    assert len(made) == 0
    assert list(made.columns) == SCHEMAS["codings"].names


def test_a_text_without_any_hit_gives_no_row(code_rows: Rows) -> None:
    assert code_rows(make_codebook(ROLE), "天气很好", "") == []


def test_a_table_that_is_no_segments_is_refused(make_documents: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(TableError, match="table 'segments'"):
        documents = make_documents({"document_id": "d1"})
        code(Inputs(documents, documents, documents), make_codebook(ROLE), PLAIN)


def test_segments_stay_as_they_were(make_segments: Callable[..., pd.DataFrame]) -> None:
    segments = make_segments("角色不清", "ROLE unclear")
    before = segments.copy(deep=True)
    code(inputs_of(segments), make_codebook(ROLE), PLAIN)
    pd.testing.assert_frame_equal(segments, before)


def test_progress_is_told_in_segments_after_each_batch(make_segments: Callable[..., pd.DataFrame]) -> None:
    told: list[int] = []
    code(inputs_of(make_segments("一", "二", "三")), make_codebook(ROLE), PLAIN, progress=told.append)
    assert told == [3]


def test_rows_stand_in_the_order_of_segments_codes_and_offsets(code_rows: Rows) -> None:
    book = make_codebook(make_code("b", ["不清"]), make_code("a", ["角色"]))
    rows = code_rows(book, "角色不清，不清", "角色")
    assert [(row["segment_id"], row["code_id"], row["start_char"]) for row in rows] == [
        ("d1-0001", "b", 2),
        ("d1-0001", "b", 5),
        ("d1-0001", "a", 0),
        ("d1-0002", "a", 8),
    ]


def test_traditional_and_full_width_text_is_found_and_quoted_as_written(code_rows: Rows) -> None:
    book = make_codebook(make_code("c", ["督导会 * zoom 开 3 次"]))
    rows = code_rows(book, "「督導會用ＺＯＯＭ開３次」")
    assert [(row["quote"], row["start_char"], row["end_char"]) for row in rows] == [("督導會用ＺＯＯＭ開３次", 1, 12)]


def test_traditional_characters_in_a_pattern_find_simplified_text(quotes: Quotes) -> None:
    assert quotes("督导会", "督導會") == ["督导会"]


def test_a_short_chinese_hit_does_not_cut_a_longer_word(quotes: Quotes) -> None:
    assert quotes("社工作了说明，工作很多，社工", "工作") == ["工作"]
    assert quotes("不同的人，不", "不") == ["不"]


def test_a_short_hit_of_two_literals_does_not_cut_a_longer_word_either(quotes: Quotes) -> None:
    assert quotes("社工作", "工 作") == []


def test_a_hit_of_three_characters_may_cut_words(quotes: Quotes) -> None:
    assert quotes("社工作了", "工作了") == ["工作了"]


def test_a_short_unless_does_not_cut_a_longer_word(quotes: Quotes) -> None:
    assert quotes("社工作了说明，角色不清", "角色不清", unless=["工作"]) == ["角色不清"]


def test_a_short_cue_does_not_cut_a_longer_word(judged: Judged) -> None:
    assert judged("不过角色不清", "角色不清", make_cue("clause", 5, before=["不"])) == [("角色不清", None)]


def test_longest_pattern_wins_within_a_code(code_rows: Rows) -> None:
    book = make_codebook(make_code("c", ["角色", "角色 不清", "不清 的"]))
    rows = code_rows(book, "角色不清的")
    assert [(row["quote"], row["rule"]) for row in rows] == [("角色不清", "角色 不清")]


def test_passages_of_one_code_do_not_overlap_and_the_rest_still_counts(quotes: Quotes) -> None:
    assert quotes("甲乙丙丁戊", "乙丙丁", "甲乙", "丁戊", "戊") == ["乙丙丁", "戊"]


def test_of_two_patterns_with_the_same_passage_the_first_is_the_rule(code_rows: Rows) -> None:
    book = make_codebook(make_code("c", ["角 色 不清", "角色不清"]))
    assert [row["rule"] for row in code_rows(book, "角色不清")] == ["角 色 不清"]


def test_two_codes_share_a_passage(code_rows: Rows) -> None:
    rows = code_rows(make_codebook(make_code("a", ["角色不清"]), make_code("b", ["色不清楚", "角色"])), "角色不清楚")
    assert [(row["code_id"], row["quote"]) for row in rows] == [("a", "角色不清"), ("b", "色不清楚")]


def test_a_code_may_hit_several_times_in_a_segment(quotes: Quotes) -> None:
    assert quotes("角色不清。分工不清。", "(角色|分工)不清") == ["角色不清", "分工不清"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("角色扮演，角色不清。", []),
        ("角色不清，角色扮演。", []),
        ("角色扮演。角色不清。", ["角色不清"]),
        ("角色不清！角色扮演", ["角色不清"]),
        ("Role play. 角色不清", ["角色不清"]),
    ],
)
def test_unless_bars_its_own_sentence_only(quotes: Quotes, text: str, found: list[str]) -> None:
    assert quotes(text, "角色不清", unless=["角色扮演", "role play"]) == found


@pytest.mark.parametrize("kind", CUES)
def test_each_kind_of_cue_takes_a_hit_back_before_and_after_it(judged: Judged, kind: str) -> None:
    cue = make_cue("clause", 5, before=["没有"], after=["的问题解决了"])
    assert judged("没有角色不清", "角色不清", cue, kind) == [("角色不清", kind)]
    assert judged("角色不清的问题解决了", "角色不清", cue, kind) == [("角色不清", kind)]
    assert judged("角色不清没有，的问题解决了角色不清", "角色不清", cue, kind) == [("角色不清", None)] * 2


def test_an_english_cue_takes_a_chinese_hit_back(judged: Judged) -> None:
    cue = make_cue("clause", 5, before=["no longer"])
    assert judged("We no longer feel 角色不清", "角色不清", cue) == [("角色不清", "negation")]


def test_a_cue_inside_a_gap_takes_the_hit_back(judged: Judged) -> None:
    cue = make_cue("clause", 2, before=["没有"])
    assert judged("角色并没有不清", "角色 * 不清", cue) == [("角色并没有不清", "negation")]
    assert judged("角色没有变得加不清", "角色 * 不清", cue) == [("角色没有变得加不清", None)]


def test_a_cue_inside_the_words_of_the_hit_does_not_count(judged: Judged) -> None:
    cue = make_cue("clause", 9, before=["不"], after=["不"])
    assert judged("角色不清楚", "角色不清楚", cue) == [("角色不清楚", None)]


@pytest.mark.parametrize(("scope", "kept"), [("clause", "asserted"), ("sentence", "negated")])
@pytest.mark.parametrize("sign", ["，", ",", "、", "：", ":"])
def test_a_cue_reaches_over_a_comma_in_its_sentence_but_not_in_its_clause(
    code_rows: Rows, scope: str, kept: str, sign: str
) -> None:
    book = make_codebook(
        make_code("c", ["角色不清"], reacts_to=["wish"]), cues={"wish": make_cue(scope, 9, before=["希望"])}
    )
    assert [row["status"] for row in code_rows(book, f"希望{sign}角色不清")] == [kept]


@pytest.mark.parametrize("stop", ["。", "！", "？", "；", ";", ". "])
def test_no_cue_reaches_over_the_end_of_a_sentence(judged: Judged, stop: str) -> None:
    cue = make_cue("sentence", 9, before=["希望"], after=["解决"])
    assert judged(f"希望{stop}角色不清{stop}解决", "角色不清", cue) == [("角色不清", None)]


@pytest.mark.parametrize(("units", "taken"), [(5, "negation"), (6, None)])
def test_within_is_the_most_units_that_may_lie_between(judged: Judged, units: int, taken: str | None) -> None:
    cue = make_cue("clause", 5, before=["没有"], after=["了吧"])
    assert judged(f"没有{'很' * units}角色不清", "角色不清", cue) == [("角色不清", taken)]
    assert judged(f"角色不清{'的' * units}了吧", "角色不清", cue) == [("角色不清", taken)]
    assert judged(f"没有 {'very ' * units}角色不清", "角色不清", cue) == [("角色不清", taken)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("不得不说角色不清", None),
        ("不说角色不清", "negation"),
        ("不说不得不角色不清", "negation"),
        ("不 only 角色不清", None),
    ],
)
def test_a_cue_inside_a_cancelling_phrase_does_not_count(judged: Judged, text: str, taken: str | None) -> None:
    cue = make_cue("clause", 9, before=["不"], cancelled_by=["不得不", "不 only"])
    assert judged(text, "角色不清", cue) == [("角色不清", taken)]


def test_the_span_of_the_nearest_cue_is_kept(code_rows: Rows) -> None:
    cue = make_cue("clause", 9, before=["没有", "no"], after=["解决"])
    book = make_codebook(make_code("c", ["角色不清"], reacts_to=["negation"]), cues={"negation": cue})
    (row,) = code_rows(book, "没有no很角色不清都解决", start=50)
    assert (row["cue"], row["cue_start"], row["cue_end"]) == ("negation", 52, 54)


def test_cues_are_asked_in_the_order_of_reacts_to_and_others_not_at_all(code_rows: Rows) -> None:
    cues = {"negation": make_cue("clause", 9, before=["没有"]), "wish": make_cue("sentence", 9, before=["希望"])}
    text = "希望没有角色不清"
    first = make_code("first", ["角色不清"], reacts_to=["wish", "negation"])
    second = make_code("second", ["角色不清"], reacts_to=["negation"])
    third = make_code("third", ["角色不清"])
    rows = code_rows(make_codebook(first, second, third, cues=cues), text)
    assert [(row["code_id"], row["cue"], row["status"]) for row in rows] == [
        ("first", "wish", "negated"),
        ("second", "negation", "negated"),
        ("third", None, "asserted"),
    ]


def test_the_real_libraries_find_a_passage_in_both_languages_and_scripts(code_rows: Rows) -> None:
    real = Tools(ahocorasick.automaton, opencc.simplify, simplemma.lemma)
    cue = make_cue("clause", 5, before=["不", "no longer"])
    book = make_codebook(
        make_code("c", ["{worker} * (的|) (角色|role) ... {unclear}", "分工"], reacts_to=["negation"]),
        sets={"worker": ["社工", "social worker"], "unclear": ["不清楚", "unclear"]},
        cues={"negation": cue},
    )
    text = "社工們的Roles仍然不清楚。The social workers' role was no longer unclear; 不過分工還好，大部分工作完成"
    rows = code_rows(book, text, tools=real, cut=chinese.cutter("rjieba"))
    assert [(row["quote"], row["status"]) for row in rows] == [
        ("社工們的Roles仍然不清楚", "asserted"),
        ("social workers' role was no longer unclear", "negated"),
        ("分工", "asserted"),
    ]


words = st.sampled_from(
    ["角色", "不清", "没有", "社工", "role", "unclear", "Ｒｏｌｅ", "，", "。", " ", ". ", "𠮷", "😀", "的"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(words, max_size=12).map("".join), max_size=4), st.integers(0, 10_000))
def test_every_quote_can_be_cut_out_of_the_text_again(code_rows: Rows, texts: list[str], start: int) -> None:
    cues = {"negation": make_cue("sentence", 9, before=["没有"], after=["的"])}
    book = make_codebook(make_code("c", ["角色 ... 不清", "role", "𠮷"], reacts_to=["negation"]), cues=cues)
    whole = "\n" * start + "\n".join(texts)
    for row in code_rows(book, *texts, start=start):
        assert whole[row["start_char"] : row["end_char"]] == row["quote"]
        assert row["cue"] is None or whole[row["cue_start"] : row["cue_end"]] in ("没有", "的")
