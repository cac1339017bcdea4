"""Rich text, as Word, WPS, WordPad, TextEdit and LibreOffice write it."""

import pytest

from pipeline.files.readers.office import richtext
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def utf(text: str, instead: str = "?") -> str:
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2)]
    return "".join(f"\\u{number}{instead}" for number in numbers)


def read(text: str) -> RawDocument:
    (raw,) = richtext.read(text.encode("latin-1"), "a.rtf", Ingest())
    return raw


def english(raw: RawDocument) -> list[str]:
    return [doubt.en for doubt in raw.doubts]


WORD = (
    "{\\rtf1\\adeflang1025\\ansi\\ansicpg936\\uc2\\adeff0\\deff0\\stshfdbch13\\deflang1033\\deflangfe2052"
    "{\\fonttbl{\\f0\\fbidi \\froman\\fcharset0\\fprq2{\\*\\panose 02020603050405020304}Times New Roman;}"
    "{\\f13\\fbidi \\fnil\\fcharset134\\fprq2 "
    + gbk("宋体")
    + "{\\*\\falt SimSun};}{\\f14\\fnil\\fcharset2\\fprq2 Wingdings;}}"
    "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql \\li0 Normal;}}{\\info{\\title "
    + gbk("标题")
    + "}{\\author x}}"
)
WORDPAD = (
    "{\\rtf1\\ansi\\ansicpg936\\deff0\\nouicompat\\deflang1033\\deflangfe2052{\\fonttbl{\\f0\\fnil\\fcharset134 "
    + gbk("宋体") + ";}}\r\n{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1 \r\n\\pard\\sa200\\sl276\\slmult1\\f0\\fs22\\lang2052 "
)  # fmt: skip


def test_what_wordpad_writes_in_chinese() -> None:
    raw = read(
        WORDPAD + gbk("督导：角色不清。") + "We met on Zoom.\\par\r\n" + gbk("“再谈”") + "\\{a\\}\\par\r\n}\r\n\x00"
    )
    assert raw.text == "督导：角色不清。We met on Zoom.\n“再谈”{a}"
    assert raw.doubts == ()


def test_what_textedit_writes_in_chinese() -> None:
    raw = read(
        "{\\rtf1\\ansi\\ansicpg936\\cocoartf2639\n{\\fonttbl\\f0\\fnil\\fcharset134 PingFangSC-Regular;\\f1\\fswiss\\fcharset0 Helvetica;}\n"
        "\\pard\\pardirnatural\\partightenfactor0\n\n\\f0\\fs24 \\cf0 \\uc0"
        + utf("角色", " ")
        + "\\\n"
        + gbk("分工")
        + "\\\n\\f1 Zoom}"
    )
    assert raw.text == "角色\n分工\nZoom"


def test_what_libreoffice_writes_in_chinese() -> None:
    shown = "".join(utf(sign, gbk(sign)) for sign in "角色")
    raw = read(
        "{\\rtf1\\ansi\\deff3\\adeflang1025{\\fonttbl{\\f3\\froman\\fcharset0 Times;}{\\f5\\fnil\\fcharset134 SimSun;}}\\pard\\plain {\\uc2\\loch\\dbch\\af5 "
        + shown
        + "}\\par}"
    )
    assert raw.text == "角色"


def test_western_letters_in_a_chinese_file_and_chinese_quotation_marks_in_a_western_font() -> None:
    raw = read(WORD + "{\\f0 caf\\'e9 " + gbk("“好”") + "}\\par}")
    assert raw.text == "café “好”"


def test_a_western_file_and_one_in_traditional_characters() -> None:
    assert read("{\\rtf1\\ansi\\ansicpg1252 na\\'efve \\'93Zoom\\'94\\par}").text == "naïve “Zoom”"
    big5 = "".join(f"\\'{byte:02x}" for byte in "督導".encode("big5"))
    assert (
        read("{\\rtf1\\ansi\\ansicpg950{\\fonttbl{\\f1\\fcharset136 MingLiU;}}\\f1 " + big5 + "\\par}").text == "督導"
    )


def test_bytes_as_they_are_and_second_bytes_that_are_letters() -> None:
    assert read("{\\rtf1\\ansi\\ansicpg936 " + "角色不清".encode("gbk").decode("latin-1") + "\\par}").text == "角色不清"
    assert read("{\\rtf1\\ansi\\ansicpg1252 " + "角色不清".encode().decode("latin-1") + "\\par}").text == "角色不清"
    assert "丂".encode("gbk") == b"\x81@"
    assert read("{\\rtf1\\ansi\\ansicpg936 \\'81@b\\par}").text == "丂b"


def test_characters_beyond_the_first_plane_are_put_together() -> None:
    assert read("{\\rtf1\\ansi\\uc1 " + utf("好😀𠮷") + "\\par}").text == "好😀𠮷"


def row(definition: str, *cells: str) -> str:
    return (
        f"\\trowd\\trgaph108 {definition}\\pard\\intbl "
        + "".join(f"{{{cell}\\cell }}" for cell in cells)
        + f"{{\\trowd\\trgaph108 {definition}\\row }}"
    )


