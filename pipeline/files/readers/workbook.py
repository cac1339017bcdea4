"""Excel workbooks with a row per note (openpyxl)."""

import datetime
import io
from collections.abc import Iterator

from pipeline.files.readers.package import FAULTS, refuse_bomb
from pipeline.files.readers.table import documents
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield a document per row of every sheet.

    Raises
    ------
    DocumentError
        When it is no workbook, or no sheet holds a table with text.
    """
    import openpyxl

    refuse_bomb(data, limits)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _rows(sheet, limits)) for sheet in book.worksheets]
    except FAULTS as error:
        raise DocumentError(
            f"not a readable workbook ({type(error).__name__}); open it in Excel and save it again",
            "工作簿读不出来，请用 Excel 打开后重新保存",
        ) from error
    held = [(title, rows) for title, rows in sheets if any(any(row) for row in rows)]
    if not held:
        raise DocumentError("the workbook is empty", "工作簿是空的")
    found: list[RawDocument] = []
    faults: list[DocumentError] = []
    for title, rows in held:
        try:
            found += documents(rows, name, limits, sheet="" if len(held) == 1 else f"{title}#")
        except DocumentError as error:
            faults.append(error)
    if not found:  # a sheet of choices or notes to oneself beside a sheet of records is no fault
        raise faults[0]
    yield from found


def _rows(sheet: "object", limits: Ingest) -> list[list[str]]:
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True)):  # type: ignore[attr-defined]
        if number > limits.max_rows * 2:  # empty rows count too: a sheet may claim a million of them
            break
        rows.append([_cell(value) for value in row])
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
