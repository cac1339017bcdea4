"""What Word files hold beside plain paragraphs and cells: each is read, or left out and counted, on purpose."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from docx.oxml import parse_xml

from pipeline.files.readers.office import word
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

Docx = Callable[[Callable[[Any], None]], bytes]
SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


@pytest.fixture
def body(docx_bytes: Docx) -> Callable[[str], bytes]:
    """Make a Word file whose body is the given XML."""

    def make(xml: str) -> bytes:
        def build(document: Any) -> None:
            for element in parse_xml(f"<w:body {SPACES}>{xml}</w:body>"):
                document.element.body.insert(len(document.element.body) - 1, element)

        return docx_bytes(build)

    return make


def read(data: bytes) -> RawDocument:
    (raw,) = word.read(data, "a.docx", Ingest())
    return raw


def english(raw: RawDocument) -> list[str]:
    return [doubt.en for doubt in raw.doubts]


def rewritten(data: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] = {}) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return sink.getvalue()


def p(*runs: str) -> str:
    return "<w:p>" + "".join(runs) + "</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


Body = Callable[[str], bytes]


def test_accepted_text_of_tracked_changes_stands_once(body: Body) -> None:
    raw = read(
        body(
            p(
                r("先谈"),
                f"<w:ins>{r('分工')}</w:ins>",
                f"<w:del>{r('天气').replace('w:t', 'w:delText')}</w:del>",
                r("。"),
            )
            + p(f"<w:moveFrom>{r('搬走的话。')}</w:moveFrom>")
            + p(f"<w:moveTo>{r('搬走的话。')}</w:moveTo>")
            + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前半，')}</w:p>"
            + p(r("后半。"))
        )
    )
    assert raw.text.split("\n") == ["先谈分工。", "", "搬走的话。", "前半，后半。"]
    assert [(doubt.zh, doubt.en) for doubt in raw.doubts] == [("略去已删除的修订 1 处", "1 tracked deletion left out")]


def test_a_deleted_row_and_a_deleted_cell_are_left_out(body: Body) -> None:
    row = "<w:tr>{}<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    raw = read(
        body(
            "<w:tbl>"
            + row.format("<w:trPr><w:del/></w:trPr>", "", "旧行")
            + row.format("", "<w:cellDel/>", "旧格")
            + row.format("<w:trPr><w:ins/></w:trPr>", "", "新行")
            + "</w:tbl>"
        )
    )
    assert raw.text == "新行"
    assert english(raw) == ["2 tracked deletions left out"]


def test_comments_are_left_out_and_counted(docx_bytes: Docx) -> None:
    def build(document: Any) -> None:
        run = document.add_paragraph("角色不清。").runs[0]
        document.add_comment(run, text="这里要再问。", author="王")
        document.add_comment(run, text="同意", author="李")

    raw = read(docx_bytes(build))
    assert raw.text == "角色不清。"
    assert [(doubt.zh, doubt.en) for doubt in raw.doubts] == [("略去批注 2 条", "2 comments left out")]


def test_content_controls_are_read_around_paragraphs_rows_and_cells(body: Body) -> None:
    def control(content: str, about: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def cell(text: str) -> str:
        return f"<w:tc>{p(r(text))}</w:tc>"

    box = control(r("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    raw = read(
        body(
            control(p(r("整段。")))
            + "<w:tbl>"
            + f"<w:tr>{cell('督导时间')}{control(cell('2024-05-03'))}</w:tr>"
            + control(
                f"<w:tr>{cell('督导形式')}<w:tc>{p(box, r('个别督导 '), control(r('线上'), '<w:dropDownList/>'))}</w:tc></w:tr>"
            )
            + f"<w:tr>{cell('地点')}<w:tc>{p(control(r('单击此处输入文字。'), '<w:showingPlcHdr/>'))}</w:tc></w:tr>"
            + "</w:tbl>"
        )
    )
    assert raw.fields == {"督导时间": "2024-05-03", "督导形式": "☒个别督导 线上"}
    assert raw.text == "整段。"
    assert english(raw) == ["1 unfilled prompt left out"]


def test_a_text_box_is_read_once_behind_the_paragraph_that_holds_its_anchor(body: Body) -> None:
    inner = f"<w:txbxContent>{p(r('框里的话。'))}{p(r('第二句。'))}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r('旧式框。'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert read(body(p(r("前。"), drawn, r("还是前。")) + p(old) + p(r("后。")))).text.split("\n") == [
        "前。还是前。",
        "框里的话。",
        "第二句。",
        "",
        "旧式框。",
        "后。",
    ]


def test_breaks_tabs_hyphens_links_and_signs_of_fonts(body: Body) -> None:
    raw = read(
        body(
            p(r("一"), "<w:r><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>")
            + p(f'<w:hyperlink r:id="x">{r("链接")}</w:hyperlink>', f"<w:smartTag>{r('标记')}</w:smartTag>")
            + p(
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:sym w:font="Webdings" w:char="F061"/></w:r>'
            )
            + p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
            + p(f"<w:r><w:ruby><w:rt>{r('dū')}</w:rt><w:rubyBase>{r('督')}</w:rubyBase></w:ruby></w:r>", r("导"))
        )
    )
    assert raw.text == "一\n二\t三\n-\n链接标记\n☑☐\nx=1\n督导"
    assert english(raw) == ["1 symbol that no font tells left out", "1 reading above characters left out"]


def test_fields_show_their_result_and_old_form_fields_their_state(body: Body) -> None:
    def mark(kind: str, about: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{about}</w:fldChar></w:r>'

    def told(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    raw = read(
        body(
            p(mark("begin"), told("IF "), mark("begin"), told("DATE"), mark("separate"), r("内层"), mark("end"), mark("separate"), r("结果"), mark("end"))
            + p(f'<w:fldSimple w:instr="DATE">{r("2024-05-03")}</w:fldSimple>')
            + p(
                mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'), told("FORMCHECKBOX"), mark("end"), r("个别 "),
                mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'), told("FORMCHECKBOX"), mark("end"), r("团体 "),
                mark("begin", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="线下"/><w:listEntry w:val="线上"/></w:ddList></w:ffData>'), told("FORMDROPDOWN"), mark("end"),
            )
            + p(mark("begin"), told("坏的域"))
            + p(r("照样读到。"))
        )
    )  # fmt: skip
    assert raw.text == "结果\n2024-05-03\n☑个别 ☐团体 线上\n\n照样读到。"


def test_hidden_text_is_left_out_wherever_it_is_hidden(body: Body) -> None:
    data = body(
        p(r("看得见", '<w:vanish w:val="0"/>'), r("藏一", "<w:vanish/>"), r("藏二", '<w:rStyle w:val="Unseen"/>'))
        + f'<w:p><w:pPr><w:pStyle w:val="Unseen"/></w:pPr>{r("窗体顶端")}</w:p>'
        + p(r("末"))
    )
    style = b'<w:style w:type="paragraph" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    raw = read(rewritten(data, lambda name, part: part.replace(b"</w:styles>", style)))
    assert raw.text == "看得见\n\n末"
    assert english(raw) == ["3 hidden passages left out"]


def test_notes_stand_behind_their_paragraph_and_only_once(body: Body) -> None:
    data = body(
        p(
            r("正文"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            r("继续。"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        )
        + p(r("后。"))
    )
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1">{p(r("——"))}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r(" 见上次记录。"))}</w:footnote></w:footnotes>'
    ).encode()
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'

    def relate(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else part

    raw = read(rewritten(data, relate, {"word/footnotes.xml": notes}))
    assert raw.text == "正文继续。\n见上次记录。\n后。"
    assert raw.doubts == ()


def test_headers_and_footers_are_told_only_when_they_hold_words(docx_bytes: Docx) -> None:
    def build(document: Any, header: str, footer: str) -> None:
        document.add_paragraph("正文。")
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = footer

    numbers = read(docx_bytes(lambda document: build(document, "", "第 1 页 共 3 页")))
    words = read(docx_bytes(lambda document: build(document, "枫叶社工站 内部资料", "Page 1 of 3")))
    assert (numbers.text, english(numbers)) == ("正文。", [])
    assert (words.text, english(words)) == ("正文。", ["1 header or footer left out"])


def test_objects_are_counted_and_a_file_of_pictures_is_refused(body: Body) -> None:
    thing = '<w:r><w:object><o:OLEObject Type="Embed"/></w:object></w:r>'
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    raw = read(body(p(r("看附件"), thing, picture)))
    assert (raw.text, english(raw)) == ("看附件", ["1 embedded object or diagram left out"])
    with pytest.raises(DocumentError) as caught:
        read(body(p(picture)))
    assert caught.value.zh == "里面只有图片，请先录入或识别成文字"


def test_cells_merged_the_old_way_and_covered_ones_are_read_once(body: Body) -> None:
    def cell(text: str, about: str = "") -> str:
        return f"<w:tc><w:tcPr>{about}</w:tcPr>{p(r(text))}</w:tc>"

    begin = '<w:{}Merge w:val="restart"/>'
    raw = read(
        body(
            "<w:tbl>"
            f"<w:tr>{cell('督导内容', begin.format('h'))}{cell('', '<w:hMerge/>')}</w:tr>"
            f"<w:tr>{cell('左', begin.format('v'))}{cell('右一')}</w:tr>"
            f"<w:tr>{cell('盖住的', '<w:vMerge/>')}{cell('右二')}</w:tr>"
            "</w:tbl>"
        )
    )
    assert raw.text == "督导内容\n左\n右一\n右二"
    assert english(raw) == ["1 hidden passage left out"]


def test_strict_open_xml_is_read_like_any_other(body: Body) -> None:
    def strict(name: str, part: bytes) -> bytes:
        return (
            part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        )  # fmt: skip

    data = rewritten(body(p(r("严格格式也能读。"))), strict)
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert read(data).text == "严格格式也能读。"


def test_an_entity_bomb_is_refused(body: Body) -> None:
    def bomb(name: str, part: bytes) -> bytes:
        return (
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + part[part.index(b"<w:document") :]
            if name == "word/document.xml"
            else part
        )

    with pytest.raises(DocumentError, match="not a readable Word file"):
        read(rewritten(body(p(r("一"))), bomb))


def test_tables_nested_without_end_are_refused(body: Body) -> None:
    def nest(name: str, part: bytes) -> bytes:
        deep = b"<w:tbl><w:tr><w:tc>" * 500 + b"</w:tc></w:tr></w:tbl>" * 500
        return part.replace(b"<w:sectPr", deep + b"<w:sectPr", 1) if name == "word/document.xml" else part

    with pytest.raises(DocumentError, match="not a readable Word file"):
        read(rewritten(body(p(r("一"))), nest))


@pytest.mark.parametrize(("part", "told"), [("xl/workbook.xml", ".xlsx"), ("ppt/presentation.xml", ".pptx")])
def test_another_kind_of_office_file_is_told_by_its_name(zip_bytes: Callable[..., bytes], part: str, told: str) -> None:
    with pytest.raises(DocumentError, match=f"rename it to {told}"):
        read(zip_bytes({part: b""}))
