"""What a table looks like: a row, its key, its columns with their types, meanings and units."""

from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
COUNT = pa.int64()
NUMBER = pa.float64()
TEXTS = pa.list_(pa.string())
COUNTS = pa.list_(pa.int64())


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        The same name means the same thing in every table.
    type : pyarrow.DataType
        How it is stored.
    meaning : str
        What it says, with its unit; offsets are Unicode code points in the document's frozen text, from 0, end exclusive.
    optional : bool
        Whether a cell may be empty.
    """

    name: str
    type: pa.DataType
    meaning: str
    optional: bool = False


@dataclass(frozen=True)
class Schema:
    """What a table looks like.

    Parameters
    ----------
    row : str
        What one row is.
    key : tuple of str
        The columns that together name a row; unique, and the order of the rows of a stored table.
    columns : tuple of Column
        All columns, in order.
    """

    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]


def document() -> Column:
    """Return the column that names a document."""
    return Column("document_id", TEXT, "the document, a key of documents")


def segment() -> Column:
    """Return the column that names a segment."""
    return Column("segment_id", TEXT, "the segment, a key of segments")


def span(what: str) -> tuple[Column, Column]:
    """Return the columns that say where something stands."""
    return (
        Column("start_char", COUNT, f"first code point of the {what} in the document's frozen text"),
        Column("end_char", COUNT, f"code point after the last one of the {what}"),
    )


def share_with_interval(of: str) -> tuple[Column, Column, Column]:
    """Return the columns of a share and its interval."""
    return (
        Column("share", NUMBER, f"{of}, 0 to 1", optional=True),
        Column("share_low", NUMBER, "lower end of its Wilson interval, 0 to 1", optional=True),
        Column("share_high", NUMBER, "upper end of its Wilson interval, 0 to 1", optional=True),
    )


def odds_with_interval(of: str, interval: str = "mid-p interval") -> tuple[Column, Column, Column]:
    """Return the columns of an odds ratio and its interval."""
    return (
        Column(
            "odds_ratio", NUMBER, f"odds of carrying it {of}: how many times; 0 or infinite at an end", optional=True
        ),
        Column("odds_low", NUMBER, f"lower end of its {interval}", optional=True),
        Column("odds_high", NUMBER, f"upper end of its {interval}", optional=True),
    )