def test_a_form_of_word_with_merged_cells() -> None:
    four = "\\cellx1000\\cellx3000\\cellx4000\\cellx6000"
    raw = read(
        WORD
        + f"{{\\pard \\qc\\dbch\\f13 {gbk('督导记录表')}\\par }}"
        + row(
            four, *(f"\\loch\\af0\\dbch\\f13 {gbk(text)}" for text in ("督导时间", "2024年5月3日", "督导者", "王老师"))
        )
        + row(four, *(f"\\dbch\\f13 {gbk(text)}" for text in ("地　点", "会议室", "被督导者", "李社工")))
        + row(
            "\\clvmgf\\cellx1003\\cellx6000",
            f"\\f13 {gbk('督导')}\\par {gbk('内容')}",
            f"\\f13 {gbk('第一段。')}\\par {gbk('第二段。')}",
        )
        + row("\\clvmrg\\cellx1003\\cellx6000", "", f"\\f13 {gbk('第三段')}{{\\f14 \\'fe}}")
        + row("\\clmgf\\cellx1000\\clmrg\\cellx6000", f"\\f13 {gbk('下一步计划')}", "")
        + row("\\cellx6000", f"\\f13 {gbk('走访十户。')}")
        + f"\\pard \\f13 {gbk('完')}\\par}}"
    )
    assert raw.fields == {
        "表名": "督导记录表",
        "督导时间": "2024年5月3日",
        "督导者": "王老师",
        "地点": "会议室",
        "被督导者": "李社工",
    }
    assert raw.text == "督导内容\n第一段。\n第二段。\n第三段☑\n下一步计划\n走访十户。\n完"


def test_a_table_in_a_cell_is_read_as_well() -> None:
    inner = (
        f"\\pard\\intbl\\itap2 \\f13 {gbk('日期')}\\nestcell{{\\nonesttables\\par}}2024-05-03\\nestcell"
        "{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}\\pard\\intbl "
    )
    raw = read(
        WORD
        + f"\\trowd\\cellx1000\\cellx2000 \\pard\\intbl {inner}\\f13 {gbk('里')}\\cell {gbk('外')}\\cell\\row\\pard}}"
    )
    assert raw.fields == {"日期": "2024-05-03"}
    assert raw.text == "里\t外"


def test_notes_and_text_boxes_are_read_behind_their_paragraph() -> None:
    raw = read(
        WORD
        + f"\\f13 {gbk('前')}{{\\super\\chftn{{\\footnote\\pard\\plain {{\\super\\chftn}} \\f13 {gbk('脚注。')}}}}}"
        + f"{{\\shp{{\\*\\shpinst\\shpleft1{{\\sp{{\\sn shapeType}}{{\\sv 202}}}}{{\\shptxt \\pard \\f13 {gbk('框里。')}\\par }}}}"
        + f"{{\\shprslt{{\\*\\do{{\\dptxbxtext \\f13 {gbk('框里。')}\\par }}}}}}}}{gbk('后')}\\par}}"
    )
    assert raw.text == "前后\n脚注。\n框里。"


def test_what_is_left_out_is_counted() -> None:
    raw = read(
        WORD
        + f"{{\\header \\pard \\f13 {gbk('枫叶社工站')}\\par}}{{\\footer \\pard {{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt 1}}}}\\par}}\\f13 {gbk('一')}"
        + f"{{\\v {gbk('藏')}}}{{\\deleted {gbk('删')}}}{{\\revised {gbk('增')}}}{{\\*\\atnid w}}\\chatn{{\\*\\annotation \\pard {gbk('批注')}}}"
        + "{\\listtext 1.\\tab}{\\*\\unknown nothing}{\\pict\\wmetafile8 0102{\\*\\blipuid ab}}{\\object{\\*\\objdata 0105}{\\result{\\pict 01}}}{\\bin3 }}}"
        + f"{gbk('二')}\\par}}"
    )
    assert raw.text == "一增二"
    assert [doubt.zh for doubt in raw.doubts] == [
        "略去批注 1 条",
        "略去已删除的修订 1 处",
        "略去隐藏文字 1 处",
        "略去页眉页脚文字 1 处",
        "略去嵌入的对象或图示 1 个",
    ]


def test_links_show_their_words_and_breaks_are_lines() -> None:
    raw = read(
        '{\\rtf1\\ansi {\\field{\\*\\fldinst{HYPERLINK "http://example.org"}}{\\fldrslt{the plan}}}\\line a\\tab b\\~c\\emdash\\page d\\par}'
    )
    assert raw.text == "the plan\na\tb\xa0c—\nd"


def test_half_a_character_is_told() -> None:
    raw = read(WORD + "\\f13 " + gbk("角色") + "\\'b2\\par}")
    assert raw.text == "角色\ufffd"
    assert english(raw) == ["1 passage is garbled; check it"]


def test_an_empty_and_a_cut_off_file() -> None:
    assert read("{\\rtf1\\ansi}").text == ""
    assert read(WORDPAD + gbk("没写完") + "{{{\\footnote a").text == "没写完\na"


@pytest.mark.parametrize("data", [b"", b"no rtf", b"{\\rtf1" + b"{" * 10_000])
def test_what_is_no_rich_text_or_nested_too_deep_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not a readable RTF file"):
        list(richtext.read(data, "a.rtf", Ingest()))


def test_numbers_beyond_reason_do_no_harm() -> None:
    raw = read("{\\rtf1 \\itap999999999 \\trowd\\cellx-5\\cellx999999999 a\\cell b\\cell c\\cell\\row\\bin999999999 }")
    assert raw.text == "a\tb\tc"
