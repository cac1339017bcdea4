"""Make, check and read tables that fit their schema."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.model.errors import TableError
from pipeline.model.schema import COUNT, Column
from pipeline.model.tables import SCHEMAS


def build(name: str, columns: Mapping[str, Iterable[Any]]) -> pd.DataFrame:
    """Make a table from columns of plain values or ready Arrow arrays, in the schema's order and types.

    Parameters
    ----------
    name : str
        A key of `SCHEMAS`.
    columns : mapping of str to iterable
        Values per column; an optional column may be left out. An Arrow array is taken over as it is, and must have the column's type.

    Returns
    -------
    pandas.DataFrame
        Arrow-backed, checked.

    Raises
    ------
    TableError
        When a column is unknown, missing, of the wrong type or length, or the key is not unique.
    """
    schema = SCHEMAS[name]
    lists: dict[str, Any] = {key: cells if _is_ready(cells) else list(cells) for key, cells in columns.items()}
    unknown = [key for key in lists if key not in schema.names]
    rows = len(next(iter(lists.values()))) if lists else 0
    if unknown or any(len(values) != rows for values in lists.values()):
        raise _fault(name, f"unknown columns {unknown!r} or unequal lengths")
    arrays = {}
    for column in schema.columns:
        array = _array(name, column, lists.get(column.name, [None] * rows))
        arrays[column.name] = pd.Series(pd.arrays.ArrowExtensionArray(array), copy=False)
    return check(name, pd.DataFrame(arrays, columns=schema.names))


def from_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table from one mapping per row; a key left out is an empty cell.

    Raises
    ------
    TableError
        As for `build`, and when a row has a key that is no column.
    """
    names = SCHEMAS[name].names
    strays = sorted({key for row in rows for key in row} - set(names))
    if strays:
        raise _fault(name, f"unknown columns {strays!r}")
    return build(name, {key: [row.get(key) for row in rows] for key in names})


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table unchanged when it fits its schema.

    Raises
    ------
    TableError
        Names the table, the column and the first offending rows by number; never their content.
    """
    schema = SCHEMAS[name]
    if list(frame.columns) != schema.names:
        raise _fault(name, f"columns are {list(frame.columns)!r}, not {schema.names!r}")
    for column in schema.columns:
        held = frame[column.name].dtype
        if getattr(held, "pyarrow_dtype", None) != column.type:
            raise _fault(name, f"column {column.name!r} is {held}, not {column.type}")
        if not column.optional and frame[column.name].isna().any():
            raise _fault(name, f"column {column.name!r} is empty in rows {_rows(frame[column.name].isna())}")
    doubled = frame.duplicated(subset=list(schema.key))
    if doubled.any():
        raise _fault(name, f"key {schema.key!r} repeats in rows {_rows(doubled)}")
    return frame


def array(frame: pd.DataFrame, column: str) -> pa.Array:
    """Return a column as one Arrow array."""
    held = pa.array(frame[column].array)
    return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def values(frame: pd.DataFrame, column: str) -> list[Any]:
    """Return a column as plain Python values, None where it is empty."""
    return pa.array(frame[column].array).to_pylist()  # type: ignore[no-any-return]


def lists(frame: pd.DataFrame, column: str) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """Return a list column as all its items in one array, and the number of items per row."""
    held = array(frame, column)
    return held.flatten().to_numpy(), held.value_lengths().to_numpy()


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as one mapping per row, None where a cell is empty."""
    columns = list(frame.columns)
    return [
        dict(zip(columns, row, strict=True)) for row in zip(*(values(frame, name) for name in columns), strict=True)
    ]


def counted(documents: pd.DataFrame, segments: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of the documents that count: those that were read (status ok) and have a segment."""
    with_segments = set(values(segments, "document_id"))
    return [row for row in rows(documents) if row["status"] == "ok" and row["document_id"] in with_segments]


def concat(name: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables of one schema under each other, in the order given; none give an empty table."""
    return check(name, pd.concat(frames, ignore_index=True)) if frames else build(name, {})


def _is_ready(values: object) -> bool:
    return isinstance(values, (pa.Array, pa.ChunkedArray))


def _array(name: str, column: Column, values: Any) -> pa.ChunkedArray:
    """Return the values of a column, a list or a ready array, in its type."""
    if _is_ready(values):
        fits = values.type == column.type
    else:
        # pyarrow would cut the fraction off
        fits = column.type != COUNT or not any(issubclass(kind, float) for kind in set(map(type, values)))
    if not fits:
        raise _fault(name, f"column {column.name!r} is not {column.type}")
    if _is_ready(values):
        return values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    try:
        return pa.chunked_array([pa.array(values, type=column.type)])
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise _fault(name, f"column {column.name!r} is not {column.type}") from error


def _rows(mask: "pd.Series[bool]") -> list[int]:
    return [int(row) for row in mask.to_numpy().nonzero()[0][:5]]


def _fault(name: str, what: str) -> TableError:
    cure = "This is a fault of the program: please report it with this line."
    return TableError(f"table {name!r}: {what}. {cure}", f"数据表 {name!r}：{what}。这是程序的错误，请附上本行反馈。")
