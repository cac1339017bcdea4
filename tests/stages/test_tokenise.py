"""Segments to tokens and lemmas."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.backends import chinese, english, simplemma
from pipeline.model.errors import StageError, TableError
from pipeline.model.frames import from_rows
from pipeline.model.scripts import CHINESE, CHINESE_SIGNS
from pipeline.model.tables import SCHEMAS
from pipeline.stages.tokenise import tokenise

REAL = {"cut_chinese": chinese.cutter("rjieba"), "cut_english": english.cutter(), "lemma": simplemma.lemma}
Make = Callable[..., pd.DataFrame]
Rows = Callable[..., list[dict[str, Any]]]


def pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(0, len(text), 2)]


def test_chinese_is_cut_and_its_words_are_their_own_lemmas(make_segments: Make, rows_of: Rows) -> None:
    made = tokenise(
        make_segments("今天开会，", start=10), cut_chinese=pairs, cut_english=lambda chunk: [chunk], lemma=str
    )
    assert rows_of(made) == [
        {
            "segment_id": "d1-0001",
            "token": ["今天", "开会", "，"],
            "lemma": ["今天", "开会", "，"],
            "start_char": [10, 12, 14],
            "end_char": [12, 14, 15],
        }
    ]


@pytest.mark.parametrize(
    ("text", "tokens", "lemmas"),
    [
        ("用Zoom开会", ["用", "Zoom", "开会"], ["用", "zoom", "开会"]),
        ("I don't know, 社工说roles不清。", None, None),
        (
            "The workers' roles were unclear.",
            ["The", "workers", "'", "roles", "were", "unclear", "."],
            ["the", "worker", "'", "role", "be", "unclear", "."],
        ),
        ("３月ＡＢ", ["３", "月", "ＡＢ"], ["３", "月", "ａｂ"]),
        ("见http://a.org/b?c=1。", ["见", "http://a.org/b?c=1", "。"], ["见", "http://a.org/b?c=1", "。"]),
    ],
)
def test_a_text_in_both_languages_is_cut_right_in_both(
    make_segments: Make, rows_of: Rows, text: str, tokens: list[str] | None, lemmas: list[str] | None
) -> None:
    (row,) = rows_of(tokenise(make_segments(text), **REAL))
    if tokens is None:
        tokens = ["I", "do", "n't", "know", ",", "社工", "说", "roles", "不清", "。"]
        lemmas = ["i", "do", "n't", "know", ",", "社工", "说", "role", "不清", "。"]
    assert row["token"] == tokens
    assert row["lemma"] == lemmas


def test_white_space_is_no_token_and_an_empty_segment_has_none(make_segments: Make, rows_of: Rows) -> None:
    rows = rows_of(tokenise(make_segments("", " \t\n", "a \n b"), **REAL))
    assert [row["token"] for row in rows] == [[], [], ["a", "b"]]


def test_an_ideographic_space_is_white_space(make_segments: Make, rows_of: Rows) -> None:
    rows = rows_of(tokenise(make_segments("张\u3000三"), **REAL))
    assert [row["token"] for row in rows] == [["张", "三"]]


def test_no_segments_give_an_empty_table() -> None:
    made = tokenise(from_rows("segments", []), **REAL)
    assert len(made) == 0
    assert list(made.columns) == SCHEMAS["tokens"].names


def test_each_distinct_chunk_is_cut_once_and_each_distinct_word_lemmatised_once(make_segments: Make) -> None:
    cut: list[str] = []
    asked: list[str] = []

    def cut_english(chunk: str) -> list[str]:
        cut.append(chunk)
        return [chunk]

    def lemma(word: str) -> str:
        asked.append(word)
        return word

    tokenise(
        make_segments("roles Roles roles, 和roles", "roles, role"),
        cut_chinese=list,
        cut_english=cut_english,
        lemma=lemma,
    )
    assert cut == ["roles", "Roles", "roles,", "role"]
    assert asked == ["roles", "roles", "role"]


def test_a_table_that_is_no_segments_is_refused(make_documents: Make) -> None:
    with pytest.raises(TableError, match="table 'segments'"):
        tokenise(make_documents({"document_id": "d1"}), **REAL)


def test_segments_stay_as_they_were(make_segments: Make) -> None:
    segments = make_segments("用Zoom开会", "ok")
    before = segments.copy(deep=True)
    tokenise(segments, **REAL)
    pd.testing.assert_frame_equal(segments, before)


def test_progress_is_told_in_segments_after_each_batch(make_segments: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    tokenise(make_segments("一", "", "三"), **REAL, progress=told.append)
    monkeypatch.setattr("pipeline.stages.tokenise.BATCH", 3)
    tokenise(make_segments("一", "", "三"), **REAL, progress=told.append)
    assert told == [3, 2, 3]


def test_batches_change_nothing(make_segments: Make, monkeypatch: pytest.MonkeyPatch, rows_of: Rows) -> None:
    segments = make_segments("用Zoom开会", "", "don't, 社工说", "don't", " ", start=7)
    whole = rows_of(tokenise(segments, **REAL))
    monkeypatch.setattr("pipeline.stages.tokenise.BATCH", 1)
    assert rows_of(tokenise(segments, **REAL)) == whole


def test_runs_of_chinese_are_cut_in_one_go_a_line_each(make_segments: Make, rows_of: Rows) -> None:
    asked: list[str] = []

    def cut(text: str) -> list[str]:
        asked.append(text)
        return list(text)

    rows = rows_of(
        tokenise(make_segments("用Zoom开会，好", "ok", "行"), cut_chinese=cut, cut_english=str.split, lemma=str)
    )
    assert asked == ["用\n开会\n好\n行"]
    assert [row["token"] for row in rows] == [["用", "Zoom", "开", "会", "，", "好"], ["ok"], ["行"]]


def test_a_cutter_may_leave_the_line_ends_out(make_segments: Make, rows_of: Rows) -> None:
    rows = rows_of(tokenise(make_segments("用Zoom开会", "行"), cut_chinese=str.split, cut_english=str.split, lemma=str))
    assert [row["token"] for row in rows] == [["用", "Zoom", "开会"], ["行"]]


@pytest.mark.parametrize("name", ["cut_chinese", "cut_english"])
def test_a_cutter_whose_tokens_do_not_give_the_text_is_refused_without_quoting_it(
    make_segments: Make, name: str
) -> None:
    with pytest.raises(StageError, match=f"the tokens of {name} joined do not give its text") as caught:
        tokenise(make_segments("今天开会 role"), **REAL | {name: lambda text: [text[0]]})
    assert "今" not in caught.value.en + caught.value.zh


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_characters="\u3000", exclude_categories=["Cs"]), max_size=30),
            st.text(alphabet="社工角色ab'. ，。3-", max_size=30),
        ),
        max_size=3,
    ),
    st.integers(0, 10**6),
)
def test_tokens_are_exactly_what_is_not_white_space_at_their_offsets(
    make_segments: Make, texts: list[str], start: int
) -> None:
    whole = "\n".join(texts)
    covered: set[int] = set()
    made = tokenise(make_segments(*texts, start=start), **REAL)
    for tokens, starts, ends in zip(made["token"], made["start_char"], made["end_char"], strict=True):
        for token, first, last in zip(tokens, starts, ends, strict=True):
            assert whole[first - start : last - start] == token
            assert not covered & set(range(first, last))
            covered |= set(range(first, last))
    assert {start + place for place, sign in enumerate(whole) if not sign.isspace()} == covered


def run_by_run(text: str, offset: int) -> list[tuple[str, str, int, int]]:
    """Cut a text the plain way, each run by itself: token, lemma, start and end."""
    found = []
    runs = rf"(?P<chinese>[{CHINESE}]+)|(?P<sign>[{CHINESE_SIGNS}])|[^\s{CHINESE}{CHINESE_SIGNS}]+"
    for run in re.finditer(runs, text):
        cut = {"chinese": REAL["cut_chinese"], "sign": list}.get(run.lastgroup or "", REAL["cut_english"])
        start = offset + run.start()
        for token in cut(run.group()):
            word = token.isascii() and token.isalpha()
            lemma = REAL["lemma"](token.lower()) if word else token.lower()
            found.append((token, lemma, start, start + len(token)))
            start += len(token)
    return found


MIXED = st.lists(
    st.one_of(
        st.sampled_from(
            ["社工", "角色不清", "don't", "U.K.", "Zoom", "workers'", "https://a.org/b", "：", "“", "…", "々", "𠮷"]
        ),
        st.sampled_from(
            [" ", "\n", "\u3000", "\x1f", "\u2028", "ａ", "é", "—", "3-5", ":-)", "的", "\U0001f600", "a.m."]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(MIXED, max_size=5), st.integers(0, 1000), st.sampled_from([1, 20, 10**6]))
def test_cutting_in_batches_gives_what_cutting_run_by_run_gives(
    make_segments: Make, rows_of: Rows, texts: list[str], start: int, batch: int
) -> None:
    segments = make_segments(*texts, start=start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.stages.tokenise.BATCH", batch)
        made = rows_of(tokenise(segments, **REAL))
    columns = ("token", "lemma", "start_char", "end_char")
    wanted = [run_by_run(text, offset) for text, offset in zip(texts, segments["start_char"], strict=True)]
    assert [list(zip(*(row[name] for name in columns), strict=True)) for row in made] == wanted
