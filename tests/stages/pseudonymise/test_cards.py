"""Identity cards and bank cards."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证 330106********1234", [("identity_card", "330106********1234")]),
        ("ID: A123456(3)", [("identity_card", "A123456(3)")]),
        ("工资卡 6222 0212 3456 7890 128", [("bank_card", "6222 0212 3456 7890 128")]),
        ("打款到6222021234567890128", [("bank_card", "6222021234567890128")]),
        ("ID 110105 1949 1231 002X ok", [("identity_card", "110105 1949 1231 002X")]),
        ("身份证（复印件）：11010519491231002X", [("identity_card", "11010519491231002X")]),
        ("身份證號碼：A123456(7)", [("identity_card", "A123456(7)")]),
        ("台胞证 12345678", [("identity_card", "12345678")]),
    ],
)
def test_a_card_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "身份证后四位002X",
        "身份证号码前六位是110105",
        "她办了居住证，花了三天",
        "订单号2024031213812345678",
        "快递单号 SF1234567890123",
        "银行卡尾号1234",
        "余额12345678.90元",
        "微信公众号“阳光社区123456”",
        "product E12345678 in stock",
        "passport holders: 1234567 people",
        "0.1381234567812",
        "v1.13812345678",
        "13812345678人次",
        "sha 13812345678abcdef",
        "UID:13812345678901",
        "3456 7890 1234 5678 9012",
        "税号 91110105MA01234567",
        "统一社会信用代码91110105MA0123456X",
        "拨款123456元",
        "银行卡在二楼3号窗口办",
        "微信转账12345678元",
        "微信名“阳光123456”",
        "发票号码12345678",
    ],
)
def test_what_is_no_card_stays(text: str) -> None:
    assert found(text) == []
