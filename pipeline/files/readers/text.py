"""Plain text and Markdown."""

from collections.abc import Iterator

from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a text file; raises DocumentError when its encoding is none of the known ones."""
    text, encoding = decode(data)
    yield RawDocument(file=name, text=text, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes: by byte order mark, else strict UTF-8, else GB18030.

    Returns
    -------
    text : str
        Without byte order mark, line ends LF.
    encoding : str
        Which one fitted.

    Raises
    ------
    DocumentError
        When none fits, or the bytes are no text.
    """
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return normalise(text), encoding
    raise DocumentError(
        "not text in UTF-8 or GB18030; open it in an editor and save it as UTF-8",
        "不是 UTF-8 或 GB18030 文本，请用编辑器打开后另存为 UTF-8",
    )


def normalise(text: str) -> str:
    """Bring line ends to LF and take a byte order mark off."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
