"""Traditional to simplified, character by character."""

import pytest

from pipeline.backends.opencc import simplify


@pytest.mark.parametrize(
    ("character", "simple"), [("導", "导"), ("會", "会"), ("難", "难"), ("社", "社"), ("a", "a"), ("。", "。")]
)
def test_one_character_gives_its_simplified_form(character: str, simple: str) -> None:
    assert simplify(character) == simple


def test_every_character_of_the_unified_block_gives_exactly_one() -> None:
    assert [chr(point) for point in range(0x4E00, 0xA000) if len(simplify(chr(point))) != 1] == []


def test_what_is_simplified_already_stays() -> None:
    simplified = "督导社工角色不清楚团队分工志愿者"
    assert "".join(map(simplify, simplified)) == simplified
