"""Tables on the disk."""

import stat
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.files import tables
from pipeline.model.errors import TableError
from pipeline.model.frames import build, from_rows
from pipeline.model.tables import SCHEMAS

TERMS = {"topic_id": ["t1", "t1"], "rank": [1, 2], "term": ["角色", "role"], "weight": [0.1 + 0.2, 0.7]}


def filled(name: str) -> pd.DataFrame:
    """Make a table of two rows: every cell filled, and the optional ones empty."""
    cells: dict[Any, Any] = {pa.string(): "角色𠮷\n", pa.int64(): 2**40, pa.float64(): 0.1 + 0.2}
    rows = []
    for number in (1, 2):
        row = {}
        for column in SCHEMAS[name].columns:
            value = (
                cells.get(column.type)
                if not pa.types.is_list(column.type)
                else [cells[column.type.value_type]] * number
            )
            row[column.name] = (
                None
                if column.optional and number == 2
                else f"{value}{number}"
                if isinstance(value, str)
                else value + number
                if type(value) is int
                else value
            )
        rows.append(row)
    return from_rows(name, rows)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_every_table_comes_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    for frame in (filled(name), build(name, {})):
        tables.write(tmp_path, name, frame)
        pd.testing.assert_frame_equal(tables.read(tmp_path, name), frame)


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        tables.write(tmp_path / folder, "codings", filled("codings"))
        tables.write_csv(tmp_path / folder, "codings", filled("codings"))
    for name in ("codings.parquet", "codings.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_tables_are_for_their_owner_only(tmp_path: Path) -> None:
    tables.write(tmp_path, "topic_terms", build("topic_terms", TERMS))
    tables.write_csv(tmp_path, "topic_terms", build("topic_terms", TERMS))
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_table_is_checked_before_it_is_written_and_when_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="table 'texts'"):
        tables.write(tmp_path, "texts", build("topic_terms", TERMS))
    assert list(tmp_path.iterdir()) == []
    tables.write(tmp_path, "topic_terms", build("topic_terms", TERMS))
    (tmp_path / "topic_terms.parquet").rename(tmp_path / "texts.parquet")
    with pytest.raises(TableError, match="table 'texts'"):
        tables.read(tmp_path, "texts")


def test_a_csv_begins_with_a_byte_order_mark_and_holds_the_cells(tmp_path: Path) -> None:
    tables.write_csv(tmp_path, "topic_terms", build("topic_terms", TERMS))
    expected = "topic_id,rank,term,weight\r\nt1,1,角色,0.30000000000000004\r\nt1,2,role,0.7\r\n"
    assert (tmp_path / "topic_terms.csv").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_lists_are_joined_by_blanks_and_empty_cells_stay_empty(tmp_path: Path) -> None:
    rows = [{"segment_id": "s", "token": ["用", "Zoom"], "lemma": [], "start_char": [0, 1], "end_char": [1, 5]}]
    tables.write_csv(tmp_path, "tokens", from_rows("tokens", rows))
    assert (tmp_path / "tokens.csv").read_text("utf-8-sig").splitlines()[1] == "s,用 Zoom,,0 1,1 5"
    tables.write_rows(tmp_path, "x", [{"a": None, "b": 'x,\n"y"'}])
    assert (tmp_path / "x.csv").read_bytes() == b'\xef\xbb\xbfa,b\r\n,"x,\n""y"""\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx", '=HYPERLINK("http://a.org")'])
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(tmp_path: Path, cell: str) -> None:
    tables.write_rows(tmp_path, "x", [{"a": cell}, {"a": [cell, "b"]}])
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig").replace('""', '"')
    assert f"'{cell}" in text
    assert f"'{cell} b" in text


@pytest.mark.parametrize("cell", [-1, -0.5, "角色=不清", "'=1", " =1"])
def test_other_cells_are_written_as_they_are(tmp_path: Path, cell: object) -> None:
    tables.write_rows(tmp_path, "x", [{"a": cell}])
    assert (tmp_path / "x.csv").read_text("utf-8-sig") == f"a\n{cell}\n"


def test_a_table_without_rows_is_its_header(tmp_path: Path) -> None:
    tables.write_csv(tmp_path, "topic_terms", build("topic_terms", {}))
    assert (tmp_path / "topic_terms.csv").read_text("utf-8-sig") == "topic_id,rank,term,weight\n"


def test_a_file_is_replaced_and_never_added_to(tmp_path: Path) -> None:
    with tables.private(tmp_path / "a") as sink:
        sink.write(b"long")
    with tables.private(tmp_path / "a") as sink:
        sink.write(b"s")
    assert (tmp_path / "a").read_bytes() == b"s"
