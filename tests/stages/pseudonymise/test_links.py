"""Web addresses."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://mp.weixin.qq.com/s/AbCdEfGh123456", [("url", "https://mp.weixin.qq.com/s/AbCdEfGh123456")]),
        ("https://www.youtube.com/@lihua88", [("url", "https://www.youtube.com/@lihua88")]),
        (
            "https://forum.example.com/viewtopic.php?uid=338",
            [("url", "https://forum.example.com/viewtopic.php?uid=338")],
        ),
        ("（https://weibo.com/u/1234567890）", [("url", "https://weibo.com/u/1234567890")]),
        ("WeChat: https://weixin.qq.com/g/abcdef", [("url", "https://weixin.qq.com/g/abcdef")]),
    ],
)
def test_a_link_to_a_person_or_a_shared_thing_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "see https://en.wikipedia.org/wiki/Community_work",
        "https://arxiv.org/abs/2401.12345",
        "https://doi.org/10.1080/02615479.2019.1650022",
        "https://www.baidu.com/s?wd=社工",
        "https://github.com/pandas-dev/pandas/issues/12345",
        "https://example.com/page?lang=zh&page=2",
    ],
)
def test_home_pages_and_documents_stay(text: str) -> None:
    assert found(text) == []
