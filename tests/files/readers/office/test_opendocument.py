"""OpenDocument texts, as LibreOffice and WPS write them."""

import io
from collections.abc import Callable

import pytest
from odfdo import Document, Frame, Header, List, Paragraph, Table

from pipeline.files.readers.office import opendocument
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
    }.items()
)


def read(data: bytes) -> RawDocument:
    (raw,) = opendocument.read(data, "a.odt", Ingest())
    return raw


def made(build: Callable[[Document], None]) -> bytes:
    document = Document("text")
    document.body.clear()
    build(document)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def flat(body: str, styles: str = "", margins: str = "") -> bytes:
    return (
        f"<office:document {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:master-styles>{margins}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def english(raw: RawDocument) -> list[str]:
    return [doubt.en for doubt in raw.doubts]


def test_a_form_with_spans_becomes_metadata_and_prose() -> None:
    def build(document: Document) -> None:
        document.body.append(Header(1, "督导记录表"))
        table = Table("form", width=4, height=4)
        for place, text in enumerate(
            ["督导时间：", "2024年5月3日", "督导者", "王老师", "地　点", "", "被督导者", "李社工"]
        ):
            table.set_value((place % 4, place // 4), text)
        table.set_value((0, 2), "督导内容")
        table.set_value((1, 2), "角色不清，用Zoom再谈。")
        table.set_value((1, 3), "两周后再见。")
        table.set_span((0, 2, 0, 3))
        table.set_span((1, 2, 3, 2))
        table.set_span((1, 3, 3, 3))
        document.body.append(table)

    raw = read(made(build))
    assert raw.fields == {"表名": "督导记录表", "督导时间": "2024年5月3日", "督导者": "王老师", "被督导者": "李社工"}
    assert raw.text == "督导内容\n角色不清，用Zoom再谈。\n两周后再见。"
    assert raw.doubts == ()


def test_headings_lists_notes_and_text_boxes_come_in_order_and_annotations_are_counted() -> None:
    def build(document: Document) -> None:
        document.body.append(Header(1, "三月小结"))
        document.body.append(List(["走访十户", "开了两次会"]))
        paragraph = Paragraph("居民  愿意开门了")
        paragraph.insert_note(after="居民", note_id="n1", citation="1", body="门面房的住户。")
        paragraph.insert_annotation(after="开门", body="怎么知道？", creator="王")
        document.body.append(paragraph)
        frame = Frame.text_frame("框里的话", size=("5cm", "2cm"), anchor_type="paragraph")
        holder = Paragraph("看右边。")
        holder.append(frame)
        document.body.append(holder)

    raw = read(made(build))
    assert raw.text == "三月小结\n走访十户\n开了两次会\n居民  愿意开门了\n门面房的住户。\n看右边。\n框里的话"
    assert [(doubt.zh, doubt.en) for doubt in raw.doubts] == [("略去批注 1 条", "1 comment left out")]


def test_tracked_deletions_hidden_text_and_prompts_are_left_out_and_counted() -> None:
    raw = read(
        flat(
            '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>删掉的</text:p></text:deletion></text:changed-region></text:tracked-changes>'
            '<text:p>留<text:change text:change-id="c"/>下<text:span text:style-name="T1">藏起</text:span>的<text:placeholder>填这里</text:placeholder></text:p>'
            '<text:p text:style-name="T1">整段藏起</text:p><text:section text:name="s" text:display="none"><text:p>节也藏起</text:p></text:section>',
            '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
        )
    )
    assert raw.text == "留下的"
    assert english(raw) == ["1 tracked deletion left out", "3 hidden passages left out", "1 unfilled prompt left out"]


def test_white_space_means_what_opendocument_says() -> None:
    raw = read(flat('<text:p>  一 \n  二<text:s text:c="3"/>三<text:tab/>四<text:line-break/> 五 </text:p>'))
    assert raw.text == "一 二   三\t四\n五"


def test_headers_and_footers_are_told_only_when_they_hold_words() -> None:
    numbers = "<style:master-page><style:footer><text:p>第 1 页</text:p></style:footer></style:master-page>"
    words = "<style:master-page><style:header><text:p>枫叶社工站</text:p></style:header></style:master-page>"
    assert english(read(flat("<text:p>一</text:p>", margins=numbers))) == []
    assert english(read(flat("<text:p>一</text:p>", margins=words))) == ["1 header or footer left out"]


def test_nested_tables_and_repeated_rows_are_read_once() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p>{}</table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('', '日期', '')}{cell.format('', '2024-05-03', '')}</table:table-row></table:table>"
    raw = read(
        flat(
            "<table:table><table:table-header-rows><table:table-row>"
            + cell.format(' table:number-columns-spanned="2"', "外层", inner)
            + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
            + f'<table:table-row table:number-rows-repeated="1000000">{cell.format("", "一", "")}{cell.format("", "二", "")}</table:table-row></table:table>'
        )
    )
    assert raw.fields == {"日期": "2024-05-03"}
    assert raw.text == "外层\n一\t二"


def test_an_empty_document_is_an_empty_text() -> None:
    assert read(made(lambda document: None)).text == ""


@pytest.mark.parametrize("data", [b"", b"PK", b"<office:document", b"<x/>"])
def test_what_is_no_opendocument_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read(data)


def test_a_protected_document_is_told_from_a_damaged_one(zip_bytes: Callable[..., bytes]) -> None:
    data = zip_bytes({"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"\x00\x01"})
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.en == "protected by a password; remove it in Word and save again"


def test_an_entity_bomb_is_refused() -> None:
    with pytest.raises(DocumentError, match="not a readable OpenDocument text"):
        read(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + flat("<text:p>&b;</text:p>"))
