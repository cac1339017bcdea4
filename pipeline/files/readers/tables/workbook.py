"""Workbooks: .xlsx and .xlsm here, .xls, .et and .ods by their own readers; whatever the ending, the bytes decide."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.files.readers.package import FAULTS, archive_of
from pipeline.files.readers.tables import old_workbook, open_workbook, table
from pipeline.files.readers.tables.sheet import Area, Row, Sheet, hidden, locked, too_large, written
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<", re.DOTALL)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col) [^>]*hidden="(?:1|true)"')
_NO_RESULT = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the documents of every sheet, as `table.documents` makes them.

    Raises
    ------
    DocumentError
        When it is no workbook, is protected, or no sheet holds a table with text.
    """
    sheets = _sheets(data, name, limits)
    if sheets is None:  # many systems export CSV or a web page under the ending .xls
        yield from table.read(data, name, limits)
        return
    held = [sheet for sheet in sheets if sheet.rows]
    if not held:
        raise DocumentError("the workbook is empty", "工作簿是空的")
    found: list[RawDocument] = []
    faults: list[DocumentError] = []
    left_out: list[str] = []
    for sheet in held:
        try:
            found += table.documents(sheet, name, limits, prefix="" if len(held) == 1 else f"{sheet.title}#")
        except DocumentError as error:
            faults.append(error)
            left_out.append(sheet.title)
    if not found:  # a sheet of choices or notes to oneself beside a sheet of records is no fault
        raise faults[0]
    if left_out:
        said = Both(
            f"没有正文、未采用的工作表：{'、'.join(left_out)}",
            f"sheets without text that were left out: {', '.join(left_out)}",
        )
        found[0] = replace(found[0], doubts=(*found[0].doubts, said))
    yield from found


def _sheets(data: bytes, name: str, limits: Ingest) -> list[Sheet] | None:
    """Return the sheets of a workbook of any kind; None when it is text under the ending of one."""
    if data.startswith(_OLD):
        if _LOCKED in data:
            raise locked()
        return old_workbook.sheets(data, limits)
    if name.lower().endswith((".xls", ".et")) and data and not data.startswith(b"PK"):
        if _PAGE.match(data[:1000]):
            raise DocumentError(
                "a web page under the ending of a workbook; open it in Excel or WPS and save it as .xlsx",
                "实际是网页，不是工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx",
            )
        return None
    with archive_of(data, limits) as archive:
        names = archive.namelist()
    if "content.xml" in names:
        return open_workbook.sheets(data, limits)
    return _excel_sheets(data, limits, names)


def _excel_sheets(data: bytes, limits: Ingest, names: list[str]) -> list[Sheet]:
    import openpyxl

    try:
        with warnings.catch_warnings():  # openpyxl tells of styles and checks that it does not know
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                sheets = [_sheet(sheet, archive, limits) for sheet in book.worksheets]
    except FAULTS as error:
        raise DocumentError(
            f"not a readable workbook ({type(error).__name__}); open it in Excel and save it again",
            "工作簿读不出来，请用 Excel 打开后重新保存",
        ) from error
    if any(name.startswith(("xl/comments", "xl/threadedComments")) for name in names):
        first = next((place for place, sheet in enumerate(sheets) if sheet.rows), 0)
        said = Both("单元格批注没有读", "comments on cells were left out")
        sheets[first] = replace(sheets[first], doubts=(*sheets[first].doubts, said))
    return sheets


def _sheet(sheet: Any, archive: zipfile.ZipFile, limits: Ingest) -> Sheet:
    markup = archive.read(sheet._worksheet_path.lstrip("/"))
    doubts = [hidden(sheet.title)] if sheet.sheet_state != "visible" else []
    if _HIDDEN.search(markup):
        doubts.append(Both("隐藏的行列也读了", "hidden rows or columns were read too"))
    without = len(_NO_RESULT.findall(markup))
    if without:
        doubts.append(
            Both(
                f"有 {without} 个公式没有保存结果，读不出来；请用 Excel 打开后重新保存",
                f"formulas without a stored result, which are left out: {without}; open it in Excel and save it again",
            )
        )
    merged = [
        Area(int(top), _column(left), int(bottom), _column(right))
        for left, top, right, bottom in _MERGED.findall(markup)
    ]
    return Sheet(sheet.title, _rows(sheet, limits), merged, tuple(doubts))


def _rows(sheet: Any, limits: Ingest) -> list[Row]:
    sheet.reset_dimensions()  # a sheet may claim to reach to the last possible cell
    rows: list[Row] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if cells > limits.max_cells:
            raise too_large(limits)
        written_row = [written(value) for value in row]
        if any(cell.strip() for cell in written_row):
            rows.append((number, written_row))
        if len(rows) > limits.max_rows:
            break
    return rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
