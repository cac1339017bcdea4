"""Workbooks of Excel before 2007 and of WPS (.xls, .et), by python-calamine."""

import io
import itertools
import struct
from collections.abc import Iterator
from typing import Any

from pipeline.files.readers.package import FAULTS
from pipeline.files.readers.sheet import Area, Row, Sheet, hidden, locked, too_large, written
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

_END = 0xFFFFFFF0  # sectors from here on are marks, not places
_BOF, _FILEPASS = 0x0809, 0x002F
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
        _refuse_wide(_stream(data), limits)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
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
    area = 0
    low, high, left, right = 1 << 16, -1, 1 << 16, -1
    for kind, body in itertools.chain(_records(stream), [(_BOF, b"")]):
        if kind == _FILEPASS:
            raise locked()
        if kind == _BOF:
            area += max(high - low + 1, 0) * max(right - left + 1, 0)
            low, high, left, right = 1 << 16, -1, 1 << 16, -1
        elif kind in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _MANY else column
            low, high, left, right = min(low, row), max(high, row), min(left, column), max(right, last)
        if area > limits.max_cells:
            raise too_large(limits)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _stream(data: bytes) -> bytes:
    """Take the workbook's stream out of its compound file (Microsoft's [MS-CFB])."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("no compound file")
    size = 1 << shift
    directory_start, cutoff, small_start = (struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60))
    table = _table(data, size)
    directory = _chain(data, table, directory_start, size, size)
    entries = [directory[place : place + 128] for place in range(0, len(directory) - 127, 128)]
    names = [
        entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace") for entry in entries
    ]
    entry = next((entries[names.index(name)] for name in ("Workbook", "Book") if name in names), None)
    if entry is None:
        raise ValueError("no workbook in it")
    start, length = struct.unpack_from("<II", entry, 116)
    if length >= cutoff:
        return _chain(data, table, start, size, size)[:length]
    small_table = _numbers(_chain(data, table, small_start, size, size))
    root = _chain(data, table, struct.unpack_from("<I", entries[0], 116)[0], size, size)
    return _chain(root, small_table, start, 64, 0)[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Return for each sector which one follows it."""
    places = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _END:
            break
        block = _numbers(data[size * (following + 1) : size * (following + 2)])
        places += block[:-1]
        following = block[-1]
    wanted = [place for place in places if place < _END]
    return _numbers(b"".join(data[size * (place + 1) : size * (place + 2)] for place in wanted))


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, before: int) -> bytes:
    parts: list[bytes] = []
    place = start
    while place < len(table) and len(parts) <= len(table):
        parts.append(data[before + size * place : before + size * (place + 1)])
        place = table[place]
    return b"".join(parts)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
