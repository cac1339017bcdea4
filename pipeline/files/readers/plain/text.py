"""Plain text and Markdown."""

from collections.abc import Iterator

from pipeline.files.readers.plain.encodings import choose
from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a text file; raises DocumentError when its encoding is none of the known ones."""
    text, encoding = decode(data)
    yield RawDocument(file=name, text=text, encoding=encoding, doubts=doubts_of(text, encoding))


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes: by byte order mark, else strict UTF-8, else GB18030 or what else makes a plausible text.

    Returns
    -------
    text : str
        Without byte order mark, line ends LF; a byte that fits nowhere is U+FFFD.
    encoding : str
        Which one fitted; `doubts_of` says what is to be thought of it.

    Raises
    ------
    DocumentError
        When none fits, or the bytes are no text.
    """
    text, encoding = choose(data)
    return normalise(text), encoding


def normalise(text: str) -> str:
    """Bring line ends to LF and take a byte order mark off."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
