"""Tables with a row per note: CSV, and what a workbook's sheet has in common with it."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.files.readers.text import decode, normalise
from pipeline.model.errors import DocumentError
from pipeline.model.metadata import TEXT_LABELS, clean_label, is_metadata
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

PROSE = 15  # mean characters of a column that is taken for text when no column is called text


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield a document per row of a CSV or TSV file; raises DocumentError as `documents` does."""
    text, encoding = decode(data)
    yield from documents(rows_of(text), name, limits, encoding=encoding)


def rows_of(text: str) -> list[list[str]]:
    """Split a table by the commonest of comma, tab and semicolon in its first line; raises DocumentError when it cannot."""
    csv.field_size_limit(max(len(text), 1))
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError(
            f"not a readable table ({error}); save it again as CSV", f"表格读不出来（{error}），请重新另存为 CSV"
        ) from error


def documents(
    rows: Sequence[Sequence[str]], name: str, limits: Ingest, *, encoding: str = "", sheet: str = ""
) -> Iterator[RawDocument]:
    """Turn the rows of a table into documents.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first one with a filled cell is the header.
    name : str
        The file.
    limits : Ingest
        How many rows may be read.
    encoding : str, optional
        How the file was decoded.
    sheet : str, optional
        What stands before the row's number, where a workbook has several sheets.

    Yields
    ------
    RawDocument
        One per row that holds text; path is the name, '#' and the row's number in the file, from 1. Columns with a known label become
        metadata, the others text under their label.

    Raises
    ------
    DocumentError
        When there is no row, too many, or no column with text.
    """
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise DocumentError("the table has no rows below its header", "表格里表头以下没有内容")
    if len(filled) > limits.max_rows:
        raise DocumentError(
            f"{len(filled)} rows are over the limit of {limits.max_rows}; raise [ingest] max_rows or split it",
            f"共 {len(filled)} 行，超过上限 {limits.max_rows}；可调大 [ingest] max_rows 或拆分",
        )
    header = _header([row for _, row in filled])
    named = [
        (number, {label: row[place].strip() for place, label in enumerate(header) if label and place < len(row)})
        for number, row in filled[1:]
    ]
    texts = _text_columns(header, [row for _, row in named])
    if not texts:
        raise DocumentError(
            f"no column with text; call one 'text'. Found: {', '.join(filter(None, header))[:200]}",
            f"没有找到正文列，请把正文那一列命名为“正文”。现有列：{'、'.join(filter(None, header))[:200]}",
        )
    for number, row in named:
        body = _body(row, texts)
        if body:
            fields = {label: value for label, value in row.items() if value and label not in texts}
            digest = hashlib.sha256(repr(sorted(row.items())).encode("utf-8", "replace")).hexdigest()
            yield RawDocument(
                file=name, row=f"{sheet}{number}", text=body, fields=fields, sha256=digest, encoding=encoding
            )


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a label for every column, so that none is lost: one without a label gets its number, one said twice a count."""
    names: list[str] = []
    for place in range(max(map(len, rows))):
        name = rows[0][place].strip() if place < len(rows[0]) else ""
        name = name or (f"第{place + 1}列" if any(place < len(row) and row[place].strip() for row in rows) else "")
        names.append(f"{name} {names.count(name) + 1}" if name and name in names else name)
    return names


def _text_columns(header: Iterable[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    labels = [label for label in header if label and (clean_label(label) in TEXT_LABELS or not is_metadata(label))]
    if any(clean_label(label) in TEXT_LABELS for label in labels):
        return [label for label in labels if clean_label(label) in TEXT_LABELS or _mean(label, rows) >= PROSE]
    return [label for label in labels if _mean(label, rows) >= PROSE]


def _mean(label: str, rows: Sequence[Mapping[str, str]]) -> float:
    lengths = [len(row[label]) for row in rows if row.get(label)]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _body(row: Mapping[str, str], texts: Sequence[str]) -> str:
    filled = [(label, normalise(row[label])) for label in texts if row.get(label)]
    if len(texts) == 1:
        return filled[0][1] if filled else ""
    return "\n\n".join(f"{label}\n{text}" for label, text in filled)
