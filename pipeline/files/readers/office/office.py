"""Documents of offices by what they are, not by what their ending says: a .doc is often RTF, a web page or plain text."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.files.readers.office import hypertext, legacy, opendocument, richtext, word
from pipeline.files.readers.package import FAULTS
from pipeline.files.readers.plain import text
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_KINDS: dict[str, tuple[Callable[[bytes, str, Ingest], Iterator[RawDocument]], str, str]] = {
    "word": (word.read, "a Word file", "Word 文件"),
    "old": (legacy.read, "an old Word or WPS file", "旧版 Word 或 WPS 文件"),
    "opendocument": (opendocument.read, "an OpenDocument text", "OpenDocument 文件"),
    "rich": (richtext.read, "RTF", "RTF 文件"),
    "page": (hypertext.read, "a web page", "网页"),
    "archive": (hypertext.read_archive, "a web archive", "网页存档"),
    "text": (text.read, "plain text", "纯文本"),
}
"""How each kind is read, and what it is called."""

ENDINGS = {
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".dotm": "word",
    ".doc": "old",
    ".dot": "old",
    ".wps": "old",
    ".wpt": "old",
    ".odt": "opendocument",
    ".ott": "opendocument",
    ".fodt": "opendocument",
    ".rtf": "rich",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".mht": "archive",
    ".mhtml": "archive",
}
"""What a file is by its ending."""

_OPENINGS = {
    "rich": (b"{\\rtf",),
    "page": (b"<!doctype html", b"<html", b"<head", b"<meta", b"<title", b"<body", b"<table", b"<div", b"<p>", b"<!--"),
    "archive": (b"mime-version:", b"from: <", b"from:"),
}
_NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a file of an office, read as what its first bytes say it is.

    Raises
    ------
    DocumentError
        When it cannot be read as that.
    """
    expected = ENDINGS.get(PurePosixPath(name).suffix.lower(), "word")
    kind = kind_of(data, expected)
    reader, en, zh = _KINDS[kind]
    doubts: tuple[Both, ...] = ()
    if kind != expected and not (
        kind == "word" and expected == "old"
    ):  # new programs write the new format under the old name
        doubts = (
            Both(f"扩展名不符，其实是{zh}，已照此读取", f"its ending is wrong: it is {en}, and was read as such"),
        )
    for raw in reader(data, name, limits):
        yield replace(raw, doubts=(*doubts, *raw.doubts))


def kind_of(data: bytes, expected: str) -> str:
    """Tell what a file is by its first bytes.

    Parameters
    ----------
    data : bytes
        The file.
    expected : str
        What its ending says; an answer without better knowledge.

    Raises
    ------
    DocumentError
        When it is a picture, a PDF or another kind that a text cannot be.
    """
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data.startswith(legacy.OLE):
        return "old"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, expected)
    if any(data.startswith(mark) for mark in _NO_TEXT):
        raise DocumentError(
            "its ending is wrong: it is a PDF, a picture or an archive; give it the right ending",
            "扩展名不符，其实是 PDF、图片或压缩包，请改回正确的扩展名",
        )
    for kind, marks in _OPENINGS.items():
        if start.startswith(marks):
            return kind
    if start.startswith(b"<?xml"):
        return _xml(data[:2000].lower(), expected)
    return "text" if expected == "old" and _is_text(data) else expected


def _packed(data: bytes, expected: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except FAULTS:
        return expected if expected in ("word", "opendocument") else "word"
    return "opendocument" if "content.xml" in names else "word"


def _xml(start: bytes, expected: str) -> str:
    if b"word.document" in start or b"schemas.microsoft.com/office/word/2003" in start or b"2006/xmlpackage" in start:
        raise DocumentError(
            "Word XML; open it in Word or WPS and save as .docx", "Word XML 格式，请用 Word 或 WPS 打开后另存为 .docx"
        )
    if b"office:document" in start:
        return "opendocument"
    return "page" if b"<html" in start or b"<!doctype html" in start else expected


def _is_text(data: bytes) -> bool:
    try:
        text.decode(data)
    except DocumentError:
        return False
    return True
