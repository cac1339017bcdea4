"""Organisations and places by name."""

import pytest

from pipeline.stages.pseudonymise.institutions import institutions

WORDS = (
    "晨光",
    "社区",
    "服务",
    "中心",
    "服务中心",
    "幸福",
    "小区",
    "居委会",
    "广州",
    "我们",
    "去",
    "了",
    "在",
    "附近",
    "的",
)
LEXICON = {
    "晨光": (30, "nz"), "社区": (900, "n"), "服务": (3000, "vn"), "中心": (2000, "n"), "幸福": (900, "a"), "广州": (800, "ns"),
    "我们": (9000, "r"), "去": (9000, "v"), "了": (9000, "ul"), "在": (9000, "p"), "附近": (900, "f"), "的": (9000, "uj"),
    "小区": (300, "n"), "居委会": (90, "n"),
}  # fmt: skip


def cut(text: str) -> list[str]:
    words, at = [], 0
    while at < len(text):
        word = max((word for word in WORDS if text.startswith(word, at)), key=len, default=text[at])
        words.append(word)
        at += len(word)
    return words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我们去了晨光社区服务中心", [("晨光社区服务中心", "organisation")]),
        ("在广州", [("广州", "place")]),
        ("我们去居委会", []),
        ("在小区附近", []),
        ("银龄互助队来了", [("银龄互助队", "organisation")]),
        (
            "We met at Maple Court Centre on Elm Street.",
            [("Maple Court Centre", "organisation"), ("Elm Street", "place")],
        ),
        ("the centre is closed", []),
    ],
)
def test_what_has_a_name_of_its_own_is_found(text: str, found: list[tuple[str, str]]) -> None:
    (ones,) = institutions([text], cut=cut, lexicon=LEXICON, known=["银龄互助队"])
    assert [(text[one.start : one.end], one.kind) for one in ones] == found
