"""Word documents: paragraphs and form tables."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.files.readers.office import word
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

Docx = Callable[[Callable[[Any], None]], bytes]


def read(data: bytes, limits: Ingest = Ingest()) -> tuple[str, dict[str, str]]:  # noqa: B008
    (raw,) = word.read(data, "a.docx", limits)
    assert raw.path == "a.docx"
    return raw.text, dict(raw.fields)


def form(document: Any) -> None:
    """A supervision record as agencies use it: pairs of cells, a merged heading, a merged cell of prose."""
    document.add_heading("督导记录表", 1)
    table = document.add_table(rows=4, cols=4)
    for place, cell in enumerate(["督导时间：", "2024年5月3日", "督导者", "王老师", "被督导者", "李社工", "地点", ""]):
        table.cell(place // 4, place % 4).text = cell
    heading = table.cell(2, 0).merge(table.cell(2, 3))
    heading.text = "督导内容"
    prose = table.cell(3, 0).merge(table.cell(3, 3))
    prose.text = "谈了分工。"
    prose.add_paragraph("角色不清，用Zoom再谈。")


def test_a_form_gives_its_metadata_and_each_merged_cell_once(docx_bytes: Docx) -> None:
    assert read(docx_bytes(form)) == (
        "督导内容\n谈了分工。\n角色不清，用Zoom再谈。",
        {"表名": "督导记录表", "督导时间": "2024年5月3日", "督导者": "王老师", "被督导者": "李社工"},
    )


def test_a_long_paragraph_above_a_form_is_text(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("字" * 31)
        form(document)

    text, fields = read(docx_bytes(build))
    assert text.startswith("字" * 31 + "\n督导记录表\n")
    assert "表名" not in fields


def test_a_form_without_a_name_keeps_its_prose(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = "日期"
        table.cell(0, 1).text = "2024-05-03"
        table.cell(1, 0).merge(table.cell(1, 1)).text = "谈了分工，角色不清。"

    assert read(docx_bytes(build)) == ("谈了分工，角色不清。", {"日期": "2024-05-03"})


def test_a_cell_merged_over_rows_counts_once(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "督导过程"
        table.cell(0, 1).text = "第一段"
        table.cell(1, 1).text = "第二段"

    assert read(docx_bytes(build)) == ("督导过程\n第一段\n第二段", {})


def test_the_first_value_of_a_label_wins_and_the_other_stays_in_the_text(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for place, cell in enumerate(["日期", "2024-05-03", "日期", "2023-01-01"]):
            table.cell(place // 2, place % 2).text = cell

    assert read(docx_bytes(build)) == ("日期：2023-01-01", {"日期": "2024-05-03"})


def test_paragraphs_and_tables_come_in_the_order_of_the_page(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("前")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "中"
        document.add_paragraph("后\n还有")

    assert read(docx_bytes(build)) == ("前\n中\n后\n还有", {})


def test_a_table_in_a_cell_is_read_as_well(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        inner = document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=1, cols=2)
        inner.cell(0, 0).text = "日期"
        inner.cell(0, 1).text = "2024-05-03"

    assert read(docx_bytes(build))[1] == {"日期": "2024-05-03"}


def test_an_empty_document_is_an_empty_text(docx_bytes: Docx) -> None:
    assert read(docx_bytes(lambda document: None)) == ("", {})


def test_header_lines_outside_tables_stay_text(docx_bytes: Docx) -> None:
    assert read(docx_bytes(lambda document: document.add_paragraph("日期：2024-05-03"))) == ("日期：2024-05-03", {})


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or encrypted Word"])
def test_what_is_no_archive_is_refused_with_the_cure(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.en == "damaged, or not what its ending says; open it in Word or Excel and save it again"


def test_an_archive_that_is_no_word_file_is_refused(zip_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError, match="not a readable Word file"):
        read(zip_bytes({"a.txt": b"a"}))


def test_a_word_file_with_broken_xml_is_refused(docx_bytes: Docx) -> None:
    data, sink = docx_bytes(form), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    with pytest.raises(DocumentError, match="not a readable Word file"):
        read(sink.getvalue())


def test_a_word_file_with_damaged_bytes_is_refused(docx_bytes: Docx, spoil: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError):
        read(spoil(docx_bytes(form), "word/document.xml"))


def test_a_word_file_with_an_encrypted_entry_is_refused(docx_bytes: Docx) -> None:
    data = bytearray(docx_bytes(form))
    place = data.find(b"PK\x01\x02")
    while place >= 0:  # set the encryption bit of every entry of the central directory
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    with pytest.raises(DocumentError):
        read(bytes(data))


def test_a_bomb_is_refused_before_it_is_unpacked(zip_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError) as caught:
        read(zip_bytes({"word/document.xml": b"0" * 3_000_000}), Ingest(max_megabytes=2))
    assert caught.value.en == "unpacks to 3 MB, over the limit of 2 MB; raise [ingest] max_megabytes if you trust it"
