"""Excel workbooks with a row per note."""

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from pipeline.files.readers.tables import workbook
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


def make(build: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    build(book)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def said(data: bytes, name: str = "b.xlsx") -> list[str]:
    return [doubt.en for raw in workbook.read(data, name, Ingest()) for doubt in raw.doubts]


def test_a_merged_title_above_the_header_and_merged_cells_beside_the_rows(xlsx_bytes: Xlsx) -> None:
    def build(book: Any) -> None:
        sheet = book.active
        for row in [
            ["2024年督导记录汇总"],
            ["单位：甲社区中心", None, "填表日期：2024-12-01"],
            ["机构", "日期", "正文"],
            ["甲队", datetime.datetime(2024, 5, 3, 14, 30), LONG],
            [None, datetime.date(2024, 6, 1), "再谈一次。"],
            ["乙队", None, "We met."],
        ]:
            sheet.append(row)
        for area in ("A1:C1", "A4:A5"):
            sheet.merge_cells(area)

    above = {"表名": "2024年督导记录汇总", "单位": "甲社区中心", "填表日期": "2024-12-01"}
    assert read(make(build)) == [
        ("b.xlsx#4", LONG, {"机构": "甲队", "日期": "2024-05-03 14:30"} | above),
        ("b.xlsx#5", "再谈一次。", {"日期": "2024-06-01", "机构": "甲队"} | above),
        ("b.xlsx#6", "We met.", {"机构": "乙队"} | above),
    ]


def test_text_that_is_merged_over_two_rows_is_said_once_and_the_row_without_it_is_counted() -> None:
    def build(book: Any) -> None:
        for row in [["姓名", "正文"], ["小周", LONG], ["小陈", None]]:
            book.active.append(row)
        book.active.merge_cells("B2:B3")

    assert [text for _, text, _ in read(make(build))] == [LONG]
    assert said(make(build)) == ["rows without text that were left out: 1"]


def test_a_header_in_two_rows_names_each_column_by_both() -> None:
    def build(book: Any) -> None:
        for row in [
            ["编号", "基本信息", None, "访谈", None],
            [None, "日期", "社区", "收获", "困难"],
            [1, "2024-05-03", "甲", LONG, LONG],
        ]:
            book.active.append(row)
        for area in ("A1:A2", "B1:C1", "D1:E1"):
            book.active.merge_cells(area)

    assert read(make(build)) == [
        (
            "b.xlsx#3",
            f"访谈 收获\n{LONG}\n\n访谈 困难\n{LONG}",
            {"编号": "1", "日期": "2024-05-03", "基本信息 社区": "甲"},
        )
    ]


def test_a_form_is_one_document() -> None:
    def build(book: Any) -> None:
        book.active.title = "三月"
        for row in [
            ["督导记录表"],
            ["日期", datetime.date(2024, 3, 12), "机构", "甲队"],
            ["督导者：", "王老师", "地点", "社区中心"],
            ["督导过程", LONG],
            ["反思", "下次先分工。"],
        ]:
            book.active.append(row)
        for area in ("A1:D1", "B4:D4", "B5:D5"):
            book.active.merge_cells(area)

    fields = {"表名": "督导记录表", "日期": "2024-03-12", "机构": "甲队", "督导者": "王老师", "地点": "社区中心"}
    assert read(make(build)) == [("b.xlsx", f"督导过程\n{LONG}\n反思\n下次先分工。", fields)]


def test_a_sheet_of_questions_and_answers_is_one_document() -> None:
    def build(book: Any) -> None:
        for row in [
            ["访谈对象", "陈阿姨"],
            ["访谈时间", "2024-05-03"],
            ["您为什么参加？", "想帮邻居。"],
            ["最难的是什么？", "人手不够"],
        ]:
            book.active.append(row)

    text = "您为什么参加？\n想帮邻居。\n最难的是什么？\n人手不够"
    assert read(make(build)) == [("b.xlsx", text, {"访谈对象": "陈阿姨", "访谈时间": "2024-05-03"})]


def test_hidden_sheets_rows_and_comments_and_lost_results_are_said() -> None:
    def build(book: Any) -> None:
        for row in [["日期", "次数", "正文"], ["2024-05-03", "=1+1", LONG]]:
            book.active.append(row)
        book.active.row_dimensions[2].hidden = True
        book.active["A1"].comment = openpyxl.comments.Comment("要核对", "a")
        other = book.create_sheet("旧")
        other.append(["正文"])
        other.append(["好"])
        other.sheet_state = "hidden"

    assert [path for path, _, _ in read(make(build))] == ["b.xlsx#Sheet#2", "b.xlsx#旧#2"]
    assert said(make(build)) == [
        "hidden rows or columns were read too",
        "formulas without a stored result, which are left out: 1; open it in Excel and save it again",
        "comments on cells were left out",
        "the sheet 旧 is hidden and was read too",
    ]


def test_sheets_without_text_are_named(xlsx_bytes: Xlsx) -> None:
    data = xlsx_bytes(记录=[["正文"], [LONG]], 选项=[["阶段"], ["准备"]])
    assert said(data) == ["sheets without text that were left out: 选项"]


def patched(data: bytes, change: Callable[[str], str]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name.endswith("sheet1.xml") else content)
    return sink.getvalue()


def test_a_sheet_that_claims_to_reach_to_the_last_cell_is_read_at_once(xlsx_bytes: Xlsx) -> None:
    data = xlsx_bytes(记录=[["日期", "正文"], ["2024-05-03", LONG]])
    claimed = patched(data, lambda xml: xml.replace('ref="A1:B2"', 'ref="A1:XFD1048576"'))
    assert claimed != data
    assert [text for _, text, _ in read(claimed)] == [LONG]


def test_a_million_empty_rows_cost_little_and_the_row_below_them_is_read(xlsx_bytes: Xlsx) -> None:
    data = xlsx_bytes(记录=[["日期", "正文"], ["2024-05-03", LONG]])
    last = '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>末行</t></is></c></row></sheetData>'
    assert read(patched(data, lambda xml: xml.replace("</sheetData>", last)))[1][:2] == ("b.xlsx#1048576", "末行")


def test_rows_that_reach_to_the_last_column_are_refused(xlsx_bytes: Xlsx) -> None:
    data = xlsx_bytes(记录=[["日期", "正文"], ["2024-05-03", LONG]])
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(3, 40))
    with pytest.raises(DocumentError, match="spans more than 500000 cells"):
        read(patched(data, lambda xml: xml.replace("</sheetData>", wide + "</sheetData>")), Ingest(max_cells=500_000))


