"""The operators of the pattern language: what is read, what stays a word, and where reading stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.expressions import (
    Beside,
    Either,
    Expression,
    Near,
    Only,
    Reference,
    Terms,
    read,
    references_of,
    sets_of,
)
from pipeline.model.patterns import PatternError, parse


def words(source: str) -> Terms:
    return Terms(parse(source))


A, B, C = words("甲"), words("{x}"), words("role")


@pytest.mark.parametrize(
    ("pattern", "expression"),
    [
        ("甲", A),
        ("near(甲, {x}, within=6)", Near((A, B), 6, ordered=False)),
        ("seq(甲，{x}，role)", Near((A, B, C), 8, ordered=True)),
        ("甲 AND {x}", Only(A, (B,))),
        ("甲 and {x} and not role", Only(A, (B,), (C,))),
        ("NOT role AND 甲", Only(A, (), (C,))),
        ("甲 OR {x} OR role", Either((A, B, C))),
        ("甲 or {x}", Either((A, B))),
        ("甲 AND {x} OR role", Either((Only(A, (B,)), C))),
        ("甲 AND ({x} OR role)", Only(A, (Either((B, C)),))),
        ("甲 AFTER {x} WITHIN 3", Beside(A, B, "after", 3, barred=False)),
        ("甲 not after {x} within 3", Beside(A, B, "after", 3, barred=True)),
        ("role not before {x} within 3", Beside(C, B, "before", 3, barred=True)),
        ("甲 NOT BEFORE role AND {x}", Only(Beside(A, C, "before", 8, barred=True), (B,))),
        ("@training AND 甲", Only(Reference("training"), (A,))),
        ("near((甲|乙) 丙, role OR {x})", Near((words("(甲|乙) 丙"), Either((C, B))), 8, ordered=False)),
    ],
)
def test_each_operator_is_read(pattern: str, expression: Expression) -> None:
    assert read(pattern) == expression


@pytest.mark.parametrize(
    "pattern",
    [
        "time and money",
        "not clear",
        "not {x}",
        "the {x} and the {y}",
        "within 3 days",
        "before long",
        "near (here|there)",
    ],
)
def test_plain_english_words_stay_words(pattern: str) -> None:
    assert read(pattern) == words(pattern)


def test_a_quoted_operator_is_a_word() -> None:
    assert read('{x} "and" {y}') == words('{x} "and" {y}')


@pytest.mark.parametrize(
    ("pattern", "position", "message"),
    [
        ("near(甲)", 7, "near() takes two to 4 parts, parted by commas, not 1"),
        ("near(甲, 乙", 9, "'near(' is not closed; write ')'"),
        ("near(甲, 乙, within=x)", 11, "'within=x': write a whole number of words from 0 to 1000"),
        ("甲 AFTER 乙 WITHIN 5000", 10, "'WITHIN 5000': write a whole number of words from 1 to 1000"),
        ("NOT 甲", 5, "NOT alone says nothing; write what is looked for: A AND NOT B"),
        ("甲 AND", 5, "words are expected here"),
        ("丙 near(甲, 乙)", 2, "'near' cannot stand beside other words; connect them by AND, OR or near(a, b)"),
        ("(甲 AND 乙", 0, "'(' is not closed; write ')'"),
        ("甲 AND 乙)", 7, "')' or ',' closes nothing; remove it"),
    ],
)
def test_each_error_says_where_and_what_to_do(pattern: str, position: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        read(pattern)
    assert (caught.value.position, caught.value.en) == (position, message)


@pytest.mark.parametrize("pattern", ["(" * 30 + "甲 AND 乙" + ")" * 30, "near(" * 30 + "甲, 乙" + ")" * 30, "*" * 1999])
def test_hostile_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        read(pattern)


def test_sets_and_references_are_found_at_any_depth() -> None:
    expression = read("near({a}, @x AND NOT ({b} OR @y)) AFTER {c}")
    assert (sets_of(expression), references_of(expression)) == (["a", "b", "c"], ["x", "y"])


@given(
    st.text(alphabet='角ab {}()|,"@*.~', max_size=12), st.sampled_from([" AND ", " or ", " NOT AFTER ", ", ", "near("])
)
def test_any_string_is_read_or_refused_inside_itself(part: str, operator: str) -> None:
    pattern = part + operator + part
    try:
        read(pattern)
    except PatternError as error:
        assert 0 <= error.position <= len(pattern)
        assert error.en and error.zh
