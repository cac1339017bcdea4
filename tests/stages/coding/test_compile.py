"""Patterns compiled against a vocabulary."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.patterns import PatternError
from pipeline.stages.coding.compile import ATOM, GAP, OPTIONAL, Compiler, compile_codebook, vocabulary_of
from tests.stages.coding.conftest import PLAIN, make_code, make_codebook, patterns


def compiler_for(*vocabulary: str, **sets: list[str]) -> Compiler:
    made = {name: patterns(*items) for name, items in sets.items()}
    return Compiler(made, vocabulary, str.lower, PLAIN.lemma)


def test_vocabulary_is_the_distinct_words_of_the_texts() -> None:
    assert vocabulary_of(["用zoom开会 zoom", "don't 3x"]) == {"zoom", "don't", "3x"}


def test_a_pattern_becomes_steps_of_atoms_gaps_and_optional_atoms() -> None:
    (plan,) = compiler_for().plans(patterns("角色 * (的|) 不清"))
    assert [step.kind for step in plan.steps] == [ATOM, GAP, OPTIONAL, ATOM]
    assert plan.steps[1].value == 8
    assert len(plan.required) == 2
    assert plan.source == "角色 * (的|) 不清"


def test_a_word_stands_for_the_forms_of_its_lemma_in_the_vocabulary() -> None:
    compiler = compiler_for("runs", "ran", "rune", "run's")
    compiler.plans(patterns("run"))
    assert sorted(compiler.atoms.literals) == ["ran", "run", "runs"]


def test_a_glob_without_any_fitting_word_cannot_match() -> None:
    assert compiler_for("unclear").plans(patterns("角色 role*")) == ()


def test_equal_pieces_share_one_literal() -> None:
    compiler = compiler_for(x=["角色", "不清"])
    compiler.plans(patterns("角色 不清", "{x} 角色", "(不清|角色)"))
    assert compiler.atoms.literals == ["角色", "不清"]


def test_each_plan_is_filed_under_its_rarest_atom() -> None:
    book = make_codebook(make_code("a", ["{x} 平台"]), make_code("b", ["平台"]), sets={"x": ["甲", "乙", "丙"]})
    compiler = Compiler(book.sets, (), str.lower, PLAIN.lemma)
    compiled = compile_codebook(book, compiler)
    (entries,) = compiled.candidates.values()
    assert [(index, plan.source) for index, plan in entries] == [(0, "{x} 平台"), (1, "平台")]


def test_alternatives_with_a_gap_at_their_edge_give_a_plan_each() -> None:
    plans = compiler_for().plans(patterns("角色 (* 不清|模糊)"))
    assert [[step.kind for step in plan.steps] for plan in plans] == [[ATOM, GAP, ATOM], [ATOM, ATOM]]


@pytest.mark.parametrize("source", ["(了|)", "()", "(了|) (过|)"])
def test_a_pattern_that_may_match_nothing_is_no_crash(
    code_rows: Callable[..., list[dict[str, Any]]], source: str
) -> None:
    with contextlib.suppress(PatternError):
        assert code_rows(make_codebook(make_code("c", [source])), "没有") == []
