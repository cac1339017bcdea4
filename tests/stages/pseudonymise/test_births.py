"""Dates of birth."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1956年3月8日生", [("birth", "1956年3月8日")]),
        ("1956.3.8生", [("birth", "1956.3.8")]),
        ("1956年3月生人", [("birth", "1956年3月")]),
        ("生于1956年3月", [("birth", "1956年3月")]),
        ("三月八日出生的孩子", [("birth", "三月八日")]),
        ("孩子2023年5月1日出生，早产", [("birth", "2023年5月1日")]),
        ("DOB 8/3/56", [("birth", "8/3/56")]),
        ("born 1956-03-08", [("birth", "1956-03-08")]),
        ("Her birthday is 8 March", [("birth", "8 March")]),
        ("born in March 1956", [("birth", "March 1956")]),
        ("农历二月初八生", [("birth", "农历二月初八")]),
        ("户口本上她是1949-12-31出生", [("birth", "1949-12-31")]),
        ("张奶奶 女 1949.12.31 出生 独居", [("birth", "1949.12.31")]),
        ("性别女，出生年月1949年12月，文化程度小学", [("birth", "1949年12月")]),
        ("生于一九四九年十二月", [("birth", "一九四九年十二月")]),
        ("生日11月3号，属牛", [("birth", "11月3号")]),
        ("我生日那天是2024年5月1日", [("birth", "2024年5月1日")]),
        ("他5月1日生日", [("birth", "5月1日")]),
        ("3月8日是她的生日", [("birth", "3月8日")]),
    ],
)
def test_a_date_of_birth_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1956年生",
        "生于1956年",
        "她1956年出生在上海",
        "2024年3月8日生活补贴发放",
        "2024年3月8日生病住院",
        "2024年3月8日生日会",
        "居民生日会3月8日举办",
        "出生证明2023年5月1日办",
        "Born in 1956 in Leeds",
        "her birthday party on 8 March 2024",
        "她87岁，明年88",
        "92岁的老人",
        "社区卫生服务中心3号诊室",
        "3号诊室2号医生",
        "她的生日在下周三",
        "生日快乐！3月8日见",
        "儿子1998年出生，女儿2003年出生",
        "出生日期：1949年",
        "出生体重3.2公斤",
        "2010年5月1日产生费用30元",
        "于2010年5月1日生效",
        "于5月1日生产",
        "DOB 1949",
    ],
)
def test_ages_years_and_other_dates_stay(text: str) -> None:
    assert found(text) == []
