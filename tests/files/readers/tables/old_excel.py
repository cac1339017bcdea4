"""Workbooks of Excel 97 written by hand: a compound file around records."""

import struct
from collections.abc import Mapping, Sequence
from datetime import date

Cell = str | float | date | None
_DAY = date(1899, 12, 30)


def xls(
    sheets: Mapping[str, Sequence[Sequence[Cell]]], *, hidden: str = "", merged: Sequence[tuple[int, ...]] = ()
) -> bytes:
    """Make an .xls; `merged` are areas of the first sheet as first row, last row, first column, last column, from 0."""
    bodies = [_sheet(rows, merged if not number else ()) for number, rows in enumerate(sheets.values())]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6)) + _record(0x42, struct.pack("<H", 1200))
    head += b"".join(_record(0xE0, struct.pack("<HHHHHHHHI", 0, form, 0, 0, 0, 0, 0, 0, 0)) for form in (0, 14))
    length = len(head) + sum(12 + 2 * len(title) for title in sheets) + 4
    bound = b""
    for title, body in zip(sheets, bodies, strict=True):
        bound += _record(
            0x85, struct.pack("<IBBBB", length, title == hidden, 0, len(title), 1) + title.encode("utf-16-le")
        )
        length += len(body)
    return compound(head + bound + _record(0x0A, b"") + b"".join(bodies))


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """Put a stream into a compound file."""
    stream = stream.ljust(4096, b"\x00")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    tables = 1
    while (sectors + 1 + tables) * 4 > tables * 512:
        tables += 1
    following = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    following += [0xFFFFFFFF] * (tables * 128 - len(following))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(sectors + 1, sectors + 1 + tables), *[0xFFFFFFFF] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 0, len(stream)) + bytes(256)
    return header + stream + directory + struct.pack(f"<{len(following)}I", *following)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    named = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        named.ljust(64, b"\x00")
        + struct.pack("<HBB", len(named), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[tuple[int, ...]]) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value is not None:
                body += cell(row, column, value)
    if merged:
        body += _record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *area) for area in merged))
    return body + _record(0x0A, b"")


def cell(row: int, column: int, value: str | float | date) -> bytes:
    """Make the record of one cell."""
    if isinstance(value, str):
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))
    number = (value - _DAY).days if isinstance(value, date) else value
    return _record(0x203, struct.pack("<HHHd", row, column, isinstance(value, date), number))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
