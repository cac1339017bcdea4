"""Tables with a row per note or per respondent: CSV, and what a workbook's sheet has in common with it."""

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.files.readers.plain.text import decode, normalise
from pipeline.files.readers.tables.columns import Columns, header_row, labels_of, named_columns, settle, title_block
from pipeline.files.readers.tables.delimited import split
from pipeline.files.readers.tables.form import is_form, read_form
from pipeline.files.readers.tables.sheet import Area, Sheet, numbered
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import column_of
from pipeline.model.raw import RawDocument, Turn
from pipeline.model.settings import Ingest

_SERIAL = re.compile(r"[2-5]\d{4}(?:\.\d+)?")
_FIRST_DAY = datetime.date(1899, 12, 30)  # day 0 of Excel's calendar, as it counts from March 1900
_MERGED = 100_000  # cells below merged ones that are filled


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield a document per row of a CSV or TSV file; raises DocumentError as `documents` does."""
    text, encoding = decode(data)
    rows, doubts = split(text)
    sheet = Sheet("", numbered(rows), doubts=(*doubts_of(text, encoding), *doubts))
    for raw in documents(sheet, name, limits):
        yield replace(raw, encoding=encoding)


def rows_of(text: str) -> list[list[str]]:
    """Split a table by comma, tab or semicolon, whichever gives the most even rows."""
    return split(text)[0]


def documents(sheet: Sheet, name: str, limits: Ingest, *, prefix: str = "") -> Iterator[RawDocument]:
    """Turn the rows of a table into documents.

    Parameters
    ----------
    sheet : Sheet
        Its rows.
    name : str
        The file.
    limits : Ingest
        How many rows may be read, and what the columns are.
    prefix : str, optional
        What stands before the row's number, where a workbook has several sheets.

    Yields
    ------
    RawDocument
        One per row that holds text; its row is the number in the file, from 1. Columns with a known label become metadata, the others
        text under their label. A sheet that is a form is one document. The first one carries the doubts.

    Raises
    ------
    DocumentError
        When there is no row, too many, no column or row with text, or not the column that the settings name.
    """
    rows = sheet.rows
    if len(rows) > limits.max_rows:
        raise DocumentError(
            f"{len(rows)} rows are over the limit of {limits.max_rows}; raise [ingest] max_rows or split it",
            f"共 {len(rows)} 行，超过上限 {limits.max_rows}；可调大 [ingest] max_rows 或拆分",
        )
    if len(rows) > 1 and not limits.text_columns and is_form(rows):
        text, fields = read_form(rows)
        if text.strip():
            digest = _digest([*fields.items(), ("", text)])
            yield RawDocument(name, text, fields, digest, doubts=sheet.doubts, row=prefix.rstrip("#"))
            return
    if len(rows) < 2:
        raise DocumentError("the table has no rows below its header", "表格里表头以下没有内容")
    yield from _listed(sheet, name, limits, prefix)


def _listed(sheet: Sheet, name: str, limits: Ingest, prefix: str) -> Iterator[RawDocument]:
    place = header_row(sheet.rows, [label for _, label in named_columns(limits)])
    labels, top, first = labels_of(sheet.rows, place, sheet.merged)
    held = [(number, _row(row, labels)) for number, row in sheet.rows[first:]]
    columns = settle(labels, [row for _, row in held], limits)
    above = title_block(sheet.rows[:top])
    _fill_merged(held, sheet.merged, columns)
    held, serial = _days(held, columns)
    empty = sum(not _body(row, columns.texts) and any(row.values()) for _, row in held)
    if not any(_body(row, columns.texts) for _, row in held):
        raise DocumentError("no row of the table holds text", "表格里没有一行有正文")
    doubts = (*sheet.doubts, *columns.doubts, *_said(empty, serial=serial))
    for number, row in held:
        if _body(row, columns.texts):
            yield _document(RawDocument(name, row=f"{prefix}{number}", doubts=doubts), row, columns, above)
            doubts = ()


def _row(row: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    return {label: row[place].strip() for place, label in enumerate(labels) if label and place < len(row)}


def _fill_merged(held: Sequence[tuple[int, dict[str, str]]], merged: Sequence[Area], columns: Columns) -> None:
    """Give the rows beside a merged cell of metadata its value; text stays where it stands, once."""
    rows = dict(held)
    left = _MERGED
    for area in merged:
        label = columns.labels[area.left - 1] if area.left <= len(columns.labels) else ""
        value = rows.get(area.top, {}).get(label, "")
        if not label or label in columns.texts or not value:
            continue
        for number in range(area.top + 1, min(area.bottom, area.top + left) + 1):
            left -= 1
            if number in rows:
                rows[number][label] = rows[number].get(label) or value


def _days(
    held: Sequence[tuple[int, dict[str, str]]], columns: Columns
) -> tuple[list[tuple[int, dict[str, str]]], bool]:
    """Write the days of a date column that came as Excel's numbers as days; tell whether there were any."""
    dated = [label for label in columns.labels if column_of(columns.names.get(label, label)) == "date"]
    dated = [label for label in dated if label not in columns.texts]
    serial = any(_SERIAL.fullmatch(row.get(label, "")) for _, row in held for label in dated)
    if not serial:
        return list(held), False
    return [(number, row | {label: _day(row.get(label, "")) for label in dated}) for number, row in held], True


def _day(value: str) -> str:
    if not _SERIAL.fullmatch(value):
        return value
    return (_FIRST_DAY + datetime.timedelta(days=int(float(value)))).isoformat()


def _said(empty: int, *, serial: bool) -> list[Both]:
    said = []
    if empty:
        said.append(Both(f"有 {empty} 行没有正文，未采用", f"rows without text that were left out: {empty}"))
    if serial:
        said.append(
            Both(
                "日期列是数字，已按 Excel 的天数换算，请核对",
                "dates written as numbers were read as Excel's days, please check",
            )
        )
    return said


def _document(raw: RawDocument, row: Mapping[str, str], columns: Columns, above: Mapping[str, str]) -> RawDocument:
    own = {label: value for label, value in row.items() if value and label not in (*columns.texts, columns.speaker)}
    fields = {name: own[label] for label, name in columns.names.items() if label in own}
    fields |= {label: value for label, value in own.items() if label not in columns.names}
    fields |= {label: value for label, value in above.items() if label not in fields}
    raw = replace(raw, fields=fields, sha256=_digest(sorted(row.items())))
    if columns.speaker:
        return replace(raw, turns=_turns(row, columns))
    return replace(raw, text=_body(row, columns.texts))


def _digest(items: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(items).encode("utf-8", "replace")).hexdigest()


def _body(row: Mapping[str, str], texts: Sequence[str]) -> str:
    filled = [(label, normalise(row[label])) for label in texts if row.get(label)]
    if len(texts) == 1:
        return filled[0][1] if filled else ""
    return "\n\n".join(f"{label}\n{text}" for label, text in filled)


def _turns(row: Mapping[str, str], columns: Columns) -> tuple[Turn, ...]:
    """Return a row as speech: a question is nobody's turn, the answer is the speaker's."""
    turns: list[Turn] = []
    for label in columns.texts:
        if row.get(label):
            turns += [Turn(label)] if len(columns.texts) > 1 else []
            turns.append(Turn(normalise(row[label]), row.get(columns.speaker, "")))
    return tuple(turns)
