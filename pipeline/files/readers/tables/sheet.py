"""What the sheets of all workbooks have in common: numbered rows of cells as text."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

Row = tuple[int, list[str]]
"""A row's number in the sheet, from 1, and its cells; only rows with a filled cell are kept."""


@dataclass(frozen=True)
class Area:
    """Merged cells: rows and columns from 1, both ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    Parameters
    ----------
    title : str
        Its name.
    rows : sequence of Row
        Filled rows.
    merged : sequence of Area
        Merged cells; their text stands in the first one.
    doubts : tuple of Both
        What a person should know: it is hidden, or holds what is not read.
    """

    title: str
    rows: Sequence[Row]
    merged: Sequence[Area] = ()
    doubts: tuple[Both, ...] = ()


def numbered(rows: Sequence[Sequence[str]]) -> list[Row]:
    """Number rows from 1 and keep those with a filled cell."""
    return [(number, list(row)) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]


def written(value: object) -> str:
    """Write a cell's value as a person reads it: days in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != datetime.time() else f"{value:%Y-%m-%d}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    return str(value)


def hidden(title: str) -> Both:
    """Return the doubt that a hidden sheet was read."""
    return Both(f"工作表 {title} 是隐藏的，也读了", f"the sheet {title} is hidden and was read too")


def too_large(limits: Ingest) -> DocumentError:
    """Return the error for a sheet that spans more cells than may be read."""
    return DocumentError(
        f"a sheet spans more than {limits.max_cells} cells; copy the filled part to a new sheet, or raise [ingest] max_cells",
        f"有工作表跨了 {limits.max_cells} 个以上单元格；请把有内容的部分复制到新表，或调大 [ingest] max_cells",
    )


def locked() -> DocumentError:
    """Return the error for a workbook under a password."""
    return DocumentError(
        "protected by a password; open it in Excel or WPS and save it without one",
        "有密码保护，请用 Excel 或 WPS 打开后去掉密码再保存",
    )
