"""Patterns compiled against a vocabulary."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.expressions import Terms, read
from pipeline.model.patterns import PatternError
from pipeline.stages.coding.compile import Compiler, Plan
from tests.stages.coding.conftest import PLAIN, make_code, make_codebook, patterns

CHARACTERS = frozenset("角色不清的了楚模糊")


def compiler_for(*vocabulary: str, **sets: list[str]) -> Compiler:
    made = {name: patterns(*items) for name, items in sets.items()}
    return Compiler(made, frozenset(vocabulary), CHARACTERS, str.lower, PLAIN.lemma)


def plans(compiler: Compiler, *sources: str) -> list[Plan]:
    terms = [read(source) for source in sources]
    return [plan for part in terms if isinstance(part, Terms) for plan in compiler.plans(part)]


def shape(compiler: Compiler, plan: Plan) -> list[tuple[int, list[bool]]]:
    """Return per stretch the gap before it and which of its steps are optional."""
    return [
        (gap, [step.optional for step in compiler.parts.stretches[number].steps])
        for number, gap in zip(plan.stretches, plan.gaps, strict=True)
    ]


def test_a_pattern_becomes_stretches_parted_by_gaps() -> None:
    compiler = compiler_for()
    (plan,) = plans(compiler, "角色 * (的|) 不清")
    assert shape(compiler, plan) == [(0, [False]), (5, [True, False])]


def test_a_stretch_that_may_be_empty_gives_plans_with_and_without_it() -> None:
    compiler = compiler_for()
    found = plans(compiler, "角色 * (的|) ... 不清")
    assert [shape(compiler, plan) for plan in found] == [
        [(0, [False]), (5, [True]), (12, [False])],
        [(0, [False]), (12, [False])],
    ]


def test_a_word_stands_for_the_forms_of_its_lemma_in_the_vocabulary() -> None:
    compiler = compiler_for("runs", "ran", "rune", "run's")
    plans(compiler, "run")
    assert sorted(compiler.parts.words) == ["ran", "run", "runs"]


def test_a_glob_without_any_fitting_word_cannot_match() -> None:
    assert plans(compiler_for("unclear"), "角色 role*") == []


@pytest.mark.parametrize(
    ("glob", "fits"), [("ro*", ["role", "roles"]), ("*le", ["pole", "role"]), ("?ole", ["pole", "role"]), ("r?", [])]
)
def test_a_glob_finds_the_words_of_the_vocabulary_that_fit(glob: str, fits: list[str]) -> None:
    compiler = compiler_for("pole", "role", "roles", "unclear")
    plans(compiler, glob)
    assert compiler.parts.words == fits


def test_equal_pieces_and_equal_stretches_are_one() -> None:
    compiler = compiler_for(x=["角色", "不清"])
    plans(compiler, "角色 不清", "{x} * 角色 不清", "(角色|不清) 角色")
    assert compiler.parts.literals == ["角色", "不清"]
    assert len(compiler.parts.stretches) == 3


def test_literals_of_one_character_are_kept_apart_from_the_automaton() -> None:
    compiler = compiler_for()
    plans(compiler, "角 * 不清 * 了")
    assert (compiler.parts.characters, compiler.parts.longer) == ({"角": 0, "了": 2}, [1])


def test_alternatives_and_sets_that_hold_gaps_are_written_out() -> None:
    compiler = compiler_for(unclear=["不清", "不 * 清楚"])
    assert [len(plan.stretches) for plan in plans(compiler, "角色 {unclear}")] == [1, 2]
    assert [len(plan.stretches) for plan in plans(compiler_for(), "角色 (* 不清|模糊)")] == [2, 1]


@pytest.mark.parametrize("source", ["(了|)", "()", "(了|) (过|)"])
def test_a_pattern_that_may_match_nothing_is_no_crash(
    code_rows: Callable[..., list[dict[str, Any]]], source: str
) -> None:
    with contextlib.suppress(PatternError):
        assert code_rows(make_codebook(make_code("c", [source])), "没有") == []


def test_a_literal_with_a_character_that_the_corpus_lacks_cannot_match() -> None:
    compiler = compiler_for()
    assert plans(compiler, "社工", "角色 社工", "角色 * (社工|模糊)") != []
    assert compiler.parts.literals == ["角色", "模糊"]