def test_an_entity_bomb_is_refused(xlsx_bytes: Xlsx) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{levels}]><worksheet'
    data = patched(
        xlsx_bytes(记录=[["正文"], [LONG]]),
        lambda xml: xml.replace("<worksheet", bomb, 1).replace("&#27491;", "&e11;", 1),
    )
    with pytest.raises(DocumentError, match="not a readable workbook"):
        read(data)


def test_a_workbook_under_a_password_has_its_own_reason() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.zh == "有密码保护，请用 Excel 或 WPS 打开后去掉密码再保存"


def test_text_under_the_ending_of_an_old_workbook_is_read_as_a_table() -> None:
    data = f"日期\t正文\n2024-05-03\t{LONG}\n".encode("gbk")
    (raw,) = workbook.read(data, "导出.xls", Ingest())
    assert (raw.path, raw.text, dict(raw.fields), raw.encoding) == (
        "导出.xls#2",
        LONG,
        {"日期": "2024-05-03"},
        "gb18030",
    )
    with pytest.raises(DocumentError, match="a web page under the ending of a workbook"):
        list(workbook.read(b"<html><table></table></html>", "a.xls", Ingest()))


def test_several_sheets_are_named_in_the_path_and_empty_ones_left_out(xlsx_bytes: Xlsx) -> None:
    sheet = [["正文"], [LONG]]
    assert [path for path, _, _ in read(xlsx_bytes(上半年=sheet, 空=[], 下半年=sheet))] == [
        "b.xlsx#上半年#2",
        "b.xlsx#下半年#2",
    ]
    assert [path for path, _, _ in read(xlsx_bytes(空=[[None, ""]], 记录=sheet))] == ["b.xlsx#2"]


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
