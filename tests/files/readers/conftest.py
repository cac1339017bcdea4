"""Documents made in memory by the libraries that offices use."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import openpyxl
import pytest

from pipeline.model.settings import Ingest


@pytest.fixture
def limits() -> Ingest:
    return Ingest()


@pytest.fixture
def docx_bytes() -> Callable[..., bytes]:
    """Make a Word file; `build` gets the empty document."""

    def make(build: Callable[[Any], None]) -> bytes:
        document = docx.Document()
        build(document)
        sink = io.BytesIO()
        document.save(sink)
        return sink.getvalue()

    return make


@pytest.fixture
def xlsx_bytes() -> Callable[..., bytes]:
    """Make a workbook from sheets of rows."""

    def make(**sheets: Sequence[Sequence[Any]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        sink = io.BytesIO()
        book.save(sink)
        return sink.getvalue()

    return make


@pytest.fixture
def zip_bytes() -> Callable[[Mapping[str, bytes]], bytes]:
    """Make a zip archive that holds the given entries."""

    def make(entries: Mapping[str, bytes]) -> bytes:
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return sink.getvalue()

    return make


@pytest.fixture
def spoil() -> Callable[[bytes, str], bytes]:
    """Overwrite the compressed bytes of one entry of an archive."""

    def make(data: bytes, entry: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(entry)
        start = info.header_offset + 30 + len(entry.encode())
        return data[:start] + b"\xff" * info.compress_size + data[start + info.compress_size :]

    return make
