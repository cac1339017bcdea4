"""Workbooks of Excel before 2007 and of WPS."""

import struct
from datetime import date

import pytest

from pipeline.files.readers.tables import workbook
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest
from tests.files.readers.tables.old_excel import compound, xls

LONG = "今天谈了分工，大家都说角色不清楚，要再谈。"


def read(data: bytes, name: str = "a.xls", limits: Ingest = Ingest()) -> list[RawDocument]:  # noqa: B008
    return list(workbook.read(data, name, limits))


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_rows_dates_and_numbers_are_read_whatever_the_ending(name: str) -> None:
    rows = [["日期", "次数", "正文"], [date(2024, 5, 3), 2.0, LONG], [date(2024, 6, 1), 2.5, "We met."]]
    assert [(raw.path, raw.text, dict(raw.fields)) for raw in read(xls({"记录": rows}), name)] == [
        (f"{name}#2", LONG, {"日期": "2024-05-03", "次数": "2"}),
        (f"{name}#3", "We met.", {"日期": "2024-06-01", "次数": "2.5"}),
    ]


def test_rows_keep_their_numbers_below_empty_ones_and_merged_cells_are_filled() -> None:
    rows = [[], ["汇总"], [None, "机构", "正文"], [None, "甲队", LONG], [None, None, "好"]]
    assert [(raw.path, raw.text, dict(raw.fields)) for raw in read(xls({"记录": rows}, merged=[(3, 4, 1, 1)]))] == [
        ("a.xls#4", LONG, {"机构": "甲队", "表名": "汇总"}),
        ("a.xls#5", "好", {"机构": "甲队", "表名": "汇总"}),
    ]


def test_a_hidden_sheet_is_read_and_said() -> None:
    first, second = read(xls({"上": [["正文"], [LONG]], "下": [["正文"], ["好"]]}, hidden="下"))
    assert (first.path, first.doubts, second.path) == ("a.xls#上#2", (), "a.xls#下#2")
    assert [doubt.zh for doubt in second.doubts] == ["工作表 下 是隐藏的，也读了"]


def test_cells_at_both_ends_of_a_sheet_are_refused_before_a_grid_is_made() -> None:
    rows: list[list[str | float | date | None]] = [[] for _ in range(65_536)]
    rows[0], rows[-1] = ["正文"], [*[None] * 255, "末"]
    with pytest.raises(DocumentError, match="spans more than 5000000 cells"):
        read(xls({"记录": rows}))


def test_a_ring_of_sectors_ends() -> None:
    data = xls({"记录": [["正文"], [LONG]]})
    table = len(data) - 512
    ring = data[:table] + struct.pack("<I", 0) + data[table + 4 :]
    assert [raw.text for raw in read(ring)] == [LONG]  # the first sector holds all there is


def test_a_workbook_of_many_sectors_is_read() -> None:
    rows = [["正文"], *[[f"{number}{LONG}"] for number in range(20_000)]]
    found = read(xls({"记录": rows}))
    assert (len(found), found[-1].text) == (20_000, f"19999{LONG}")


def test_a_password_has_its_own_reason() -> None:
    records = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 6) + struct.pack("<HHHHH", 0x2F, 6, 0, 0, 0)
    with pytest.raises(DocumentError, match="protected by a password"):
        read(compound(records))


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        compound(b"junk"),
        compound(b"", "WordDocument"),
        xls({"记录": [["正文"], [LONG]]})[:1500],
        xls({"记录": [["正文"], [LONG]]}).replace(
            struct.pack("<HH", 0x204, 9 + 2 * len(LONG)), struct.pack("<HH", 0x204, 7)
        ),
    ],
    ids=["mark", "zeros", "junk", "word", "cut", "short record"],
)
def test_a_damaged_one_is_refused_with_the_cure(data: bytes) -> None:
    with pytest.raises(DocumentError, match="open it in Excel or WPS and save it as .xlsx"):
        read(data)
