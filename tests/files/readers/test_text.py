"""Plain text and Markdown."""

import pytest

from pipeline.files.readers import text
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

SAID = "督导：角色不清。\nWe met on Zoom."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SAID.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + SAID.encode(), "utf-8-sig"),
        (SAID.encode("gb18030"), "gb18030"),
        (SAID.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + SAID.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + SAID.encode("utf-16-be"), "utf-16"),
    ],
)
def test_each_known_encoding_gives_the_same_text(data: bytes, encoding: str, limits: Ingest) -> None:
    assert list(text.read(data, "督导/a.txt", limits)) == [RawDocument("督导/a.txt", SAID, encoding=encoding)]


def test_an_empty_file_is_an_empty_text() -> None:
    assert text.decode(b"") == ("", "utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(ends: str) -> None:
    assert text.decode(ends.join(["一", "二", ""]).encode())[0] == "一\n二\n"


def test_a_second_byte_order_mark_is_taken_off_too() -> None:
    assert text.decode("\ufeff\ufeff一".encode())[0] == "一"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "督导".encode("utf-16-le") + b"\x00",
        b"\xff\xfe\x00",
        b"caf\xe9 and so on",
        b"\xef\xbb\xbf\xff",
        "一\x00二".encode(),
    ],
    ids=["png", "utf-16 without mark", "half a character", "latin-1", "mark and no utf-8", "nul"],
)
def test_bytes_that_are_no_text_are_refused_with_the_cure(data: bytes, limits: Ingest) -> None:
    with pytest.raises(DocumentError) as caught:
        list(text.read(data, "a.txt", limits))
    assert caught.value.en == "not text in UTF-8 or GB18030; open it in an editor and save it as UTF-8"
    assert caught.value.zh == "不是 UTF-8 或 GB18030 文本，请用编辑器打开后另存为 UTF-8"
