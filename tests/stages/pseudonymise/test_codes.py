"""Passports, plates and numbers with a cue."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京A12345和沪B·D12345都挡路", [("plate", "京A12345"), ("plate", "沪B·D12345")]),
        ("津A 5G23Z", [("plate", "津A 5G23Z")]),
        ("护照E12345678", [("passport", "E12345678")]),
        ("Passport No.: AB1234567", [("passport", "AB1234567")]),
        ("工号0123", [("number", "0123")]),
        ("工号：A-0123", [("number", "A-0123")]),
        ("case 2024-001 closed", [("number", "2024-001")]),
        ("Case #2024-001", [("number", "2024-001")]),
        ("Student ID: 20231234 was found on the floor", [("number", "20231234")]),
        ("employee number 123456 and his mate", [("number", "123456")]),
        ("病历号 00123456 已归档", [("number", "00123456")]),
        ("档案号：DA-2024-001", [("number", "DA-2024-001")]),
        ("服务对象编号：HX20240015", [("number", "HX20240015")]),
        ("车牌号是浙A·8D231，浙AD12345（新能源）", [("plate", "浙A·8D231"), ("plate", "浙AD12345")]),
        ("license plate 7ABC123", [("plate", "7ABC123")]),
        ("工号是A00123，部门社工部", [("number", "A00123")]),
        ("client number 12345 arrived", [("number", "12345")]),
        ("NHS number 943 476 5919", [("number", "943 476 5919")]),
        ("SSN 123-45-6789", [("number", "123-45-6789")]),
        ("残疾证号33010619560308123X42", [("number", "33010619560308123X42")]),
        ("准考证号：2024010112345", [("number", "2024010112345")]),
    ],
)
def test_a_code_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "浙江A股12345点",
        "车牌尾号345",
        "case number 12 of 30",
        "活动编号2024-12",
        "京B2019年版",
        "新C919飞机",
        "川A是成都",
        "student ID card lost",
        "case no 5",
        "合同编号HT-2024-00123",
        "第12345号提案",
        "护照已过期，2024年12月到期",
    ],
)
def test_a_number_without_a_cue_stays(text: str) -> None:
    assert found(text) == []
