"""OpenDocument texts (.odt, .ott, .fodt): the XML walked element by element, as in Word files."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.readers.office.forms import compose
from pipeline.files.readers.office.grid import Block, Cell, Table
from pipeline.files.readers.office.markup import faults, has_words, parse, protected
from pipeline.files.readers.office.remarks import doubts
from pipeline.files.readers.package import archive_of
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
T, _TABLE, _DRAW, _OFFICE, _STYLE = (
    f"{{{_NAMES}{name}:1.0}}" for name in ("text", "table", "drawing", "office", "style")
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_HIDES = "none"
_PARAGRAPHS = frozenset((f"{T}p", f"{T}h"))
_LEFT_OUT = {
    f"{_OFFICE}annotation": "comments",
    f"{T}hidden-text": "hidden",
    f"{T}placeholder": "prompts",
    f"{T}ruby-text": "readings",
    f"{_DRAW}control": "controls",
    f"{_DRAW}object": "objects",
    f"{_DRAW}object-ole": "objects",
}
_SILENT = frozenset(
    (
        f"{T}note-citation",
        f"{_OFFICE}forms",
        f"{T}sequence-decls",
        f"{_OFFICE}event-listeners",
        f"{_DRAW}image",
        f"{T}index-title-template",
    )
)
_MARGINS = frozenset(
    f"{_STYLE}{name}" for name in "header header-left header-first footer footer-left footer-first".split()
)
WIDEST = 1000  # columns that one cell may go over
BLANKS = 100  # that stand in one place


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of an OpenDocument text.

    Read like a Word file: paragraphs and tables in the order of the page, forms to metadata, text boxes and notes behind the
    paragraph that holds their anchor; tracked deletions, annotations and hidden text are left out and counted.

    Raises
    ------
    DocumentError
        When it is none, or protected by a password.
    """
    try:
        content, styles = _parts(data, limits)
        reader = _Reader(_hidden_styles(content))
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise ValueError("no text")
        page = compose(reader.blocks(body))
        margins = {"".join(each.itertext()) for each in styles.iter(*_MARGINS)}
        reader.left_out["margins"] += sum(map(has_words, margins))
    except faults() as error:
        raise DocumentError(
            f"not a readable OpenDocument text ({type(error).__name__}); open it in LibreOffice or WPS and save it as .docx",
            "OpenDocument 文件读不出来，请用 LibreOffice 或 WPS 打开后另存为 .docx",
        ) from error
    yield RawDocument(
        file=name, text=page.text, fields=page.fields, doubts=doubts(reader.left_out, repeated=page.repeated)
    )


def _parts(data: bytes, limits: Ingest) -> tuple[Any, Any]:
    """Return the roots that hold the text and the page styles; one and the same in a flat file."""
    if not data.startswith(b"PK"):
        root = parse(data)
        return root, root
    with archive_of(data, limits) as archive:
        if b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
            raise protected()
        content = parse(archive.read("content.xml"))
        styles = _member(archive, "styles.xml")
        return content, parse(styles) if styles else content


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _hidden_styles(content: Any) -> frozenset[str]:
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in content.iter(f"{_STYLE}style")
        for properties in style.findall(f"{_STYLE}text-properties")
        if properties.get(f"{T}display") == _HIDES
    )


@dataclass
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)

    def text(self) -> str:
        """Return the text with white space as OpenDocument means it: runs are one blank, unless said otherwise."""
        return "".join(self.pieces).strip(" ").replace("\x00", " ")

    def add(self, text: str | None) -> None:
        if text:
            text = _BLANKS.sub(" ", text)
            ends = not self.pieces or self.pieces[-1].endswith((" ", "\n"))
            self.pieces.append(text[1:] if ends and text.startswith(" ") else text)


@dataclass
class _Reader:
    hidden: frozenset[str]
    left_out: Counter[str] = field(default_factory=Counter)

    def blocks(self, parent: Any) -> list[Block]:
        """Read paragraphs and tables below an element."""
        blocks: list[Block] = []
        for child in parent:
            if child.tag in _PARAGRAPHS:
                paragraph = _Paragraph()
                if self._is_hidden(child):
                    continue
                self._inline(child, paragraph)
                blocks += [paragraph.text(), *paragraph.beside]
            elif child.tag == f"{_TABLE}table":
                blocks.append(self._table(child))
            elif child.tag == f"{T}tracked-changes":
                self.left_out["deletions"] += sum(1 for _ in child.iter(f"{T}deletion"))
            elif not self._is_left_out(child):
                blocks += self.blocks(child)
        return blocks

    def _is_hidden(self, element: Any) -> bool:
        style = element.get(f"{T}style-name") in self.hidden
        inner = element.iter(f"{T}hidden-paragraph") if element.tag in _PARAGRAPHS else ()
        marks = [element, *inner]
        unseen = any(mark.get(f"{T}is-hidden") == "true" or mark.get(f"{T}display") == _HIDES for mark in marks)
        self.left_out["hidden"] += style or unseen
        return style or unseen

    def _is_left_out(self, element: Any) -> bool:
        kind = _LEFT_OUT.get(element.tag)
        if kind:
            self.left_out[kind] += 1
            return True
        return element.tag in _SILENT or (element.tag == f"{T}section" and self._is_hidden(element))

    def _inline(self, element: Any, paragraph: _Paragraph) -> None:
        paragraph.add(element.text)
        for child in element:
            self._piece(child, paragraph)
            paragraph.add(child.tail)

    def _piece(self, child: Any, paragraph: _Paragraph) -> None:
        tag = child.tag
        if tag == f"{T}s":
            paragraph.pieces.append("\x00" * min(int(child.get(f"{T}c", "1")), BLANKS))
        elif tag == f"{T}tab":
            paragraph.pieces.append("\t")
        elif tag == f"{T}line-break":
            paragraph.pieces.append("\n")
        elif tag == f"{T}note":
            body = child.find(f"{T}note-body")
            paragraph.beside += [] if body is None else self.blocks(body)
        elif tag.startswith((_DRAW, "{urn:oasis:names:tc:opendocument:xmlns:dr3d")) and tag != f"{_DRAW}a":
            paragraph.beside += [] if self._is_left_out(child) else self.blocks(child)
        elif tag == f"{T}span" and child.get(f"{T}style-name") in self.hidden:
            self.left_out["hidden"] += 1
        elif not self._is_left_out(child):
            self._inline(child, paragraph)

    def _table(self, element: Any) -> Table:
        return Table(tuple(tuple(self._cells(row)) for row in _rows(element)))

    def _cells(self, row: Any) -> Iterator[Cell]:
        column = 0
        for child in row:
            repeated = _number(child, "number-columns-repeated")
            if child.tag == f"{_TABLE}table-cell":
                width, height = _number(child, "number-columns-spanned"), _number(child, "number-rows-spanned")
                yield Cell(tuple(self.blocks(child)), column, width, height)
            elif child.tag == f"{_TABLE}covered-table-cell":
                self.left_out["hidden"] += any(text.strip() for text in child.itertext())
            column += repeated


def _rows(element: Any) -> Iterator[Any]:
    """Go through the rows of a table; one said to come many times is read once."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _number(cell: Any, name: str) -> int:
    return min(max(int(cell.get(f"{_TABLE}{name}", "1")), 1), WIDEST)
