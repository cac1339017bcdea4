"""Web pages and web archives."""

import pytest

from pipeline.files.readers.office import hypertext
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def read(page: str | bytes) -> RawDocument:
    (raw,) = hypertext.read(page if isinstance(page, bytes) else page.encode(), "a.html", Ingest())
    return raw


def english(raw: RawDocument) -> list[str]:
    return [doubt.en for doubt in raw.doubts]


FORM = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>督导记录表.doc</title>
<!--[if gte mso 9]><xml><o:Author>x</o:Author></xml><![endif]--><style>p.MsoNormal {margin:0}</style></head>
<body lang=ZH-CN><p class=MsoNormal align=center><b>督导记录表</b></p>
<table class=MsoNormalTable border=1><tr><td>督导时间</td><td>2024年5月3日</td><td><p>督 导 者</p></td><td>王老师</td></tr>
<tr><td rowspan=2><p>督导<br>内容</p></td><td colspan=3><p>角色不清，
用Zoom再谈。</p><p>分工&amp;边界<o:p>&nbsp;</o:p></p></td></tr>
<tr><td colspan=3>门面房&mdash;&#27004;组长</td></tr>
<tr><td>下一步计划</td><td colspan=3><ul><li>走访十户<li>写提纲</ul></td></tr></table></body></html>"""


def test_a_form_saved_from_word_in_its_declared_encoding() -> None:
    raw = read(FORM.encode("gb18030"))
    assert raw.fields == {"表名": "督导记录表", "督导时间": "2024年5月3日", "督导者": "王老师"}
    assert raw.text == ("督导内容\n角色不清， 用Zoom再谈。\n分工&边界\n门面房—楼组长\n下一步计划\n走访十户\n写提纲")
    assert raw.encoding == "gb18030"
    assert raw.doubts == ()


def test_blocks_become_lines_and_breaks_line_ends() -> None:
    raw = read(
        "<h1>三月 小结</h1><div>居民<b>愿意</b>开门了。<br>\n第二行<div>里面</div>后面</div><pre>a\n b</pre><p>&lt;完&gt;"
    )
    assert raw.text == "三月 小结\n居民愿意开门了。\n第二行\n里面\n后面\na\nb\n<完>"
    assert raw.fields == {}


def test_what_nobody_sees_is_left_out_and_hidden_words_are_counted() -> None:
    raw = read(
        "<p>看得见<script>var a = '<p>不是正文</p>'</script><style>p{}</style><template><p>模板</p></template></p><p hidden>藏一</p>"
        "<p style='DISPLAY : none'>藏二</p><span style='mso-hide:all'></span><!-- 注释 --><p><ruby>督<rp>(</rp><rt>dū</rt></ruby>导</p>"
    )
    assert raw.text == "看得见\n督导"
    assert english(raw) == ["2 hidden passages left out", "1 reading above characters left out"]


def test_fields_of_forms_show_their_state() -> None:
    raw = read(
        "<table><tr><td>督导形式<td><input type=checkbox checked>个别 <input type=radio>团体<tr><td>地点<td><select><option>线下<option selected>线上</select>"
        "<tr><td>督导者<td><input value='王老师'><input type=hidden value=x></table><textarea>写在框里</textarea>"
    )
    assert raw.fields == {"督导形式": "☑个别 ☐团体", "地点": "线上", "督导者": "王老师"}
    assert raw.text == "写在框里"


def test_a_title_is_metadata_when_it_says_something() -> None:
    assert read("<title> 三月\n督导 </title><p>一").fields == {"标题": "三月 督导"}
    assert read("<title>无标题文档</title><p>一").fields == {}
    assert read("<title>note.htm</title><p>一").fields == {}
    raw = read("<title>三月督导</title><p>日期：2024-05-03<p>正文。")
    assert (raw.text, raw.fields) == ("标题：三月督导\n日期：2024-05-03\n正文。", {})


def test_captions_nested_tables_and_logs() -> None:
    raw = read(
        "<table><caption>跟进表</caption><tr><th>日期<th>内容<th>负责人<tr><td rowspan=2>5月3日<td>走访<td>李社工<tr><td>写信<td>赵社工</table>"
        "<table><tr><td><table><tr><td>时间<td>2024-05-03</table></td></tr></table>"
    )
    assert raw.text == "跟进表\n日期\t内容\t负责人\n5月3日\t走访\t李社工\n写信\t赵社工"
    assert raw.fields == {"时间": "2024-05-03"}


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<p>角色不清".encode(), "utf-8"),
        ("<p>角色不清".encode("gbk"), "gb18030"),
        (b"\xef\xbb\xbf<meta charset=gbk>" + "<p>角色不清".encode(), "utf-8-sig"),
        (b"\xff\xfe" + "<p>角色不清".encode("utf-16-le"), "utf-16"),
        ("<meta charset='big5'><p>角色不清".encode("big5"), "big5hkscs"),
        ("<?xml version='1.0' encoding='GBK'?><html><p>角色不清</p></html>".encode("gbk"), "gb18030"),
        ("<meta charset=utf-8><p>角色不清".encode("gbk"), "gb18030"),
        ("<meta charset=nonsense><p>角色不清".encode(), "utf-8"),
    ],
)
def test_encodings(page: bytes, encoding: str) -> None:
    raw = read(page)
    assert (raw.text, raw.encoding) == ("角色不清", encoding)


def test_an_empty_page() -> None:
    assert read("").text == ""
    assert read("<html><head><title></title></head><body> </body></html>") == RawDocument(
        "a.html", "", {}, encoding="utf-8"
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentError, match="not text in UTF-8 or GB18030"):
        read(b"\x00\x01\x02")


@pytest.mark.parametrize(
    "page", ["<div>" * 100_000, "".join(f"<b id={number}>" for number in range(900)) + "<p>x" * 20_000]
)
def test_a_page_made_to_overload_a_parser_is_refused(page: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(page)
    assert caught.value.en == "the page is nested too deep; open it in a browser, copy the text and save it as .docx"


def test_many_tables_in_tables_are_refused_or_read_but_no_fault() -> None:
    assert read("<table><tr><td>" * 60 + "里").text == "里"
    with pytest.raises(DocumentError, match="not a readable web page|nested too deep"):
        read("<table><tr><td>" * 900 + "里")


def test_a_long_page_is_read_in_reasonable_time() -> None:
    raw = read("<p>谈了<b>分工</b>。</p><table><tr><td>甲<td>乙</table>" * 10_000)  # comparing nodes would take minutes
    assert raw.text == "\n".join(["谈了分工。\n甲\t乙"] * 10_000)


def test_huge_spans_do_no_harm() -> None:
    assert read("<table><tr><td colspan=999999999999 rowspan=99999999>一<td>二</table>").text == "一\n二"


ARCHIVE = (
    b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    b'--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=BD=C7=C9=AB=B2=BB=C7=E5\r\n'
    b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
)


def test_a_web_archive_holds_its_page() -> None:
    (raw,) = hypertext.read_archive(ARCHIVE, "a.mht", Ingest())
    assert (raw.text, raw.encoding) == ("角色不清", "gb18030")


@pytest.mark.parametrize("data", [b"", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\na"])
def test_an_archive_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        list(hypertext.read_archive(data, "a.mht", Ingest()))
    assert caught.value.zh == "网页存档读不出来，请用浏览器或 Word 打开后另存为 .html 或 .docx"
