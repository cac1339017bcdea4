"""OpenDocument sheets."""

import datetime
import io
from collections.abc import Callable

import odfdo
import pytest

from pipeline.files.readers.tables import workbook
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

LONG = "今天谈了分工，大家都说角色不清楚，要再谈。"
Zip = Callable[..., bytes]
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def read(data: bytes, limits: Ingest = Ingest()) -> list[RawDocument]:  # noqa: B008
    return list(workbook.read(data, "a.ods", limits))


@pytest.fixture
def ods(zip_bytes: Zip) -> Callable[..., bytes]:
    """Make a workbook from the markup of its rows."""

    def make(rows: str, styles: str = "", manifest: str = "") -> bytes:
        content = f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        content += (
            f'<office:body><office:spreadsheet><table:table table:name="表" table:style-name="t">{rows}</table:table>'
        )
        content += "</office:spreadsheet></office:body></office:document-content>"
        return zip_bytes({"content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})

    return make


def row(*texts: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(map(CELL.format, texts))}</table:table-row>'
    )


def test_a_workbook_of_a_real_library_is_read() -> None:
    book = odfdo.Document("ods")
    book.body.clear()
    sheet = odfdo.Table("记录")
    for values in (
        ["日期", "次数", "正文"],
        [datetime.date(2024, 5, 3), 2, LONG],
        [None, None, None],
        ["2024年6月", 3, "We met."],
    ):
        sheet.append_row(odfdo.Row())
        sheet.set_row_values(sheet.height - 1, values)
    book.body.append(sheet)
    sink = io.BytesIO()
    book.save(sink)
    assert [(raw.path, raw.text, dict(raw.fields)) for raw in read(sink.getvalue())] == [
        ("a.ods#2", LONG, {"日期": "2024-05-03", "次数": "2"}),
        ("a.ods#4", "We met.", {"日期": "2024年6月", "次数": "3"}),
    ]


def test_dates_paragraphs_blanks_and_notes_in_cells(ods: Callable[..., bytes]) -> None:
    date = '<table:table-cell office:value-type="date" office:date-value="2024-05-03T00:00:00"><text:p>03.05.24</text:p></table:table-cell>'
    text = (
        "<table:table-cell><office:annotation><text:p>要核对</text:p></office:annotation><text:p>一<text:s text:c='2'/>二</text:p>"
        "<text:p>三<text:span>四</text:span><text:line-break/>五</text:p></table:table-cell>"
    )
    (raw,) = read(ods(row("日期", "正文") + f"<table:table-row>{date}{text}</table:table-row>"))
    assert (raw.text, dict(raw.fields)) == ("一  二\n三四\n五", {"日期": "2024-05-03"})
    assert [doubt.zh for doubt in raw.doubts] == ["单元格批注没有读"]


def test_repeated_and_merged_cells_stand_where_they_belong(ods: Callable[..., bytes]) -> None:
    merged = '<table:table-cell table:number-rows-spanned="2"><text:p>甲队</text:p></table:table-cell>'
    filler = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    found = read(
        ods(
            row("机构", "正文")
            + f"<table:table-row>{merged}{CELL.format(LONG)}</table:table-row>"
            + f"<table:table-row><table:covered-table-cell/>{CELL.format('好')}</table:table-row>"
            + filler
            + row("乙队", "末行")
        )
    )
    assert [(raw.path, raw.text, dict(raw.fields)) for raw in found] == [
        ("a.ods#2", LONG, {"机构": "甲队"}),
        ("a.ods#3", "好", {"机构": "甲队"}),
        ("a.ods#1048004", "末行", {"机构": "乙队"}),
    ]


def test_a_hidden_sheet_is_said(ods: Callable[..., bytes]) -> None:
    styles = '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    (raw,) = read(ods(row("正文") + row(LONG), styles))
    assert [doubt.en for doubt in raw.doubts] == ["the sheet 表 is hidden and was read too"]


def test_cells_far_apart_and_rows_without_end_are_refused(ods: Callable[..., bytes]) -> None:
    gap = '<table:table-cell table:number-columns-repeated="99999999"/>'
    with pytest.raises(DocumentError, match="spans more than 5000000 cells"):
        read(ods(f"<table:table-row>{gap}{CELL.format('a')}</table:table-row>"))
    with pytest.raises(DocumentError, match="over the limit of 100000"):
        read(ods(row("正文") + row("好", repeated=99_999_999)))


def test_an_entity_bomb_a_password_and_damage_are_refused(ods: Callable[..., bytes], zip_bytes: Zip) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{levels}]><x>&e11;</x>'
    with pytest.raises(DocumentError):
        read(zip_bytes({"content.xml": bomb.encode()}))
    with pytest.raises(DocumentError, match="protected by a password"):
        read(ods(row("正文") + row(LONG), manifest="<manifest:encryption-data/>"))
    with pytest.raises(DocumentError, match="not a readable workbook"):
        read(zip_bytes({"content.xml": b"<a><b>"}))
