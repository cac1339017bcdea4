"""Files of offices, read as what they are whatever their ending says."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.files.readers.office import legacy, office
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

Docx = Callable[[Callable[[Any], None]], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf1\\ansi\\ansicpg936 \\'bd\\'c7\\'c9\\'ab\\par}"


def read(data: bytes, name: str) -> RawDocument:
    (raw,) = office.read(data, name, Ingest())
    return raw


def refused(data: bytes, name: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        list(office.read(data, name, Ingest()))
    return caught.value


@pytest.mark.parametrize(
    ("data", "text", "kind"),
    [
        (RTF, "角色", "RTF"),
        ("<html><body><p>角色".encode(), "角色", "a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><p>" + "角色".encode(), "角色", "a web page"),
        ("角色不清。\r\nZoom".encode("gbk"), "角色不清。\nZoom", "plain text"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + "角色".encode(),
            "角色",
            "a web archive",
        ),
    ],
)
def test_a_doc_that_is_something_else_is_read_as_that(data: bytes, text: str, kind: str) -> None:
    raw = read(data, "督导/a.doc")
    assert raw.text == text
    assert [doubt.en for doubt in raw.doubts] == [f"its ending is wrong: it is {kind}, and was read as such"]


def test_a_new_word_file_under_the_old_ending_is_nothing_to_wonder_at(docx_bytes: Docx) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("角色不清。"))
    assert [read(data, f"a{ending}").text for ending in (".doc", ".wps", ".docm", ".dotx", ".DOCX")] == [
        "角色不清。"
    ] * 5
    assert read(data, "a.wps").doubts == ()
    assert read(data, "a.rtf").doubts == (
        Both("扩展名不符，其实是Word 文件，已照此读取", "its ending is wrong: it is a Word file, and was read as such"),
    )


def test_a_docx_that_is_rtf_or_an_opendocument_text_is_read(zip_bytes: Callable[..., bytes]) -> None:
    assert read(RTF, "a.docx").text == "角色"
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<o:body><o:text><t:p>角色</t:p></o:text></o:body></o:document-content>"
    )
    assert read(zip_bytes({"content.xml": content.encode()}), "a.docx").text == "角色"


def test_macro_and_template_files_are_read_whatever_their_content_type(docx_bytes: Docx) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("模板里的字。"))
    swapped = data.replace(b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")
    assert read(swapped, "a.dotx").text == "模板里的字。"


def test_a_docx_with_a_password_gets_its_own_reason() -> None:
    assert refused(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx").en == (
        "protected by a password; remove it in Word and save again"
    )


def test_an_old_file_called_docx_is_converted_or_gets_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_program", lambda: None)
    assert refused(OLE + b"\x00" * 600, "a.docx").en == "open it in Word or WPS and save as .docx"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"Rar!\x1a\x07"])
@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.html"])
def test_what_can_be_no_text_is_told(data: bytes, name: str) -> None:
    assert (
        refused(data, name).en == "its ending is wrong: it is a PDF, a picture or an archive; give it the right ending"
    )


@pytest.mark.parametrize(
    "data", [b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>']
)  # fmt: skip
def test_flat_word_xml_is_told_with_the_cure(data: bytes) -> None:
    assert refused(data, "a.doc").zh == "Word XML 格式，请用 Word 或 WPS 打开后另存为 .docx"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.doc"])
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02 nothing", b"PK\x03\x04 half of an archive"])
def test_damaged_files_are_refused(name: str, data: bytes) -> None:
    if name == "a.doc" and not data:
        assert read(data, name).text == ""  # an empty file is an empty text
        return
    assert refused(data, name).en


def test_a_package_of_a_version_that_nobody_knows_is_damaged(docx_bytes: Docx) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("谈了分工。"))
    at = data.rindex(b"PK\x01\x02") + 6  # the version needed to unpack the last entry
    with pytest.raises(DocumentError):
        read(data[:at] + b"\x94\x00" + data[at + 2 :], "a.odt")
