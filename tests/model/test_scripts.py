"""Character classes."""

import re

import pytest

from pipeline.model.scripts import CHINESE, CHINESE_SIGNS, LATIN, SPACES


@pytest.mark.parametrize(
    ("sign", "chinese", "latin"),
    [
        ("社", True, False),
        ("々", True, False),
        ("〇", True, False),
        ("𠮷", True, False),
        ("豈", True, False),
        ("あ", False, False),
        ("。", False, False),
        ("a", False, True),
        ("é", False, True),
        ("7", False, True),
        ("-", False, False),
    ],
)
def test_each_sign_is_of_its_class(sign: str, chinese: bool, latin: bool) -> None:
    assert (re.fullmatch(f"[{CHINESE}]", sign) is not None, re.fullmatch(f"[{LATIN}]", sign) is not None) == (
        chinese,
        latin,
    )


def test_spaces_are_all_white_space_that_there_is() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert "".join(re.findall(r"\s", everything)) == SPACES


@pytest.mark.parametrize(
    ("sign", "is_one"), [("，", True), ("“", True), ("…", True), ("々", False), ("３", False), (",", False)]
)
def test_chinese_signs_are_punctuation_and_no_letters_or_digits(sign: str, is_one: bool) -> None:
    assert (re.fullmatch(f"[{CHINESE_SIGNS}]", sign) is not None) == is_one
