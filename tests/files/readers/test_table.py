"""Tables with a row per note."""

import pytest

from pipeline.files.readers import table
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

LONG = "今天谈了分工，大家都说角色不清楚，要再谈。"
OTHER = "We met on Zoom and spoke about roles."


def read(said: str, limits: Ingest = Ingest()) -> list[tuple[str, str, dict[str, str]]]:  # noqa: B008
    return [(raw.path, raw.text, dict(raw.fields)) for raw in table.read(said.encode(), "a.csv", limits)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_row_is_a_note_with_its_metadata(delimiter: str) -> None:
    rows = [["日期", "机构", "正文"], ["2024-05-03", "甲队", LONG], ["", "", ""], ["2024-06-01", "", OTHER]]
    assert read("\n".join(delimiter.join(row) for row in rows)) == [
        ("a.csv#2", LONG, {"日期": "2024-05-03", "机构": "甲队"}),
        ("a.csv#4", OTHER, {"日期": "2024-06-01"}),
    ]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_ends() -> None:
    assert read('date,text\n2024-05-03,"一, ""二""\r\n三"\n') == [("a.csv#2", '一, "二"\n三', {"date": "2024-05-03"})]


def test_a_byte_order_mark_and_gb18030_are_understood(limits: Ingest) -> None:
    for encoding, name in (("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030")):
        (raw,) = table.read(f"日期,正文\n2024-05-03,{LONG}\n".encode(encoding), "a.csv", limits)
        assert (raw.text, dict(raw.fields), raw.encoding) == (LONG, {"日期": "2024-05-03"}, name)


def test_without_a_column_called_text_the_wordy_columns_are_the_text_under_their_labels() -> None:
    said = f"编号,督导过程,反思,心情\n1,{LONG},{OTHER},好\n2,{LONG},,坏\n"
    assert read(said) == [
        ("a.csv#2", f"督导过程\n{LONG}\n\n反思\n{OTHER}", {"编号": "1", "心情": "好"}),
        ("a.csv#3", f"督导过程\n{LONG}", {"编号": "2", "心情": "坏"}),
    ]


def test_a_short_cell_under_a_text_label_is_text_all_the_same() -> None:
    assert read("date,text\n2024-05-03,好\n") == [("a.csv#2", "好", {"date": "2024-05-03"})]


def test_a_row_without_text_gives_no_note() -> None:
    assert [path for path, _, _ in read(f"date,text\n2024-05-03,\n2024-06-01,{LONG}\n")] == ["a.csv#3"]


def test_a_short_row_lacks_its_last_cells() -> None:
    assert read(f"text,date\n{LONG}\n") == [("a.csv#2", LONG, {})]


@pytest.mark.parametrize("label", ["note", "notes", "transcript"])
def test_a_column_called_note_or_transcript_is_the_text(label: str) -> None:
    assert read(f"date,{label}\n2024-05-03,{LONG}\n") == [("a.csv#2", LONG, {"date": "2024-05-03"})]


@pytest.mark.parametrize("header", ["date,text", "date,text,"])
def test_text_in_a_column_without_a_label_is_not_lost(header: str) -> None:
    assert OTHER in "".join(text for _, text, _ in read(f"{header}\n2024-05-03,{LONG},{OTHER}\n"))


def test_text_in_two_columns_of_the_same_label_is_not_lost() -> None:
    ((_, text, _),) = read(f"日期,内容,内容\n2024-05-03,{LONG},{OTHER}\n")
    assert LONG in text and OTHER in text


def test_the_digest_is_of_the_row(limits: Ingest) -> None:
    said = f"date,text\n2024-05-03,{LONG}\n2024-05-03,{LONG}\n2024-05-04,{LONG}\n"
    first, second, third = (raw.sha256 for raw in table.read(said.encode(), "a.csv", limits))
    assert first == second != third


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "the table has no rows below its header"),
        ("date,text\n\n , \n", "the table has no rows below its header"),
        ("日期,心情\n2024-05-03,好\n", "no column with text; call one 'text'. Found: 日期, 心情"),
    ],
)
def test_a_table_without_notes_is_refused(said: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(said)
    assert caught.value.en == message


def test_too_many_rows_are_refused_with_the_cure() -> None:
    with pytest.raises(DocumentError) as caught:
        read("text\n一\n二\n三\n", Ingest(max_rows=3))
    assert caught.value.en == "4 rows are over the limit of 3; raise [ingest] max_rows or split it"
    assert len(read("text\n一\n二\n", Ingest(max_rows=3))) == 2
