"""Which codes of two codebooks can be compared."""

import pytest

from pipeline.stages.compare import books
from tests.stages.compare.runs import book

SETS = "sets:\n  unclear: ['{vague}', 不清]\n  vague: [模糊]\n  other: [别的]\n"
CUES = "cues:\n  negation: {scope: clause, within: 4, before: ['{other}']}\n"


def test_a_codebook_is_like_itself() -> None:
    found = books(book(), book())
    assert list(found.common) == ["role", "funds", "trust"]
    assert (found.changed, found.only_before, found.only_after, found.levels_left_out) == ({}, {}, {}, ())
    assert found.levels == ("individual", "risk")


def test_codes_of_one_codebook_only_are_named_and_their_level_is_left_out() -> None:
    found = books(book(role={}, funds={}, trust={"level": "individual"}), book(role={}, trust={"level": "individual"}))
    assert {code: name.zh for code, name in found.only_before.items()} == {"funds": "经费"}
    assert (found.levels, found.levels_left_out) == (("individual",), ("risk",))


def test_a_code_that_moved_to_another_level_is_the_same_code_but_both_levels_are_others() -> None:
    found = books(book(role={}, funds={}), book(role={}, funds={"level": "outcome"}))
    assert (found.changed, found.levels_left_out) == ({}, ("outcome", "risk"))


def test_names_and_the_order_of_patterns_change_nothing() -> None:
    old, new = book(role={"patterns": "[甲, 乙]"}), book(role={"patterns": "[乙, 甲]", "zh": "另一个名字"})
    found = books(old, new)
    assert found.changed == {}
    assert found.common["role"].zh == "另一个名字"


@pytest.mark.parametrize(
    ("sets", "cues"),
    [
        (SETS.replace("模糊", "含糊"), CUES),
        (SETS.replace("别的", "旁的"), CUES),
        (SETS, CUES.replace("4", "5")),
    ],
    ids=["a set within a set", "a set of a cue", "a cue"],
)
def test_a_code_changes_with_the_sets_and_cues_that_it_uses(sets: str, cues: str) -> None:
    codes = {"role": {"patterns": "['角色 {unclear}']", "more": "reacts_to: [negation]"}, "funds": {}}
    found = books(book(SETS, CUES, **codes), book(sets, cues, **codes))
    assert list(found.changed) == ["role"]
    assert found.levels_changed == ("risk",)


def test_a_code_changes_with_the_code_that_it_refers_to() -> None:
    old = book(role={"patterns": "['@funds AND 乙']"}, funds={}, trust={})
    new = book(role={"patterns": "['@funds AND 乙']"}, funds={"patterns": "[丙]"}, trust={})
    assert list(books(old, new).changed) == ["role", "funds"]


def test_a_set_that_no_code_uses_changes_nothing() -> None:
    codes = {"role": {"patterns": "['角色 {unclear}']"}}
    assert books(book(SETS, **codes), book(SETS.replace("别的", "旁的"), **codes)).changed == {}
