"""Workbooks of Excel before 2007 and of WPS (.xls, .et), by python-calamine."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from pipeline.files.readers.package import FAULTS
from pipeline.files.readers.tables.compound import pack, stream_of
from pipeline.files.readers.tables.sheet import Area, Row, Sheet, hidden, locked, too_large, written
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

_END, _FILEPASS, _SHEET = 0x000A, 0x002F, 0x0085
_CELLS = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E))
_MANY = frozenset((0x00BD, 0x00BE))  # records of several cells; the last column stands at their end


def sheets(data: bytes, limits: Ingest) -> list[Sheet]:
    """Return the sheets of an old workbook.

    Raises
    ------
    DocumentError
        When it is damaged, protected, or a sheet spans too many cells.
    """
    import python_calamine

    try:
        stream = stream_of(data, "Workbook", "Book")
        _refuse_wide(stream, limits)
        # calamine 0.9 follows a ring of sectors without end; a compound file made anew holds none
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(pack(stream, "Workbook")))
        return [
            _sheet(
                book.get_sheet_by_name(about.name),
                limits,
                visible=about.visible == python_calamine.SheetVisibleEnum.Visible,
            )
            for about in book.sheets_metadata
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except (python_calamine.CalamineError, struct.error, *FAULTS) as error:
        raise _damaged(error) from error
    except BaseException as error:  # a Rust library that gives up raises a class that no module names
        if type(error).__name__ == "PanicException":
            raise _damaged(error) from error
        raise


def _damaged(error: BaseException) -> DocumentError:
    return DocumentError(
        f"not a readable workbook ({type(error).__name__}); open it in Excel or WPS and save it as .xlsx",
        "工作簿读不出来，请用 Excel 或 WPS 打开后另存为 .xlsx",
    )


def _sheet(sheet: Any, limits: Ingest, *, visible: bool) -> Sheet:
    rows: list[Row] = []
    top, left = sheet.start or (0, 0)
    # calamine's rows begin at the first used row, its columns at the first used column
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        cells = [""] * left + [written(value) for value in row]
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) > limits.max_rows:
            break
    merged = [Area(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, merged, () if visible else (hidden(sheet.name),))


def _refuse_wide(stream: bytes, limits: Ingest) -> None:
    """Refuse a workbook whose cells lie so far apart that a grid of them would not fit into memory, and one with a password."""
    starts = []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise locked()
        if kind == _SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
    area = 0
    for start in starts:
        area += _area(stream, start)
        if area > limits.max_cells:
            raise too_large(limits)


def _area(stream: bytes, start: int) -> int:
    """Return how many cells the grid of a sheet would have."""
    rows, columns = [0], [0]
    for kind, body in _records(stream, start):
        if kind in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _MANY else column
            rows.append(row)
            columns.append(max(column, last))
    return (max(rows) - min(rows[1:], default=0) + 1) * (max(columns) + 1)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place up to the end of that part of the workbook."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size
