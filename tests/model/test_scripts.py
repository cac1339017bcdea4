"""Character classes."""

import re

import pytest

from pipeline.model.scripts import CHINESE, LATIN


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
