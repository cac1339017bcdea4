"""OpenDocument sheets (.ods), row by row: a repeated row or cell costs nothing until it is written out."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.files.readers.package import FAULTS
from pipeline.files.readers.tables.sheet import Area, Row, Sheet, hidden, locked, too_large
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_WATCHED = (f"{_STYLE}style", f"{_TABLE}table", f"{_TABLE}table-row")


class _Reading:
    """The sheets that were read so far, and the one that is open."""

    def __init__(self, limits: Ingest) -> None:
        self.limits = limits
        self.invisible: set[str] = set()
        self.sheets: list[Sheet] = []
        self.rows: list[Row] = []
        self.merged: list[Area] = []
        self.number = self.cells = 0
        self.comments = False


def sheets(data: bytes, limits: Ingest) -> list[Sheet]:
    """Return the sheets of an OpenDocument workbook.

    Raises
    ------
    DocumentError
        When it is damaged, protected, or a sheet spans too many cells.
    """
    from lxml.etree import LxmlError, iterparse

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "META-INF/manifest.xml" in archive.namelist() and b":encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise locked()
            content = archive.read("content.xml")
        reading = _Reading(limits)
        for event, element in iterparse(
            io.BytesIO(content), events=("start", "end"), tag=_WATCHED, resolve_entities=False, no_network=True
        ):
            _watch(event, element, reading)
    except (LxmlError, *FAULTS) as error:
        raise DocumentError(
            f"not a readable workbook ({type(error).__name__}); open it and save it again",
            "工作簿读不出来，请打开后重新保存",
        ) from error
    return reading.sheets


def _watch(event: str, element: Any, reading: _Reading) -> None:
    if element.tag == f"{_TABLE}table":
        if event == "start":
            reading.rows, reading.merged, reading.number, reading.cells, reading.comments = [], [], 0, 0, False
        else:
            reading.sheets.append(_sheet(element, reading))
            element.clear()
    elif event == "end" and element.tag == f"{_TABLE}table-row":
        _row(element, reading)
        element.clear()
    elif event == "end":
        look = element.find(f"{_STYLE}table-properties")
        if look is not None and look.get(f"{_TABLE}display") == "false":
            reading.invisible.add(element.get(f"{_STYLE}name") or "")


def _sheet(element: Any, reading: _Reading) -> Sheet:
    title = element.get(f"{_TABLE}name") or ""
    sheet = Sheet(title, reading.rows, reading.merged)
    if element.get(f"{_TABLE}style-name") in reading.invisible:
        sheet = replace(sheet, doubts=(hidden(title),))
    if reading.comments:
        said = Both("单元格批注没有读", "comments on cells were left out")
        sheet = replace(sheet, doubts=(*sheet.doubts, said))
    return sheet


def _row(element: Any, reading: _Reading) -> None:
    repeated = _count(element, "number-rows-repeated")
    cells: list[str] = []
    blank = 0
    for cell in element.iterchildren(*_CELLS):
        times, text = _count(cell, "number-columns-repeated"), _cell(cell, reading)
        if not text:
            blank += times
            continue
        if len(cells) + blank + times > reading.limits.max_cells:
            raise too_large(reading.limits)
        cells += [""] * blank
        blank = 0
        _merge(cell, reading, len(cells) + 1)
        cells += [text] * times
    if any(cell.strip() for cell in cells):
        wanted = min(repeated, reading.limits.max_rows + 1 - len(reading.rows))
        reading.cells += wanted * len(cells)
        if reading.cells > reading.limits.max_cells:
            raise too_large(reading.limits)
        reading.rows += [(reading.number + 1 + place, cells) for place in range(wanted)]
    reading.number += repeated


def _merge(cell: Any, reading: _Reading, column: int) -> None:
    down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
    if down > 1 or right > 1:
        top = reading.number + 1
        reading.merged.append(Area(top, column, top + down - 1, column + right - 1))


def _count(element: Any, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return int(value[:9]) if value.isdigit() else 1


def _cell(cell: Any, reading: _Reading) -> str:
    """Return what a cell shows; a day in ISO form, since the shown form leaves out the century."""
    if cell.find(f"{_OFFICE}annotation") is not None:
        reading.comments = True
    day = cell.get(f"{_OFFICE}date-value") or ""
    if day:
        return day.replace("T00:00:00", "").replace("T", " ")[:16]
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c") or "1"
            yield " " * (min(int(count[:4]), 1000) if count.isdigit() else 1)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag != f"{_OFFICE}annotation" and isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
