"""Tables on the disk: Parquet for programs, CSV for people."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import frames
from pipeline.model.frames import check
from pipeline.model.tables import SCHEMAS

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write a table as Parquet; the same table gives the same bytes."""
    schema = pa.schema([(column.name, column.type) for column in SCHEMAS[name].columns])
    table = pa.Table.from_pandas(check(name, frame), schema=schema, preserve_index=False).replace_schema_metadata(None)
    with private(folder / f"{name}.parquet") as sink:
        pq.write_table(table, sink, compression="zstd")


def read(folder: Path, name: str) -> pd.DataFrame:
    """Read a table back, Arrow-backed, and check it."""
    return check(name, pq.read_table(folder / f"{name}.parquet").to_pandas(types_mapper=pd.ArrowDtype))


def write_csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write a table as CSV; see `write_rows`."""
    write_rows(folder, name, frames.rows(frame), header=list(frame.columns))


def write_rows(folder: Path, name: str, rows: Sequence[Mapping[str, object]], *, header: Sequence[str] = ()) -> None:
    """Write rows as CSV; see `csv_bytes`."""
    with private(folder / f"{name}.csv") as sink:
        sink.write(csv_bytes(rows, header))


def csv_bytes(rows: Sequence[Mapping[str, object]], header: Sequence[str] = ()) -> bytes:
    """Return rows as CSV, UTF-8 with byte order mark so that Excel opens Chinese; lists are joined by blanks.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe: notes are not trusted.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = list(header or (rows[0] if rows else ()))
    writer.writerow(names)
    writer.writerows([_cell(row[column]) for column in names] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def private(path: Path) -> BinaryIO:
    """Open a new file for writing bytes that only its owner may read: it holds people's words."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def replace(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, in place of what is there: it is whole, or as it was.

    Raises
    ------
    OSError
        When it cannot be written; nothing half-written is left then.
    """
    hidden = path.with_name(f".{path.name}.{os.getpid()}.partial")  # two processes may write at once
    try:
        with private(hidden) as sink:
            sink.write(content)
        hidden.replace(path)
    except OSError:
        hidden.unlink(missing_ok=True)
        raise


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return "" if value is None else value
