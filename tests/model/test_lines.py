"""Lines, what opens them, and speech joined."""

import pytest

from pipeline.model.lines import lines_of, together, unlabelled
from pipeline.model.speakers import Opening


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["我们用", "Zoom 开会"], "我们用Zoom 开会"),
        (["on Zoom", "today"], "on Zoom today"),
        (["好，", "ok"], "好，ok"),
        (["a", "", " b "], "a b"),
        ([], ""),
    ],
)
def test_a_blank_stands_between_latin_words_only(pieces: list[str], joined: str) -> None:
    assert together(pieces) == joined


def test_lines_are_found_where_they_begin_without_the_white_space_around_them() -> None:
    lines = lines_of("题\n\n  一 二 \n\u3000\nthree", 1)
    assert (lines.begins, lines.texts) == ([5, 12], ["一 二", "three"])


def test_a_text_without_lines_has_none() -> None:
    assert lines_of(" \n\n", 0).texts == []


def test_a_stretch_of_time_is_one_line_with_the_number_above_it_and_the_name_below() -> None:
    numbered = lines_of("1\n0:01 --> 0:02\n好\n2\n0:03 --> 0:04\nOk", 0)
    assert numbered.texts == ["1\n0:01 --> 0:02", "好", "2\n0:03 --> 0:04", "Ok"]
    named = lines_of("0:01 --> 0:02\nMei\nHi\n0:03 --> 0:04\nMei\n好", 0)
    assert (named.begins, named.texts) == ([0, 18, 21, 39], ["0:01 --> 0:02\nMei", "Hi", "0:03 --> 0:04\nMei", "好"])


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("[00:12] 好", Opening("", 8, "00:12")),
        ("00:00:12 ok", Opening("", 9, "00:00:12")),
        ("- 好", Opening(behind=2)),
        ("9:30 签到", Opening()),
        ("好", Opening()),
    ],
)
def test_a_stamp_or_a_mark_stands_before_a_text(line: str, opening: Opening) -> None:
    assert unlabelled(line) == opening
