"""The pattern language: what it reads, and where it stops reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.patterns import (
    PART,
    WHOLE,
    Choice,
    Gap,
    Literal,
    PatternError,
    Sequence,
    SetName,
    Word,
    parse,
    set_names,
)


def seq(*pieces: object) -> Sequence:
    return Sequence(pieces)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("角色不清", [Literal("角色不清")]),
        ("角色 不清", [Literal("角色"), Literal("不清")]),
        ("role unclear", [Word("role"), Word("unclear")]),
        ("self-care", [Word("self"), Word("care")]),
        ("用zoom开会", [Literal("用"), Word("zoom"), Literal("开会")]),
        ("2024-05", [Literal("2024-05")]),
        ("3d 打印", [Word("3d"), Literal("打印")]),
        ("café", [Word("café")]),
        ("don't", [Word("don't")]),
        ("don’t", [Word("don’t")]),
        ("role*", [Word("role*")]),
        ("r?n *ing", [Word("r?n"), Word("*ing")]),
        ('"roles"', [Word("roles", exact=True)]),
        ("“social worker”", [Word("social worker", exact=True)]),
        ('"角色"', [Literal("角色", WHOLE)]),
        ("~角色", [Literal("角色", PART)]),
        ("a，b", [Word("a"), Literal("，"), Word("b")]),
        ("不知道 * 该做什么", [Literal("不知道"), Gap(5), Literal("该做什么")]),
        ("不知道*该做什么", [Literal("不知道"), Gap(5), Literal("该做什么")]),
        ("role * unclear", [Word("role"), Gap(5), Word("unclear")]),
        ("角色 ... 不清", [Literal("角色"), Gap(12), Literal("不清")]),
        ("角色……不清", [Literal("角色"), Gap(12), Literal("不清")]),
        ("{worker} 不清", [SetName("worker"), Literal("不清")]),
        ("{ 社工 }", [SetName("社工")]),
        ("(搞|弄)不清", [Choice((seq(Literal("搞")), seq(Literal("弄")))), Literal("不清")]),
        ("（搞｜弄）不清", [Choice((seq(Literal("搞")), seq(Literal("弄")))), Literal("不清")]),
        ("(了|) 好", [Choice((seq(Literal("了")), seq())), Literal("好")]),
        ("(no longer|{x} * b)", [Choice((seq(Word("no"), Word("longer")), seq(SetName("x"), Gap(5), Word("b"))))]),
        ("(a(b|c)|d)", [Choice((seq(Word("a"), Choice((seq(Word("b")), seq(Word("c"))))), seq(Word("d"))))]),
    ],
)
def test_each_piece_of_the_language_is_read(pattern: str, pieces: list[object]) -> None:
    assert parse(pattern) == (Sequence(tuple(pieces)),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "position", "message"),
    [
        ("角色 {不清", 3, "'{' is not closed"),
        ("角色 }", 3, "'}' is not closed"),
        ('说 "不清', 2, "'\"' is not closed"),
        ("角色 (不|清", 3, "'(' is not closed; write ')'"),
        ("角色 不) 清", 4, "')' closes nothing; remove it or open it with '('"),
        ("角色 {}", 3, "'{}' is empty"),
        ('角色 ""', 3, "'\"\"' is empty"),
        ("* 不清", 0, "a gap at the beginning or end says nothing; remove it"),
        ("不清 ...", 0, "a gap at the beginning or end says nothing; remove it"),
        ("(a|" * 10 + "(b|c" + ")" * 11, 30, "brackets are nested more than ten deep; use a word set"),
    ],
)
def test_each_error_says_where_and_what_to_do(pattern: str, position: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(pattern)
    assert (caught.value.position, caught.value.en) == (position, message)


@pytest.mark.parametrize("pattern", ["", " ", "*", "* ...", "()", "(|)", "(了|)", "(了|) * (过|)", "((了|)|过)"])
def test_a_pattern_that_can_match_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse(pattern)


@pytest.mark.parametrize("pattern", ["(* 角色|不清)", "(角色 *|不清)", "角色 (不清|*)"])
def test_a_pattern_that_may_begin_or_end_with_a_gap_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match="a gap at the beginning or end says nothing"):
        parse(pattern)


@pytest.mark.parametrize(
    ("pattern", "same"),
    [
        ("(角色 *|分工) 不清", ("角色 * 不清", "分工 不清")),
        ("角色 (* 不清|模糊)", ("角色 * 不清", "角色 模糊")),
        ("角色 (* (不清|说不清)|... 模糊)", ("角色 * (不清|说不清)", "角色 ... 模糊")),
        ("角色 (*|) 不清", ("角色 * 不清", "角色 不清")),
    ],
)
def test_alternatives_with_a_gap_at_their_edge_are_written_out(pattern: str, same: tuple[str, ...]) -> None:
    assert parse(pattern) == tuple(sequence for written in same for sequence in parse(written))


def test_too_many_combinations_of_such_alternatives_are_refused() -> None:
    assert len(parse("a" + " (* b|c) x" * 7)) == 128
    with pytest.raises(PatternError, match="over 200 combinations"):
        parse("a" + " (* b|c) x" * 8)


def test_a_bar_outside_brackets_is_told_to_take_brackets() -> None:
    with pytest.raises(PatternError) as caught:
        parse("角色|不清")
    assert (caught.value.position, caught.value.en) == (2, "'|' stands alone; alternatives need brackets: (a|b)")


def test_a_pattern_that_is_too_long_is_refused() -> None:
    with pytest.raises(PatternError, match="the pattern has 2001 characters; write it in at most 2000"):
        parse("字" * 2001)
    assert parse("字" * 2000) == (seq(Literal("字" * 2000)),)


def test_ten_nested_brackets_are_allowed() -> None:
    (sequence,) = parse("(a|" * 9 + "({x}|c" + ")" * 10)
    assert set_names(sequence) == ["x"]


def test_set_names_are_found_at_any_depth_in_order() -> None:
    (sequence,) = parse("{a} (x|{b} (y|{c})) {a}")
    assert set_names(sequence) == ["a", "b", "c", "a"]


@given(st.text(alphabet="角色ab *.?{}()|\"'-1", max_size=20))
def test_any_string_is_read_or_refused_inside_itself(pattern: str) -> None:
    try:
        parse(pattern)
    except PatternError as error:
        assert 0 <= error.position <= len(pattern)
        assert error.en and error.zh
