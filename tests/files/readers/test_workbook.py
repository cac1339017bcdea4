"""Excel workbooks with a row per note."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.files.readers import workbook
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

LONG = "今天谈了分工，大家都说角色不清楚，要再谈。"
Xlsx = Callable[..., bytes]


def read(data: bytes, limits: Ingest = Ingest()) -> list[tuple[str, str, dict[str, str]]]:  # noqa: B008
    return [(raw.path, raw.text, dict(raw.fields)) for raw in workbook.read(data, "b.xlsx", limits)]


def test_each_row_is_a_note_and_dates_and_numbers_are_written_plainly(xlsx_bytes: Xlsx) -> None:
    rows: list[list[Any]] = [
        ["日期", "次数", "机构", "正文"],
        [datetime.datetime(2024, 5, 3), 2.0, "甲队", LONG],
        [datetime.date(2024, 6, 1), 2.5, None, "好"],
        [None, None, None, None],
        ["2024年7月", 3, "乙队", "We met."],
    ]
    assert read(xlsx_bytes(记录=rows)) == [
        ("b.xlsx#2", LONG, {"日期": "2024-05-03", "次数": "2", "机构": "甲队"}),
        ("b.xlsx#3", "好", {"日期": "2024-06-01", "次数": "2.5"}),
        ("b.xlsx#5", "We met.", {"日期": "2024年7月", "次数": "3", "机构": "乙队"}),
    ]


def test_several_sheets_are_named_in_the_path_and_empty_ones_left_out(xlsx_bytes: Xlsx) -> None:
    sheet = [["正文"], [LONG]]
    assert [path for path, _, _ in read(xlsx_bytes(上半年=sheet, 空=[], 下半年=sheet))] == [
        "b.xlsx#上半年#2",
        "b.xlsx#下半年#2",
    ]
    assert [path for path, _, _ in read(xlsx_bytes(空=[[None, ""]], 记录=sheet))] == ["b.xlsx#2"]


def test_a_title_above_the_header_is_not_understood_as_one(xlsx_bytes: Xlsx) -> None:
    with pytest.raises(DocumentError, match="no column with text"):
        read(xlsx_bytes(记录=[["2024 年"], [None, "正文"], [None, LONG]]))


@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_without_notes_does_not_hide_the_others(xlsx_bytes: Xlsx, first: bool) -> None:
    notes, choices = {"记录": [["正文"], [LONG]]}, {"选项": [["阶段"], ["准备"], ["总结"]]}
    sheets = choices | notes if first else notes | choices
    assert [text for _, text, _ in read(xlsx_bytes(**sheets))] == [LONG]


@pytest.mark.parametrize("sheets", [{"空": []}, {"空": [], "也空": [["", None]]}])
def test_an_empty_workbook_is_refused(xlsx_bytes: Xlsx, sheets: dict[str, Any]) -> None:
    with pytest.raises(DocumentError) as caught:
        read(xlsx_bytes(**sheets))
    assert (caught.value.en, caught.value.zh) == ("the workbook is empty", "工作簿是空的")


def test_too_many_rows_are_refused(xlsx_bytes: Xlsx) -> None:
    with pytest.raises(DocumentError, match="over the limit of 2"):
        read(xlsx_bytes(记录=[["正文"], ["一"], ["二"], ["三"]]), Ingest(max_rows=2))


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 cut short"])
def test_what_is_no_archive_is_refused_with_the_cure(data: bytes) -> None:
    with pytest.raises(DocumentError, match="open it in Word or Excel and save it again"):
        read(data)


def test_an_archive_that_is_no_workbook_is_refused(zip_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError, match="not a readable workbook"):
        read(zip_bytes({"a.txt": b"a"}))


def test_a_workbook_with_damaged_bytes_is_refused(xlsx_bytes: Xlsx, spoil: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError):
        read(spoil(xlsx_bytes(记录=[["正文"], [LONG]]), "xl/worksheets/sheet1.xml"))


def test_a_bomb_is_refused_before_it_is_unpacked(zip_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError, match="unpacks to 3 MB, over the limit of 2 MB"):
        read(zip_bytes({"xl/workbook.xml": b"0" * 3_000_000}), Ingest(max_megabytes=2))
